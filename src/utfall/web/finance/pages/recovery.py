"""What the page of the recovery plan shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext

from utfall.documents.compose.recovery import covered
from utfall.domain import swedish
from utfall.domain.money import Money
from utfall.domain.planning import Measure, RecoveryPlan
from utfall.domain.planning.recovery import YEARS
from utfall.domain.unit import TKR
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.web.finance.pages.measures import printed


@dataclass(frozen=True, slots=True)
class Listed:
    """Measures under one heading, with their sums."""

    title: str
    rows: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """The plan; amounts in tkr."""

    title: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    deficit: str
    covered: str
    tone: str
    years: tuple[tuple[int, str, str, str, str], ...]
    headings: tuple[int, ...]
    lists: tuple[Listed, ...]
    documents: tuple[tuple[str, str], ...]


def recovery(plan: RecoveryPlan, unit: OrgUnit, *, names: dict[str, str]) -> RecoveryPage:
    """The page; `names` are those of units by code."""
    headings = tuple(one.year for one in plan.years)
    words = (
        (_("Beslutade åtgärder"), plan.decided),
        (_("Åtgärder som inte är beslutade"), plan.proposed),
        (_("Åtgärder vars effekt hamnar hos annan nämnd"), plan.others),
    )
    query = urlencode({"enhet": unit.code, "ar": plan.year})
    return RecoveryPage(
        title=gettext(_("Åtgärdsplan för ekonomi i balans %(first)s–%(last)s"))
        % {"first": plan.year + 1, "last": plan.year + YEARS},
        committee=unit.authority.name if unit.authority else "",
        trail=((gettext(_("Åtgärder")), f"{reverse('finance:measures')}?enhet={unit.code}"),),
        deficit=_deficit(plan, unit),
        covered=covered(plan, get_language() or SWEDISH),
        tone="good" if not plan.uncovered else "bad",
        years=tuple(
            (one.year, printed(one.decided), printed(one.proposed), printed(one.left), printed(one.left_with_proposed))
            for one in plan.years
        ),
        headings=headings,
        lists=tuple(_listed(gettext(word), found, headings, names) for word, found in words if found),
        documents=tuple(
            (word, f"{reverse('finance:recovery_document', args=(form,))}?{query}")
            for word, form in (("PDF", "pdf"), ("Word", "docx"))
        ),
    )  # fmt: skip


def _deficit(plan: RecoveryPlan, unit: OrgUnit) -> str:
    if not plan.deficit:
        said = gettext(_("%(unit)s har inget underskott i årsprognosen %(year)s."))
        return said % {"unit": unit.name, "year": plan.year}
    amount = swedish.quantity((-plan.deficit).amount(TKR), TKR, 0)
    said = gettext(_("%(unit)s har ett prognostiserat resultat %(year)s på %(amount)s."))
    return said % {"unit": unit.name, "year": plan.year, "amount": amount}


def _listed(title: str, found: Iterable[Measure], years: tuple[int, ...], names: dict[str, str]) -> Listed:
    found = tuple(found)
    rows = tuple(
        (
            one.name,
            names.get(one.unit, one.unit),
            one.decision or one.condition or one.deciding_body,
            tuple(printed(one.effect(year)) for year in years),
        )
        for one in found
    )
    return Listed(title, rows, tuple(_sum(found, year) for year in years))


def _sum(found: Iterable[Measure], year: int) -> str:
    stated = [amount for one in found if (amount := one.effect(year)) is not None]
    return printed(Money(sum(one.öre for one in stated)))
