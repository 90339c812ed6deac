"""The documentation of codes as text: of one code, as a list, or as one document."""

from __future__ import annotations

import textwrap

from ionflux.checks.descriptions import Description, description, descriptions
from ionflux.checks.rules import code_of, codes, names
from ionflux.core.errors import UsageError
from ionflux.core.installed import installed
from ionflux.core.patterns import regex
from ionflux.core.words import nearest

_PREFACE = """\
# Codes

What every finding means, why it matters, and how to fix it; `ionflux explain CODE` prints the
same. Codes never change their meaning. This page is written by `ionflux explain --all`.
"""


_FIXABLE = """\
`ionflux fix` fixes it if the correction is certain; corrections that may change the meaning need
`--unsafe`."""
_INDENT = " " * 8
_GROUP = regex(r"IFX[0-9]|(?!IFX)[A-Z]{2,12}")


def explanation(word: str, width: int | None = None) -> str:
    """Return the documentation of a code, which may be given by its name, in any case.

    The codes of a group, such as `IFX2` or those of a plug-in, are listed, to fit a width.
    """
    code = code_of(word)
    if _GROUP.fullmatch(code) and any(each.startswith(code) for each in codes()):
        return catalogue(code, width)
    if code not in codes():
        near = nearest(word, (*codes(), *names()))
        hint = f"did you mean `{near}`?" if near else "`ionflux explain --list` lists all codes"
        raise UsageError(f"there is no code `{word}`; {hint}")
    found = description(code)
    return f"{_title(found)}\n\n{_body(found)}\n"


def catalogue(prefix: str = "", width: int | None = None) -> str:
    """Return a line for each code with a prefix: code, severity, name and summary.

    If one of them is longer than the `width`, all summaries are below their codes.
    """
    listed = descriptions(prefix)
    longest = max(len(each.name) for each in listed)
    codes_width = max(len(each.code) for each in listed)
    heads = [
        f"{each.code:<{codes_width}}  {each.severity:<7}  {each.name:<{longest}}" for each in listed
    ]
    lines = [f"{head}  {each.summary}" for head, each in zip(heads, listed, strict=True)]
    if width is not None and max(map(len, lines)) > width:
        wrapped = [textwrap.wrap(each.summary, width - len(_INDENT)) for each in listed]
        lines = [
            "\n".join([head.rstrip(), *(f"{_INDENT}{line}" for line in summary)])
            for head, summary in zip(heads, wrapped, strict=True)
        ]
    return "".join(f"{line}\n" for line in lines)


def plugin_list() -> str:
    """Return a line for each plug-in of another package, with the package that it comes from."""
    rows = [
        (each.group.partition(".")[2], each.name, f"{each.package} {each.version}", each.module)
        for each in installed()
    ]
    if not rows:
        return ""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return "\n".join(["", "Plug-ins of other packages:", *lines, ""])


def document() -> str:
    """Return the documentation of all codes as one Markdown document."""
    chapters = [f"## {_title(each)}\n\n{_body(each)}\n" for each in descriptions()]
    return "\n".join([_PREFACE, *chapters])


def _title(about: Description) -> str:
    return f"{about.code} {about.name} ({about.severity})"


def _body(about: Description) -> str:
    fixable = _FIXABLE if about.fixable else ""
    return f"{about.summary}\n\n{about.text}\n\n{fixable}".rstrip()
