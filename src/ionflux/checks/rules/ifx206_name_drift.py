"""The heading's title is not the YAML name (ignoring case, spaces and suffixes such as `_v2`).

`EMAIL WIZARD` and `EmailWizard_v2` are the same name: case, white space, punctuation, accents, and
a version at the end do not count, nor do words in parentheses after the title.

Why it matters: the marketplace, the logs and other agents use the name. If the chapter has
another name, it is hard to find.

How to fix: rename one of them. Renaming the YAML name is a breaking change (`ionflux diff`).

Bad:

    ## AGENT 001 — Email Wizard

    name: MailWizard

Good:

    ## AGENT 001 — Email Wizard

    name: EmailWizard
"""

from __future__ import annotations

from collections.abc import Iterator

from ionflux.checks.fixing import About
from ionflux.checks.subject import Subject
from ionflux.core.edits import Fix
from ionflux.core.findings import Finding, Severity
from ionflux.core.patterns import regex
from ionflux.core.words import letters

SEVERITY = Severity.WARNING

# `_v2`, ` v1.3`, `-V2`; without a separator only in capitals after a small letter (`WizardV2`).
_SUFFIX = regex(r"(?:(?<![\W_])[\W_]++[vV]|(?<=[^\W\d_A-Z])V)[. ]?\d++(?:[._]\d++)*+\W*+$")
_PARENTHESES = regex(r"(?<!\s)\s*+[(\[][^()\[\]]*+[)\]]\s*+$")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if title and name are not the same words; not all forms have a title."""
    if not subject.heading.title:
        return
    if "".join(subject.heading.title.split()).lower() == subject.agent.name.lower():
        return  # as nearly always
    if not _names(subject.heading.title) & _names(subject.agent.name):
        yield Finding(
            f"the heading calls the agent “{subject.heading.title}”,"
            f" but the YAML says `{subject.agent.name}`",
            loc=("name",),
            hint="use the same name in both",
            field="name",
        )


def _names(title: str) -> set[str]:
    """Return the title's letters and digits, with and without parentheses and suffixes."""
    short = _PARENTHESES.sub("", title)
    return {letters(title), letters(short), letters(_SUFFIX.sub("", short))}


def fix(_: Finding, about: About) -> Fix | None:
    """Write the name in the heading."""
    agent = about.blueprint
    if agent is None:
        return None
    heading = about._replace(place=agent.heading.place)
    return heading.rewriting(agent.heading.title, agent.values["name"], safe=False)
