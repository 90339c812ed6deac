"""Small documents for tests that need many of them."""

from __future__ import annotations

from pathlib import Path


def blueprint(number: int, name: str | None = None, more: str = "") -> str:
    """Return a document of one agent that differs from all others."""
    name = name or f"Agent{number}"
    return (
        f"# AGENT {number:03} — {name} / the number {number}\n\n{more}\n"
        f'```yaml\nid: agent_{number:03}\nname: {name}\nversion: "0.1"\n'
        f"triggers:\n  - type: webhook\n    path: /run/{number}\n    method: POST\n"
        f"inputs:\n  - {{key: text, type: string, required: true}}\n"
        f"outputs:\n  - {{key: answer, type: string}}\n```\n"
    )


def with_playbook(number: int) -> str:
    """Return a document whose file tree has a playbook."""
    tree = f"## Files & Paths\n\n```\n/agents/a{number}/\n└── playbooks/\n    └── greet.yaml\n```\n"
    return f"{blueprint(number)}\n{tree}"


def write(folder: Path, count: int, first: int = 1, more: str = "") -> Path:
    """Write documents into a folder, each with the same text at its end; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:06}.md").write_text(blueprint(number) + more, encoding="utf-8")
    return folder
