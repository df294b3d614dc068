"""What the preview of an import shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from utfall.domain.figure import Figure
from utfall.domain.finding import Finding, Severity
from utfall.domain.swedish import quantity
from utfall.integrations.folder.exchange import Change, ProposedValue
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.indicators.queries.measured import SEX
from utfall.records.organisation.models import Authority
from utfall.web.indicators.pages.form import FindingRow
from utfall.web.indicators.pages.words import SEX_WORDS

CHANGE_WORDS = {Change.NEW: _("Nytt"), Change.CHANGED: _("Ändras"), Change.UNCHANGED: _("Oförändrat")}


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A value of the file, and what it does."""

    name: str
    unit: str
    period: str
    cut: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What the import would do; `may_store` is false while anything is wrong or nothing would change."""

    title: str
    lead: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    findings: tuple[FindingRow, ...]
    rows: tuple[ProposedRow, ...]
    summary: str
    may_store: bool
    back: str
    yes: str


def preview(
    name: str,
    proposed: Iterable[ProposedValue],
    findings: Iterable[Finding],
    authority: Authority,
    *,
    problem: str = "",
) -> PreviewPage:
    """The page; `problem` is one more reason not to store."""
    proposed, findings = tuple(proposed), tuple(findings)
    language = get_language() or SWEDISH
    counts = {change: sum(1 for one in proposed if one.change is change) for change in Change}
    stored = counts[Change.NEW] + counts[Change.CHANGED]
    wrong = problem or any(one.severity is Severity.ERROR for one in findings)
    listed = reverse("indicators:indicators", args=(authority.code,))
    told = [FindingRow(gettext(one.severity.word), one.where, one.sentence(language)) for one in findings]
    if problem:
        told.insert(0, FindingRow(gettext(Severity.ERROR.word), name, problem))
    return PreviewPage(
        title=gettext(_("Granska innan du importerar")),
        lead=name,
        committee=authority.name,
        trail=((gettext(_("Indikatorer")), listed),),
        findings=tuple(told),
        rows=tuple(row_of(one) for one in proposed if one.change is not Change.UNCHANGED),
        summary=gettext(_("%(new)s nya, %(changed)s ändras, %(same)s oförändrade")) % {
            "new": counts[Change.NEW], "changed": counts[Change.CHANGED], "same": counts[Change.UNCHANGED],
        },
        may_store=not wrong and stored > 0,
        back=listed,
        yes=ngettext("Importera %(num)s värde", "Importera %(num)s värden", stored) % {"num": stored},
    )  # fmt: skip


def row_of(one: ProposedValue) -> ProposedRow:
    """A value as the preview shows it."""
    figure = one.figure
    return ProposedRow(
        name=figure.name,
        unit=figure.scope.code,
        period=figure.period.label,
        cut=", ".join(_cut(name, value) for name, value in figure.address.cuts),
        before=_printed(one.before) if one.before else "",
        after=_printed(figure),
        change=gettext(CHANGE_WORDS[one.change]),
    )


def _cut(name: str, value: str) -> str:
    word = SEX_WORDS.get(value) if name == SEX else None
    return gettext(word) if word else f"{name}={value}"


def _printed(figure: Figure) -> str:
    return quantity(figure.value, figure.unit, max(0, figure.decimals))
