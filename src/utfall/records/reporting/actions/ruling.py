"""Deciding who owes what in a round, and from which variance a comment is owed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.reporting import DEFAULT_OWED, Owed, RoundState, VarianceLimit
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.actions.tasks import LaidOut, lay_out
from utfall.records.reporting.rules import plain, rules_of, store_rules, stored_rules

NOT_HERS = Denied("rules.not-hers", _("Du kan bara bestämma vem som lämnar vad i din egen nämnd."))


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a change did to the tasks of the rounds that are open."""

    made: int
    taken_away: int


@transaction.atomic
def set_owed(
    authority: Authority, kind: RoundKind, rows: Iterable[Owed] | None, *, by: Acting, now: dt.datetime
) -> Ruled | Denied:
    """Decide who owes what in the authority's rounds of the kind; None goes back to what is usual.

    Rounds that are open follow at once. What somebody has begun to write stays, and demands nothing more.
    """
    refused = _refused(authority, by)
    if refused is not None:
        return refused
    usual = tuple(row for row in DEFAULT_OWED if row.kind is kind)
    rules = rules_of(authority)
    changed = rules.changed(kind, usual if rows is None else rows)
    _own, limit = stored_rules(authority)
    same = sorted(map(_key, changed.owed)) == sorted(map(_key, DEFAULT_OWED))
    store_rules(authority, None if same else changed.owed, limit)
    note(
        "reporting.owed", by=by.username, at=now, object=f"authority:{authority.code}", authority=authority.code,
        details={"kind": kind.value, "before": [plain(row) for row in rules.of(kind)],
                 "after": [plain(row) for row in changed.of(kind)]},
    )  # fmt: skip
    rounds = Round.objects.filter(authority=authority, kind=kind, state=RoundState.OPEN)
    return _all(lay_out(round) for round in rounds.select_related("authority").order_by("pk"))


@transaction.atomic
def set_variance_limit(
    authority: Authority, limit: VarianceLimit | None, *, by: Acting, now: dt.datetime
) -> VarianceLimit | Denied:
    """Decide from which variance a comment is owed; None goes back to what is usual."""
    refused = _refused(authority, by)
    if refused is not None:
        return refused
    before = rules_of(authority).limit
    owed, _limit = stored_rules(authority)
    after = VarianceLimit() if limit is None else limit
    store_rules(authority, owed, None if after == VarianceLimit() else after)
    note(
        "reporting.variance-limit", by=by.username, at=now, object=f"authority:{authority.code}",
        authority=authority.code, details={"before": str(before.percent), "after": str(after.percent)},
    )  # fmt: skip
    return after


def _refused(authority: Authority, by: Acting) -> Denied | None:
    refused = permission(by.actor, Act.WRITE, Kind.ROUND)
    own = by.authority is not None and by.authority.pk == authority.pk
    return NOT_HERS if refused is None and not own else refused


def _key(row: Owed) -> tuple[str, ...]:
    return (row.kind, row.section, row.level, row.occasion, *sorted(row.parts))


def _all(laid_out: Iterable[LaidOut]) -> Ruled:
    done = tuple(laid_out)
    return Ruled(sum(one.made for one in done), sum(one.taken_away for one in done))
