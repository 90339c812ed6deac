"""The documentation of codes as text: of one code, as a list, or as one document."""

from __future__ import annotations

import textwrap

from ionflux.checks.rules import Rule, code_of, codes, rule, rules
from ionflux.core.errors import UsageError
from ionflux.core.words import nearest

_PREFACE = """\
# Codes

What every finding means, why it matters, and how to fix it; `ionflux explain CODE` prints the
same. Codes never change their meaning. This page is written by `ionflux explain --all`.
"""


def explanation(word: str) -> str:
    """Return the documentation of a code, which may be given by its name, in any case."""
    code = code_of(word)
    if code not in codes():
        near = nearest(word, codes()) or nearest(word, [rule.name for rule in rules().values()])
        hint = f"did you mean `{near}`?" if near else "`ionflux explain` lists all codes"
        raise UsageError(f"there is no code `{word}`; {hint}")
    found = rule(code)
    return f"{_title(found)}\n\n{_body(found)}\n"


def catalogue() -> str:
    """Return a line for each code: code, severity, name and summary."""
    width = max(len(rule.name) for rule in rules().values())
    return "".join(
        f"{rule.code}  {rule.severity:<7}  {rule.name:<{width}}  {_summary(rule)}\n"
        for rule in rules().values()
    )


def document() -> str:
    """Return the documentation of all codes as one Markdown document."""
    chapters = [f"## {_title(rule)}\n\n{_body(rule)}\n" for rule in rules().values()]
    return "\n".join([_PREFACE, *chapters])


def _title(rule: Rule) -> str:
    return f"{rule.code} {rule.name} ({rule.severity})"


def _summary(rule: Rule) -> str:
    return rule.documentation.strip().partition("\n\n")[0]


def _body(rule: Rule) -> str:
    summary, _, rest = rule.documentation.strip().partition("\n\n")
    return f"{summary}\n\n{textwrap.dedent(rest)}".rstrip()
