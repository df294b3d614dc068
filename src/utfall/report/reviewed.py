"""A composed report with everything that is asked about it: the same findings on the page and before a lock."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from utfall.documents.compose import compose
from utfall.documents.compose.template import Template
from utfall.documents.model import Document
from utfall.documents.read.typed import with_typed_figures
from utfall.domain.finding import Finding, Severity
from utfall.domain.snapshot import Snapshot
from utfall.review.check import check
from utfall.review.dismissals import keys
from utfall.review.result import Review

_TOLD = (Severity.ERROR, Severity.QUESTION)


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """A report with its review; `review` holds also what was found in the sources and when it was composed.

    `keys` are those of the review's findings, in their order: what is kept when somebody explains one.
    """

    document: Document
    review: Review
    keys: tuple[str, ...]

    def errors(self, *, explained: Iterable[str] = ()) -> tuple[Finding, ...]:
        """The errors that nobody has explained: what stops a lock."""
        known = frozenset(explained)
        pairs = zip(self.keys, self.review.findings, strict=True)
        return tuple(one for key, one in pairs if one.severity is Severity.ERROR and key not in known)


def review_report(template: Template, facts: Snapshot, *, found: Iterable[Finding] = ()) -> ReviewedReport:
    """The report composed of the facts and reviewed, figures typed by hand too; `found` is what the sources gave."""
    composed = compose(template, facts)
    review = check(with_typed_figures(composed.document), facts)
    told = [one for one in (*found, *composed.findings) if one.severity in _TOLD]
    whole = replace(review, findings=(*told, *review.findings))
    return ReviewedReport(composed.document, whole, keys(whole.document, whole.findings))
