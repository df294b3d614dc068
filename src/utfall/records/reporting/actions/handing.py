"""Handing over to another authority: a recorded event with a frozen copy."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection

from django.db import transaction

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.reporting import Answer, Section
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.actions.closing import last_edition
from utfall.records.reporting.actions.rounds import held, note_round
from utfall.records.reporting.models import Contribution, Edition, HandOver
from utfall.records.reporting.queries.printing import answer_text, figures, in_words

NOT_LOCKED = Denied(
    "hand-over.not-locked",
    _("Hela rapporten lämnas över när rundan är låst. Lämna över en del, eller lås rundan först."),
)
NOTHING_CHOSEN = Denied("hand-over.nothing", _("Välj vad som ska lämnas över."))
TO_ITSELF = Denied("hand-over.to-itself", _("Välj en annan myndighet än den egna."))


@transaction.atomic
def hand_over(
    number: int, recipient: Authority, *, by: Acting, now: dt.datetime, message: str = ""
) -> HandOver | Denied:
    """Hand over the round's last edition, as it is. From then on it is a public record."""
    round = held(number)
    refused = _refused(round, recipient, by)
    if refused is not None:
        return refused
    edition = last_edition(round)
    if edition is None:
        return NOT_LOCKED
    return _stored(round, recipient, round.name, by, now, message, edition=edition, digest=edition.hash)


@transaction.atomic
def hand_over_part(
    number: int,
    recipient: Authority,
    contributions: Collection[int],
    *,
    by: Acting,
    now: dt.datetime,
    facts: Snapshot | None = None,
    message: str = "",
) -> HandOver | Denied:
    """Hand over chosen texts as they read now, with their figures; may be done before the lock, and again.

    A sentence of one's own may be all: the month's forecast in a message. What is secret is never handed over.
    """
    round = held(number)
    refused = _refused(round, recipient, by)
    if refused is not None:
        return refused
    parts = _parts(round, contributions, facts)
    if not parts and not message.strip():
        return NOTHING_CHOSEN
    content: dict[str, object] = {
        "round": round.code,
        "period": round.period,
        "message": message.strip(),
        "parts": parts,
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return _stored(round, recipient, round.name, by, now, message, content=content, digest=digest)


def _refused(round: Round, recipient: Authority, by: Acting) -> Denied | None:
    own = by.authority is not None and by.authority.pk == round.authority_id
    refused = permission(by.actor, Act.HAND_OVER, Kind.EDITION)
    if refused is not None or not own:
        return refused if refused is not None else NOT_LOCKED
    return TO_ITSELF if recipient.pk == round.authority_id else None


def _parts(round: Round, numbers: Collection[int], facts: Snapshot | None) -> list[dict[str, object]]:
    rows = (
        Contribution.objects.filter(round=round, pk__in=numbers, secret="")
        .exclude(answer=Answer.TEXT, markdown="")
        .select_related("unit", "task", "round", "round__previous")
        .order_by("task__position", "unit__position", "pk")
    )
    return [
        {
            "section": str(Section(row.section)) if row.section else "",
            "object": row.object,
            "title": row.task.title if hasattr(row, "task") else row.object,
            "unit": row.unit.code,
            "text": in_words(answer_text(row), unit=row.unit.code, facts=facts),
            "figures": figures(answer_text(row), unit=row.unit.code, facts=facts),
        }
        for row in rows
    ]


def _stored(
    round: Round,
    recipient: Authority,
    title: str,
    by: Acting,
    now: dt.datetime,
    message: str,
    *,
    digest: str,
    edition: Edition | None = None,
    content: dict[str, object] | None = None,
) -> HandOver:
    made = HandOver.objects.create(
        authority=round.authority, recipient=recipient, round=round, edition=edition, title=title,
        content=content or {}, note=message.strip(), hash=digest, by=by.person, at=now,
    )  # fmt: skip
    note_round(
        round, "round.hand-over", by, now, recipient=recipient.code, hash=digest,
        edition=edition.number if edition else None, hand_over=made.pk,
    )  # fmt: skip
    return made
