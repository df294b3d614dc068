"""What the one above does with a contribution: returns it, approves it, confirms its figures, lets it lapse."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Subquery

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.reporting import Capacity, Deed, Printed, State, confirmed, next_state
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round
from utfall.records.reporting.actions.writing import Saved, judged, keep, locked, version
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.lapsed import Lapsed, lapsed
from utfall.records.reporting.queries.printing import printed
from utfall.records.reporting.queries.things import RELATED

COMMENT_WANTED = Denied(
    "contribution.return-without-comment", _("Skriv vad som behöver ändras innan du återlämnar.")
)
READ_ANOTHER = Denied(
    "contribution.read-another", _("Texten har ändrats sedan du läste den. Läs den igen innan du godkänner.")
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was done, and what was refused with the reason; each contribution is on its own."""

    done: tuple[Contribution, ...]
    refused: tuple[tuple[Contribution, Denied], ...] = ()


@transaction.atomic
def return_(number: int, comment: str, *, by: Acting, now: dt.datetime) -> Saved | Denied:
    """Give it back to its author with what needs to be changed."""
    if not comment.strip():
        return COMMENT_WANTED
    contribution = locked(number)
    after = judged(contribution, Deed.RETURN, by)
    if isinstance(after, Denied):
        return after
    contribution.state = after
    contribution.save(update_fields=("state",))
    keep(contribution, Deed.RETURN, by.person, now, comment=comment.strip())
    note(
        "contribution.return", by=by.username, at=now, object=f"contribution:{contribution.pk}",
        authority=contribution.authority.code, details={"comment": comment.strip()},
    )  # fmt: skip
    return Saved(contribution)


@transaction.atomic
def approve(
    read: Mapping[int, int], *, by: Acting, now: dt.datetime, facts: Snapshot | None = None
) -> Judged:
    """Approve many at once: `read` is the version of each contribution, by number, that she has seen.

    The figures in each text are kept as they are printed now; that is what the approval rests on.
    """

    def after(contribution: Contribution) -> State | Denied:
        answer = judged(contribution, Deed.APPROVE, by)
        fresh = contribution.version == read[contribution.pk]
        return answer if fresh or isinstance(answer, Denied) else READ_ANOTHER

    rows = _held(read)
    figures = {one.pk: dict(printed(one, facts).figures) for one in rows}
    result = _all(rows, Deed.APPROVE, after, by=by, now=now, figures=figures)
    _note_many("contribution.approve", result.done, by, now)
    return result


@transaction.atomic
def confirm_figures(round: Round, numbers: Collection[int], facts: Snapshot, *, by: Acting, now: dt.datetime) -> Judged | Denied:  # fmt: skip
    """The controller confirms changed figures of unchanged texts: what is approved is what they print now."""
    refused = permission(by.actor, Act.CONFIRM, Kind.CONTRIBUTION)
    if refused is not None:
        return refused
    done: list[Contribution] = []
    denied: list[tuple[Contribution, Denied]] = []
    for one in _chosen(round, numbers, facts):
        answer = confirmed(one.approved, one.now)
        if isinstance(answer, Printed):
            Version.objects.filter(pk=one.version.pk).update(printed=dict(answer.figures))
            done.append(one.contribution)
        else:
            denied.append((one.contribution, answer))
    _note_many("contribution.confirm-figures", done, by, now)
    return Judged(tuple(done), tuple(denied))


@transaction.atomic
def lapse(round: Round, numbers: Collection[int], facts: Snapshot, *, by: Acting, now: dt.datetime) -> Judged | Denied:  # fmt: skip
    """Let approvals lapse whose text, or whose figures as printed, are no longer what was approved."""
    refused = permission(by.actor, Act.CONFIRM, Kind.CONTRIBUTION)
    if refused is not None:
        return refused
    found = {one.contribution.pk: one for one in _chosen(round, numbers, facts)}
    rows = _held(found)
    result = _all(
        rows,
        Deed.LAPSE,
        lambda one: next_state(State(one.state), Deed.LAPSE, role=Capacity.SYSTEM),
        by=by,
        now=now,
        comments={number: one.lapse.sentence() for number, one in found.items()},
        figures={number: dict(one.now.figures) for number, one in found.items()},
    )
    _note_many("contribution.lapse", result.done, by, now)
    return result


def _chosen(round: Round, numbers: Collection[int], facts: Snapshot) -> tuple[Lapsed, ...]:
    return tuple(one for one in lapsed(round, facts) if one.contribution.pk in numbers)


def _held(numbers: Iterable[int]) -> list[Contribution]:
    """The contributions, held for this transaction, each with the number of its last version."""
    last = Version.objects.filter(contribution=OuterRef("pk")).order_by("-number").values("number")[:1]
    return list(
        Contribution.objects.select_for_update(of=("self",))
        .select_related(*RELATED, "round__previous")
        .filter(pk__in=tuple(numbers))
        .annotate(last_version=Subquery(last))
        .order_by("unit__position", "pk")
    )


def _all(
    rows: Iterable[Contribution],
    deed: Deed,
    after: Callable[[Contribution], State | Denied],
    *,
    by: Acting,
    now: dt.datetime,
    figures: Mapping[int, dict[str, str]],
    comments: Mapping[int, str] | None = None,
) -> Judged:
    """The deed done to each that allows it, with three queries however many there are."""
    done: list[Contribution] = []
    refused: list[tuple[Contribution, Denied]] = []
    for one in rows:
        answer = after(one)
        if isinstance(answer, Denied):
            refused.append((one, answer))
        else:
            one.state = answer
            done.append(one)
    Contribution.objects.bulk_update(done, ("state",), batch_size=500)
    Version.objects.bulk_create(
        version(
            one, deed, by.person, now, number=(getattr(one, "last_version", None) or 0) + 1,
            figures=figures.get(one.pk), comment=(comments or {}).get(one.pk, ""),
        )
        for one in done
    )  # fmt: skip
    return Judged(tuple(done), tuple(refused))


def _note_many(deed: str, done: Collection[Contribution], by: Acting, now: dt.datetime) -> None:
    if not done:
        return
    first = next(iter(done))
    note(
        deed, by=by.username, at=now, object=f"round:{first.round_id}", authority=first.authority.code,
        details={"contributions": {str(one.pk): one.version for one in done}},
    )  # fmt: skip
