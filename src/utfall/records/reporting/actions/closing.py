"""Locking a round into an edition, and what the meeting makes of it."""

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass

import yaml
from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from utfall.documents.compose.template import Template as DomainTemplate
from utfall.documents.compose.template import template as read_template
from utfall.documents.model import Document
from utfall.documents.render import render
from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.finding import Finding
from utfall.domain.reporting import TRANSITIONS, Deed, RoundDeed, RoundState, State
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Round
from utfall.records.reporting.actions.rounds import held, move, note_round
from utfall.records.reporting.actions.writing import version
from utfall.records.reporting.models import Contribution, Edition, Template, Version
from utfall.report.reviewed import review_report

NO_TEMPLATE = Denied("round.no-template", _("Nämnden har ingen rapportmall. Läs in en innan rundan låses."))
FOREIGN_FACTS = Denied(
    "round.foreign-facts", _("Siffrorna hör till en annan runda. Börja om från rundans sida.")
)
NO_EDITION = Denied("round.no-edition", _("Det finns ingen låst rapport att besluta om. Lås rundan först."))
DECISION_WANTED = Denied("round.no-decision", _("Ange nämndens beslut: datum och paragraf."))
CHANGES_WANTED = Denied(
    "round.no-changes", _("Skriv vad nämnden ändrade. Ändringslistan följer med den nya utgåvan.")
)


@dataclass(frozen=True, slots=True)
class Contradicted:
    """Why a round is not locked: statements that cannot both be true, and nobody has explained."""

    findings: tuple[Finding, ...]


@transaction.atomic
def lock(
    number: int,
    facts: Snapshot,
    *,
    by: Acting,
    now: dt.datetime,
    explained: Iterable[str] = (),
    found: Iterable[Finding] = (),
) -> Edition | Contradicted | Denied:
    """Lock the round: the report is composed and reviewed, and kept with the facts that it was made from.

    Only an error stops it; `explained` are the keys of findings that somebody has answered for, and `found` is what
    the facts' own sources gave. What is not approved by now stays as it is and can no longer be changed.
    """
    round = held(number)
    after = move(round, RoundDeed.LOCK, by)
    if isinstance(after, Denied):
        return after
    if facts.round.code != round.code or facts.scope.code != round.authority.code:
        return FOREIGN_FACTS
    template = _template(round)
    if isinstance(template, Denied):
        return template
    text, read = template
    reviewed = review_report(read, facts, found=found)
    wrong = reviewed.errors(explained=explained)
    if wrong:
        return Contradicted(wrong)
    edition = _edition(round, facts, text, reviewed.document, by, now)
    locked = _follow(round, Deed.LOCK, by, now)
    round.state = after
    round.save(update_fields=("state",))
    note_round(round, "round.lock", by, now, edition=edition.number, hash=edition.hash, locked=locked)
    return edition


@transaction.atomic
def unlock(number: int, reason: str, *, by: Acting, now: dt.datetime) -> Round | Denied:
    """Open it again; every approval is given back, and the edition that was made stays in the history."""
    return _back_to_work(number, RoundDeed.UNLOCK, "round.unlock", by, now, reason=reason.strip())


@transaction.atomic
def reopen(number: int, *, by: Acting, now: dt.datetime) -> Round | Denied:
    """A new draft after the committee has remitted the report."""
    return _back_to_work(number, RoundDeed.REOPEN, "round.reopen", by, now)


@transaction.atomic
def decide(
    number: int, decision: str, *, case_number: str = "", by: Acting, now: dt.datetime
) -> Edition | Denied:
    """The committee has decided as proposed: the body's decision with date and paragraph is kept on the edition."""
    if not decision.strip():
        return DECISION_WANTED
    return _said(number, RoundDeed.DECIDE, decision.strip(), case_number.strip(), by, now)


@transaction.atomic
def decide_with_changes(
    number: int, decision: str, changes: str, *, case_number: str = "", by: Acting, now: dt.datetime
) -> Edition | Denied:
    """The committee has decided otherwise: a new edition with the list of changes stands beside the proposed one."""
    if not decision.strip():
        return DECISION_WANTED
    if not changes.strip():
        return CHANGES_WANTED
    round = held(number)
    after = move(round, RoundDeed.DECIDE_WITH_CHANGES, by)
    if isinstance(after, Denied):
        return after
    proposed = last_edition(round)
    if proposed is None:
        return NO_EDITION
    edition = Edition(
        authority=round.authority, round=round, number=proposed.number + 1, as_of=proposed.as_of,
        facts=proposed.facts, hash=proposed.hash, template=proposed.template, document=proposed.document,
        outcome=after, changes=changes.strip(), decision=decision.strip(), case_number=case_number.strip(),
        summoned_on=proposed.summoned_on, by=by.person,
    )  # fmt: skip
    edition.save(force_insert=True)
    _move_on(round, after, "round.decide-with-changes", by, now, decision=decision, edition=edition.number)
    return edition


