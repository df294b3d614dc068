"""The first year of an authority: rounds to begin with where there is no year before to go on from."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundState
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.actions.years import leads_refusal
from utfall.records.reporting.models import Contribution

ALREADY = Denied("year.not-first", _("Nämnden har redan rundor. Lägg upp nästa år i stället."))
BEGUN = Denied("year.begun", _("En runda är öppnad eller har texter, och kan inte tas bort."))
NO_YEAR = Denied("year.no-year", _("Ange ett år mellan 2000 och 2100."))


@dataclass(frozen=True, slots=True)
class _Usual:
    """A round that most committees have: `ends` is the month that it reports up to."""

    code: str
    name: str
    kind: RoundKind
    ends: int


USUAL = (
    _Usual("D1", "Delår 1", RoundKind.INTERIM, 4),
    _Usual("D2", "Delår 2", RoundKind.INTERIM, 8),
    _Usual("VB", "Verksamhetsberättelse", RoundKind.ANNUAL, 12),
)


@transaction.atomic
def lay_out_first_year(
    authority: Authority, year: int, *, by: Acting, now: dt.datetime
) -> tuple[Round, ...] | Denied:
    """Two interim reports and the annual one, planned; each goes on from the one before it."""
    refused = leads_refusal(authority, by)
    if refused is not None:
        return refused
    if not 2000 <= year <= 2100:
        return NO_YEAR
    if Round.objects.filter(authority=authority).exists():
        return ALREADY
    made: list[Round] = []
    for position, one in enumerate(USUAL):
        period = str(year) if one.ends == 12 else f"{year}-01..{year}-{one.ends:02}"
        made.append(
            Round.objects.create(
                authority=authority, code=f"{year}-{one.code}", name=one.name, kind=one.kind, period=period,
                state=RoundState.PLANNED, previous=made[-1] if made else None, position=position,
            )
        )  # fmt: skip
    note(
        "year.first", by=by.username, at=now, object=f"year:{year}", authority=authority.code,
        details={"rounds": [row.code for row in made]},
    )  # fmt: skip
    return tuple(made)


@transaction.atomic
def take_back_first_year(authority: Authority, *, by: Acting, now: dt.datetime) -> tuple[str, ...] | Denied:
    """Take the rounds away again as long as none is opened and nothing is written; goals and focuses stay."""
    refused = leads_refusal(authority, by)
    if refused is not None:
        return refused
    rounds = Round.objects.filter(authority=authority)
    if (
        rounds.exclude(state=RoundState.PLANNED).exists()
        or Contribution.objects.filter(round__in=rounds).exists()
    ):
        return BEGUN
    codes = tuple(rounds.order_by("position").values_list("code", flat=True))
    rounds.delete()
    note("year.first-undo", by=by.username, at=now, authority=authority.code, details={"rounds": list(codes)})
    return codes
