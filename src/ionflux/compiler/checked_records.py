"""The records of documents as they are compiled, as long as there are no errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ionflux.checks.missing_agents import agent_may_be_missing
from ionflux.checks.policies import Policies
from ionflux.compiler.cross_checks import CrossChecks
from ionflux.compiler.results import CompiledDocument, counts_of
from ionflux.core.errors import RejectedError
from ionflux.core.findings import Diagnostic, Severity, by_place
from ionflux.models.records import Record

OnDocument = Callable[[CompiledDocument, Sequence[Diagnostic]], None]


class CheckedRecords:
    """The records of documents for an output; only few are in memory at a time.

    `on_document` is called for every document with its findings, without those that comments or
    `policies` silence, and again for a document that refers to an agent that does not exist. With
    `strict`, warnings reject too.
    """

    def __init__(
        self,
        documents: Iterable[CompiledDocument],
        on_document: OnDocument,
        *,
        policies: Policies | None = None,
        strict: bool = False,
    ) -> None:
        self.documents = documents
        self.on_document = on_document
        self.policies = policies or Policies()
        self.failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        self.rejected = False
        self.agent_may_be_missing = False
        self.counts: Counter[str] = Counter()

    def records(self) -> Iterator[Record]:
        """Yield the records of all documents; raise RejectedError at the end if there are errors.

        After the first error there are no more records, but all findings are still reported.
        """
        cross_checks = CrossChecks()
        silenced: dict[str, CompiledDocument] = {}
        for document in self.documents:
            if document.references:
                silenced[document.path] = document.without_records()._replace(
                    agents=(), is_document=False
                )
            self._report(document, cross_checks.findings(document))
            if not self.rejected:
                yield from document.records
        by_path: dict[str, list[Diagnostic]] = {}
        for found in cross_checks.unknown_references():
            by_path.setdefault(found.path, []).append(found)
        for path, diagnostics in by_path.items():
            self._report(silenced[path], by_place(diagnostics))
        if self.rejected:
            kind = "errors" if self.counts["error"] else "warnings, which fail with `strict`"
            raise RejectedError(f"nothing was written: the blueprints have {kind}")

    def _report(self, document: CompiledDocument, diagnostics: Sequence[Diagnostic]) -> None:
        found = self._kept(document, diagnostics)
        counts = counts_of(found)
        for (_, severity), count in counts.items():
            self.counts[severity] += count
            self.rejected |= severity in self.failing
        self.agent_may_be_missing |= agent_may_be_missing(counts)
        self.counts["documents"] += document.is_document
        self.counts["agents"] += len(document.agents)
        self.on_document(document, found)

    def _kept(
        self, document: CompiledDocument, found: Sequence[Diagnostic]
    ) -> Sequence[Diagnostic]:
        if self.policies.of(document.path).is_plain and not document.suppressions:
            return found
        return self.policies.keep(found, document.suppressions, errors_stay=True).diagnostics
