"""Plans by date: a decision freezes the chain, and a change after it makes a new version of its own day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from utfall.domain.denied import Denied
from utfall.domain.goal_chain import Chain
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority
from utfall.records.planning.models import PlanVersion
from utfall.records.planning.queries.access import may_record
from utfall.records.planning.queries.chain import chain_of, goals

NOT_CHANGED = Denied(
    "plan.not-changed",
    _("Planen är redan beslutad och har inte ändrats sedan dess."),
)
NO_DECISION = Denied(
    "plan.no-decision", _("Skriv vem som beslutade och paragrafen, till exempel nämnden § 84.")
)
NO_GOALS = Denied("plan.no-goals", _("Planen har inga mål att besluta om ännu."))


@transaction.atomic
def decide(
    authority: Authority, year: int, *, decided_on: dt.date, decision: str, by: Acting, now: dt.datetime
) -> PlanVersion | Denied:
    """Freeze the chain of the year as it is now, with the decision on it."""
    refused = may_record(by, authority)
    if refused is not None:
        return refused
    if not decision.strip():
        return NO_DECISION
    chain = plain(chain_of(goals(authority, year)))
    if not chain:
        return NO_GOALS
    last = _last(authority, year)
    if last is not None and last.decision and last.chain == chain:
        return NOT_CHANGED
    # What was changed since the last decision becomes decided, rather than one more version of the same.
    open_one = last if last is not None and not last.decision and last.chain == chain else None
    version = open_one or PlanVersion(authority=authority, year=year, number=last.number + 1 if last else 1)
    version.decided_on, version.decision, version.chain = decided_on, decision.strip(), chain
    version.by, version.at = by.person, now
    version.save()
    note(
        "plan.decide", by=by.username, at=now, object=f"plan:{year}", authority=authority.code,
        details={"version": version.number, "decided_on": decided_on.isoformat(), "decision": version.decision},
    )  # fmt: skip
    return version


def keep_changed(authority: Authority, by: Acting, now: dt.datetime) -> None:
    """After a change: of each decided year that looks different now, a version of the day, not decided yet."""
    day = timezone.localdate(now)
    latest: dict[int, PlanVersion] = {}
    for row in PlanVersion.objects.filter(authority=authority).order_by("number"):
        latest[row.year] = row
    for year, last in latest.items():
        chain = plain(chain_of(goals(authority, year)))
        if chain == last.chain:
            continue
        if last.decision or last.decided_on != day:
            last = PlanVersion(authority=authority, year=year, number=last.number + 1, decided_on=day)
        last.chain, last.by, last.at = chain, by.person, now
        last.save()


def plain(chain: Chain) -> list[dict[str, object]]:
    """The chain as plain values, in reading order."""
    return [one.as_json() for _depth, one in chain.walk()]


def _last(authority: Authority, year: int) -> PlanVersion | None:
    return PlanVersion.objects.filter(authority=authority, year=year).order_by("-number").first()
