"""Saying why a finding stands as it is, and taking it back."""

import datetime as dt

from django.db import transaction

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundState
from utfall.domain.reporting.round_cycle import takes_contributions
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round
from utfall.records.review.models import Explanation
from utfall.records.review.queries import draft_refused

NO_TEXT = Denied("finding.no-text", _("Skriv varför det stämmer ändå. Revisorerna kan läsa det."))
NO_EXPLANATION = Denied("finding.not-explained", _("Det finns ingen förklaring att ta bort."))


@transaction.atomic
def explain(
    round: Round, key: str, text: str, *, code: str, sentence: str, by: Acting, now: dt.datetime
) -> Explanation | Denied:
    """Keep why the finding with the key stands; it is remembered by its figures, so the next edition is not asked.

    `code` and `sentence` are the finding's own, kept so that auditors see what was explained.
    """
    denied = refused(round, by)
    if denied is not None:
        return denied
    if not text.strip():
        return NO_TEXT
    made, _new = Explanation.objects.update_or_create(
        round=round,
        key=key,
        defaults={
            "authority": round.authority,
            "code": code,
            "sentence": sentence,
            "text": text.strip(),
            "by": by.person,
            "at": now,
        },
    )
    _note("finding.explain", round, key, by, now, text=text.strip())
    return made


@transaction.atomic
def take_back(round: Round, key: str, *, by: Acting, now: dt.datetime) -> Explanation | Denied:
    """Take the explanation away; the finding is asked about again, and what was said stays in the log."""
    denied = refused(round, by)
    if denied is not None:
        return denied
    found = Explanation.objects.filter(round=round, key=key).first()
    if found is None:
        return NO_EXPLANATION
    _note("finding.take-back", round, key, by, now, text=found.text)
    Explanation.objects.filter(pk=found.pk).delete()
    return found


def refused(round: Round, by: Acting) -> Denied | None:
    """Why she may not answer for findings of the round, or None if she may."""
    # A refusal is false, so `or` would pass it by: each is asked for by name.
    asked = (
        draft_refused(round, by),
        permission(by.actor, Act.WRITE, Kind.CONTRIBUTION),
        takes_contributions(RoundState(round.state)),
    )
    return next((one for one in asked if one is not None), None)


def _note(deed: str, round: Round, key: str, by: Acting, now: dt.datetime, **details: str) -> None:
    note(
        deed, by=by.username, at=now, object=f"round:{round.pk}", authority=round.authority.code,
        details={"key": key, **details},
    )  # fmt: skip
