"""Output on terminals of 60, 80 and 120 columns, compared with golden files.

`IONFLUX_WRITE_SCREENS=1 pytest tests/test_screens.py` writes them anew; look at them before you
commit them.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from program import run_on_terminal

SCREENS = Path(__file__).parent / "screens"
BLUEPRINTS = Path(__file__).parent.parent / "blueprints"
INSTANCE = """\
agent_definition_id: agent_001
workspace_id: workspace_1
name: Mail of the shop
created_by_user_id: user_1
config:
  max_recipients: many
  dry_rum: true
"""
COMMANDS = {
    "show": "show blueprints",
    "card": "show blueprints EmailWizard --brief",
    "validate": "validate --statistics drift.md more.md",
    "diff": "diff blueprints new",
    "import": "import blueprints drift.md -o agents.json",
    "explain": "explain IFX3",
    "configure": "configure instance.yaml --from blueprints",
}
WRAPPED = {"validate", "import", "configure", "diff"}
"""Commands whose lines are wrapped by the terminal: those that editors and people search."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a folder with three blueprints, another version of it, a document and an instance."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("blueprints", "new"):
        (folder / name).mkdir()
        for number in ("001", "003", "008"):
            for document in BLUEPRINTS.glob(f"agent_{number}_*.md"):
                shutil.copy(document, folder / name)
    first = (BLUEPRINTS / "agent_001_email_wizard.md").read_text("utf-8")
    changed = first.replace("key: dry_run", "key: rehearsal").replace('*/2 * * *"', '*/3 * * *"')
    (folder / "new/agent_001_email_wizard.md").write_text(changed, "utf-8")
    (folder / "drift.md").write_text(
        changed.replace("agent_001", "agent_021")
        .replace("AGENTE 001", "AGENTE 020")
        .replace("EmailWizard", "MailWizard")
        .replace("/emailwizard/run", "/mailwizard/run", 1)
        .replace("type: json", "type: jsn", 1)
        .replace("type: md", "type: markdown"),
        "utf-8",
    )
    second = next(BLUEPRINTS.glob("agent_003_*.md")).read_text("utf-8")
    (folder / "more.md").write_text(second.replace("method: POST", "method: PSOT"), "utf-8")
    (folder / "instance.yaml").write_text(INSTANCE, "utf-8")
    return folder


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_that_of_the_golden_file(project: Path, name: str, columns: int) -> None:
    environment = {"NO_COLOR": "1", "FORCE_COLOR": None, "TERM": "xterm", "PAGER": "cat"}
    _, shown = run_on_terminal(
        *COMMANDS[name].split(), folder=project, columns=columns, environment=environment
    )
    shown = "".join(f"{line.rstrip()}\n" for line in shown.splitlines())
    golden = SCREENS / f"{name}.{columns}.txt"
    if os.environ.get("IONFLUX_WRITE_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        golden.write_text(shown, "utf-8")
    assert shown == golden.read_text("utf-8")
    assert "\x1b" not in shown
    assert name in WRAPPED or max(map(cell_len, shown.splitlines())) <= columns
