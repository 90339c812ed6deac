"""Names of memory namespaces: found in prose, and compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ionflux.checks.rules.statements import fold
from ionflux.core.patterns import regex

_NAME = r"(?:\{\{[^{}\n]*\}\}|[\w])(?:\{\{[^{}\n]*\}\}|[\w:/.-])*"
_QUOTE = "[`'\"“”‘’]"
_CALLED = r"(?:(?:(?:is|are|é|se)\s+)?(?:named|called|chamad[oa]|chama|denominad[oa])|is|are|é)"
_WORD = r"(?:namespaces?(?:_template)?|espa[çc]os?[ ]de[ ]nomes)"
_AFTER = regex(
    rf"(?P<head>\b{_WORD}\b[*_]*(?:\s*\([^()\n]*\)(?=[*_]*\s*[:=→]))?[*_]*)"
    rf"(?P<sign>\s*(?:[:=→|–—]|-(?=\s)|{_CALLED}\b)?[\s*_]*)"
    rf"(?:(?P<open>{_QUOTE})(?P<quoted>[^\n`\"“”]+?){_QUOTE}|(?P<bare>{_NAME}))",
    re.IGNORECASE,
)
_MORE = regex(
    rf"\s*(?:,|;|/|&|\be\b|\band\b|\+)\s*(?:(?P<open>{_QUOTE})(?P<quoted>[^\n`\"“”]+?){_QUOTE}"
    rf"|(?P<bare>{_NAME}))"
)
_BEFORE = regex(
    rf"(?:(?P<open>{_QUOTE})(?P<quoted>[\w{{}}:/. -]+?){_QUOTE}"
    rf"|(?P<bare>\b\w{{1,99}}_\w{{1,99}}))[\s*_]+\(?(?P<head>{_WORD}\b)",
    re.IGNORECASE,
)
_ELSEWHERE = regex(
    r"\b(?:antigo|old|former|previous|kubernetes|k8s|xml|docker|linux|python|c\+\+)\s+$",
    re.IGNORECASE,
)
_LIKE_A_NAME = regex(r"[_{\d]|\w[-:/.]\w")

_NEAR = 60
"""Characters around a name that tell what it is; lines may be as long as a document."""

# A bare word is a name only if the sentence goes on as if it were one.
_GOES_ON = regex(
    r"[*_]*\s*(?:$|[.,;:()→—–|\n-]|(?:para|for|com|with|guarda|guardam|armazena|contem|contains"
    r"|keeps|holds|stores|mantem|is|e|que|that|which|recebe|usa|uses)\b)"
)
_WORDS = frozenset(
    """
    a an the o os as um uma no not non none nao nenhum nenhuma sem without and or e ou que that
    which para for por per com with de do da dos das of in on em by is are sao esta guarda guardam
    armazena stores holds keeps contem contains mantem recebe usa uses required exigido exigida
    opcional optional needed necessario obrigatorio unico unica unique proprio propria own shared
    compartilhado compartilhada dedicado dedicada dedicated isolado isolada isolated separado
    separada separate separated isolation isolamento naming template prefix prefixo strategy
    estrategia name nome names tbd todo n/a na default padrao vazio empty also tambem isolates
    used usado usada configured configurado configurada defined definido definida pending pendente
    automatic automatico managed gerenciado gerenciada
    """.split()  # noqa: SIM905 - a word list reads best as words
)


# Behind these a plain word is more often a remark or the next cell than a name.
_LOOSE = frozenset("|-–—")
_GONE = regex(r"\W*(?:nao e mais|nao existe|is no longer|was |foi |deprecated|obsoleto)")


def written_namespaces(line: str) -> Iterator[tuple[str, int]]:
    """Yield each namespace that a line of prose names, and where the name begins."""
    spoken = line.casefold()
    if "namespace" not in spoken and "espa" not in spoken:
        return
    found = False
    for match in _AFTER.finditer(line):
        end = _end(match)
        is_gone = _GONE.match(fold(line[end : end + _NEAR]))
        if is_gone or _ELSEWHERE.search(line[max(match.start() - _NEAR, 0) : match.start()]):
            found = True
            continue
        names = list(_names(line, match))
        found = found or bool(names)
        yield from names
    if not found:
        yield from (_named(m) for m in _BEFORE.finditer(line))


def _names(line: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    several = match["head"].lower().startswith("namespaces")
    sign = match["sign"].strip(" *_")
    current: re.Match[str] | None = match
    while current and _is_name(current, line, sign):
        yield _named(current)
        following = _MORE.match(line, _end(current)) if several else None
        current = following if following and _plausible(following) else None


def _plausible(match: re.Match[str]) -> bool:
    return bool(match["quoted"] or _LIKE_A_NAME.search(match["bare"]))


def _is_name(match: re.Match[str], line: str, sign: str) -> bool:
    if match["quoted"]:
        return True
    bare = match["bare"].rstrip(".:/-")
    if fold(bare) in _WORDS:
        return False
    if _LIKE_A_NAME.search(bare):
        return True
    if sign in _LOOSE:
        return False
    end = match.start("bare") + len(bare)
    rest = fold(line[end : end + _NEAR])
    return bool(_GOES_ON.match(rest)) or (sign != "" and not re.match(r"\s+\w", rest))


def _named(match: re.Match[str]) -> tuple[str, int]:
    group = "quoted" if match["quoted"] else "bare"
    return match[group].rstrip(".:/-").strip(), match.start(group)


def _end(match: re.Match[str]) -> int:
    group = "quoted" if match["quoted"] else "bare"
    return match.end() if group == "quoted" else match.start(group) + len(_named(match)[0])
