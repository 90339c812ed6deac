"""Initial contents for each file of a tree: what makes it valid, and its purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ionflux.core.terminal import printable
from ionflux.models import AgentDefinition, FileTree, Playbook
from ionflux.yaml.quoting import as_yaml

_YAML = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class _Subject:
    """The values for a file's text."""

    agent: AgentDefinition
    path: PurePosixPath
    remark: str | None
    siblings: frozenset[str]
    playbook: Playbook | None

    @property
    def title(self) -> str:
        """One line: the agent of the file, and its purpose."""
        return one_line(f"{self.agent.name}: {self.remark or self.path.stem.replace('_', ' ')}.")


def contents(
    agent: AgentDefinition, tree: FileTree, playbooks: Sequence[Playbook]
) -> dict[str, str]:
    """Return the text of every file of the tree, by its path."""
    paths = frozenset(file.path for file in tree.files)
    books = iter(playbooks)
    texts = {}
    for file in tree.files:
        path = PurePosixPath(file.path)
        book = next(books, None) if is_playbook(path) else None
        texts[file.path] = _text(_Subject(agent, path, file.description, paths, book))
    return texts


def is_playbook(path: PurePosixPath) -> bool:
    """Tell whether a file of the tree is a playbook."""
    return "playbooks" in path.parts[:-1] and path.suffix in _YAML


def one_line(text: str) -> str:
    """Return the text in one line; with invisible and bidirectional characters escaped."""
    return printable(" ".join(text.split())).translate(_NO_CHARACTERS)


_NO_CHARACTERS = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


def docstring(*paragraphs: str) -> str:
    """Return the paragraphs as a Python docstring, safe against quotes and backslashes."""
    lines = [one_line(paragraph) for paragraph in paragraphs if paragraph.strip()]
    text = "\n\n".join(lines).replace("\\", "\\\\")
    if '"""' in text or text.endswith('"'):
        text = text.replace('"', '\\"')
    return f'"""{text}{_NEWLINE if len(lines) > 1 else ""}"""\n'


_NEWLINE = "\n"


def _text(subject: _Subject) -> str:
    if subject.playbook:
        return _playbook(subject, subject.playbook)
    return _KINDS.get(subject.path.suffix, _empty)(subject)


def _python(subject: _Subject) -> str:
    head = docstring(subject.title, subject.agent.description or "")
    tested = subject.path.stem.removeprefix("test_") + ".py"
    if subject.path.stem.startswith("test_") and tested in subject.siblings:
        up = len(subject.path.parts) - 1
        return f"{head}\n{_TEST.format(up=up, tested=as_yaml(tested), name=_name(tested))}"
    return head


_TEST = """import runpy
from pathlib import Path

MODULE = Path(__file__).parents[{up}] / {tested}


def test_{name}_loads() -> None:
    assert runpy.run_path(str(MODULE))["__doc__"]
"""


def _name(path: str) -> str:
    stem = PurePosixPath(path).stem
    return stem if stem.isidentifier() else "module"


def _yaml(subject: _Subject) -> str:
    if "prompt" not in str(subject.path):
        return f"# {subject.title}\n"
    agent = subject.agent
    said = one_line(f"{agent.name}. {agent.description or agent.tagline or ''}").strip()
    return f"# {subject.title}\nagent: {as_yaml(agent.id)}\nsystem: {as_yaml(said)}\n"


_PLAYBOOK_KEYS = ("name", "description", "trigger_event_type", "is_active")


def _playbook(subject: _Subject, playbook: Playbook) -> str:
    fields = playbook.model_dump(mode="json")
    lines = [f"# {subject.title}"]
    said = {key: fields[key] for key in _PLAYBOOK_KEYS if fields[key] is not None}
    lines += [f"{key}: {as_yaml(value)}" for key, value in said.items()]
    steps = [f"  - {as_yaml(step)}" for step in fields["steps"]]
    lines += ["steps:", *steps] if steps else ["steps: []"]
    return "\n".join(lines) + "\n"


def _commented(mark: str) -> Callable[[_Subject], str]:
    return lambda subject: f"{mark} {subject.title}\n"


def _markdown(subject: _Subject) -> str:
    return f"# {subject.title.removesuffix('.')}\n"


def _empty(subject: _Subject) -> str:
    del subject
    return ""


_KINDS: Mapping[str, Callable[[_Subject], str]] = {
    ".py": _python,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".md": _markdown,
    ".json": lambda _: "{}\n",
    **dict.fromkeys((".sql",), _commented("--")),
    **dict.fromkeys((".js", ".mjs", ".ts", ".go", ".rs"), _commented("//")),
    **dict.fromkeys((".toml", ".sh", ".cfg", ".ini", ".txt"), _commented("#")),
}
"""The beginning of a file of each kind; other files are empty."""