@transaction.atomic
def remit(number: int, decision: str, *, by: Acting, now: dt.datetime) -> Edition | Denied:
    """The committee sends it back: a new draft can be opened."""
    return _said(number, RoundDeed.REMIT, decision.strip(), "", by, now)


@transaction.atomic
def table(number: int, decision: str, *, by: Acting, now: dt.datetime) -> Edition | Denied:
    """The committee takes it up another day."""
    return _said(number, RoundDeed.TABLE, decision.strip(), "", by, now)


@transaction.atomic
def correct(number: int, *, by: Acting, now: dt.datetime) -> Edition | Denied:
    """Take back a decision that was registered wrongly; the log keeps both."""
    return _said(number, RoundDeed.CORRECT, "", "", by, now)


@transaction.atomic
def record_summons(number: int, on: dt.date, *, by: Acting, now: dt.datetime) -> Edition | Denied:
    """The summons has gone out with the report: from that day the committee's members may read it."""
    round = held(number)
    refused = permission(by.actor, Act.RECORD_DECISION, Kind.ROUND)
    edition = last_edition(round)
    if refused is not None or edition is None or by.actor.authority != round.authority.code:
        return refused if refused is not None else NO_EDITION
    edition.summoned_on = on
    edition.save(update_fields=("summoned_on",))
    note_round(round, "round.summons", by, now, on=on.isoformat(), edition=edition.number)
    return edition


def last_edition(round: Round) -> Edition | None:
    """The edition that the round's last lock or decision made."""
    return Edition.objects.filter(round=round).order_by("-number").first()


@functools.lru_cache(maxsize=16)
def _read(text: str) -> DomainTemplate | Finding:
    return read_template(yaml.safe_load(text), where="mall.yaml")


def template_of(text: str) -> DomainTemplate | None:
    """The template of a YAML text; None where it is no template."""
    found = _read(text)
    return found if isinstance(found, DomainTemplate) else None


def _template(round: Round) -> tuple[str, DomainTemplate] | Denied:
    text = Template.objects.filter(authority=round.authority).values_list("text", flat=True).first()
    read = template_of(text) if text else None
    return (text, read) if text and read else NO_TEMPLATE


def _edition(
    round: Round, facts: Snapshot, template: str, document: Document, by: Acting, now: dt.datetime
) -> Edition:
    last = Edition.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    written = render(document, "json", figures=facts.figures.values()).decode()
    edition = Edition(
        authority=round.authority, round=round, number=last + 1, as_of=now, facts=facts.canonical(),
        hash=facts.hash, template=template, document=written, by=by.person,
    )  # fmt: skip
    edition.save(force_insert=True)
    return edition


def _follow(round: Round, deed: Deed, by: Acting, now: dt.datetime) -> int:
    """The contributions go with their round: what is approved is locked, and back; three queries in all."""
    start = State.APPROVED if deed is Deed.LOCK else State.LOCKED
    _who, after = TRANSITIONS[start, deed]
    last = Version.objects.filter(contribution=OuterRef("pk")).order_by("-number").values("number")[:1]
    rows = list(
        Contribution.objects.filter(round=round, state=start)
        .annotate(last_version=Subquery(last))
        .order_by("pk")
    )
    Contribution.objects.filter(round=round, state=start).update(state=after)
    for one in rows:
        one.state = after
    Version.objects.bulk_create(
        version(one, deed, by.person, now, number=(one.last_version or 0) + 1) for one in rows
    )
    return len(rows)


def _back_to_work(
    number: int, deed: RoundDeed, noted: str, by: Acting, now: dt.datetime, **details: object
) -> Round | Denied:
    round = held(number)
    after = move(round, deed, by)
    if isinstance(after, Denied):
        return after
    opened = _follow(round, Deed.UNLOCK, by, now)
    _move_on(round, after, noted, by, now, opened=opened, **details)
    return round


def _said(
    number: int, deed: RoundDeed, decision: str, case_number: str, by: Acting, now: dt.datetime
) -> Edition | Denied:
    round = held(number)
    after = move(round, deed, by)
    if isinstance(after, Denied):
        return after
    edition = last_edition(round)
    if edition is None:
        return NO_EDITION
    edition.outcome, edition.decision = after, decision
    edition.case_number = case_number or edition.case_number
    edition.save(update_fields=("outcome", "decision", "case_number"))
    _move_on(round, after, f"round.{_NOTED[deed]}", by, now, decision=decision, edition=edition.number)
    return edition


def _move_on(
    round: Round, after: RoundState, noted: str, by: Acting, now: dt.datetime, **details: object
) -> None:
    round.state = after
    round.save(update_fields=("state",))
    note_round(round, noted, by, now, **details)


_NOTED = {
    RoundDeed.DECIDE: "decide",
    RoundDeed.REMIT: "remit",
    RoundDeed.TABLE: "table",
    RoundDeed.CORRECT: "correct-decision",
}
