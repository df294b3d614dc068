"""What an author does with her own contribution: save, mark as done, take back, take over."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.access import decide
from utfall.domain.denied import Denied
from utfall.domain.reporting import Answer, Assessment, Deed, LeftToDo, RoundState, State, VarianceLimit
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Person
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.aggregation import attributed
from utfall.records.reporting.queries.complete import lacks
from utfall.records.reporting.queries.previous import previous_of
from utfall.records.reporting.queries.printing import printed
from utfall.records.reporting.queries.things import RELATED, secret_note, thing

COLLAPSED = dt.timedelta(minutes=10)
"""Autosaves by one person within this time are one version."""

NO_ROUND = Denied(
    "contribution.standing",
    _("Texten gäller hela året och ändras i planen, inte i en runda."),
)
NO_PREVIOUS = Denied(
    "contribution.nothing-before",
    _("Det finns ingen text från förra rapporten att hänvisa till. Skriv en kommentar."),
)
NOT_BELOW = Denied(
    "contribution.not-below",
    _("Bara texter från enheter under din egen, i samma runda och om samma sak, kan tas över."),
)


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody wrote; None leaves a field as it is."""

    markdown: str | None = None
    answer: Answer | None = None
    assessment: Assessment | str | None = None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The contribution as it now is; `changed` is false where it already said so."""

    contribution: Contribution
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else has saved since: what is stored, and what was to be saved. Nothing was changed."""

    contribution: Contribution
    mine: Writing


@dataclass(frozen=True, slots=True)
class Incomplete:
    """It is saved, but what is left has to be done before it can be marked as done."""

    contribution: Contribution
    left: tuple[LeftToDo, ...]


@transaction.atomic
def save(
    number: int, writing: Writing, *, version: int, by: Acting, now: dt.datetime, autosave: bool = False
) -> Saved | Conflict | Denied:
    """Save what was written, if `version` is still the one that was read.

    A save that says what is stored already is no conflict: a client that lost the answer asks again.
    """
    contribution = locked(number)
    if contribution.round is None:
        return NO_ROUND
    after = judged(contribution, Deed.SAVE, by)
    if isinstance(after, Denied):
        return after
    wanted = _complete(writing, contribution)
    if _says(contribution, wanted):
        return Saved(contribution, changed=False)
    if contribution.version != version:
        return Conflict(contribution, writing)
    _apply(contribution, wanted)
    contribution.state = after
    _store(contribution, by.person, now)
    _keep_saved(contribution, by.person, now, collapses=autosave)
    _note(contribution, "contribution.save", by, now, version=contribution.version, autosave=autosave)
    return Saved(contribution)


@transaction.atomic
def submit(
    number: int,
    *,
    version: int,
    by: Acting,
    now: dt.datetime,
    facts: Snapshot | None = None,
    over_limit: VarianceLimit | None = None,
) -> Saved | Conflict | Incomplete | Denied:
    """Mark as done. The figures in the text are kept as they are printed now."""
    contribution = locked(number)
    after = judged(contribution, Deed.SUBMIT, by)
    if isinstance(after, Denied):
        return after
    if contribution.version != version:
        return Conflict(contribution, Writing(markdown=contribution.markdown))
    left = lacks(contribution, over_limit=over_limit)
    if left:
        return Incomplete(contribution, left)
    contribution.state = after
    _store(contribution, by.person, now)
    keep(contribution, Deed.SUBMIT, by.person, now, figures=dict(printed(contribution, facts).figures))
    _note(contribution, "contribution.submit", by, now, version=contribution.version)
    return Saved(contribution)


@transaction.atomic
def withdraw(number: int, *, by: Acting, now: dt.datetime) -> Saved | Denied:
    """Take back one's own mark as done."""
    contribution = locked(number)
    after = judged(contribution, Deed.WITHDRAW, by)
    if isinstance(after, Denied):
        return after
    contribution.state = after
    _store(contribution, by.person, now)
    keep(contribution, Deed.WITHDRAW, by.person, now)
    _note(contribution, "contribution.withdraw", by, now)
    return Saved(contribution)


@transaction.atomic
def answer_unchanged(
    number: int, *, version: int, by: Acting, now: dt.datetime, facts: Snapshot | None = None
) -> Saved | Conflict | Incomplete | Denied:
    """In one press: nothing has changed since the last report; the last assessment holds too.

    Both the answer and the mark as done are kept as deeds of their own.
    """
    contribution = locked(number)
    previous = previous_of(contribution)
    if previous is None:
        return NO_PREVIOUS
    said = Writing(
        markdown=previous.markdown,
        answer=Answer.UNCHANGED,
        assessment=contribution.assessment or previous.assessment,
    )
    saved = save(number, said, version=version, by=by, now=now)
    if not isinstance(saved, Saved):
        return saved
    return submit(number, version=saved.contribution.version, by=by, now=now, facts=facts)


@transaction.atomic
def take_over(
    number: int, sources: Collection[int], *, version: int, by: Acting, now: dt.datetime
) -> Saved | Conflict | Denied:
    """Put the units' texts after one's own, in the order of the organisation and with their names; the link stays."""
    contribution = locked(number)
    taken = attributed(contribution, sources)
    if taken is None:
        return NOT_BELOW
    text = "\n\n".join(filter(None, (contribution.markdown.strip(), *taken.paragraphs)))
    saved = save(number, Writing(markdown=text + "\n", answer=Answer.TEXT), version=version, by=by, now=now)
    if isinstance(saved, Saved):
        contribution.taken_from.add(*taken.sources)
        _note(
            contribution, "contribution.take-over", by, now, sources=sorted(one.pk for one in taken.sources)
        )
    return saved


@transaction.atomic
def mark_secret(number: int, paragraph: str, *, by: Acting, now: dt.datetime) -> Saved | Denied:
    """Hide it from everybody but oneself and whoever has the task; an empty paragraph takes the mark away."""
    contribution = locked(number)
    after = judged(contribution, Deed.SAVE, by)
    if isinstance(after, Denied):
        return after
    contribution.secret = secret_note(paragraph, by.person) if paragraph else ""
    contribution.save(update_fields=("secret",))
    _note(contribution, "contribution.secret" if paragraph else "contribution.not-secret", by, now)
    return Saved(contribution)


def locked(number: int) -> Contribution:
    """The contribution, held for this transaction so that two writers come one after the other."""
    return (
        Contribution.objects.select_for_update(of=("self",))
        .select_related(*RELATED, "round__previous")
        .get(pk=number)
    )


def judged(contribution: Contribution, deed: Deed, by: Acting) -> State | Denied:
    """The state after the deed, or why she may not do it."""
    round_state = RoundState(contribution.round.state) if contribution.round else RoundState.OPEN
    return decide(
        by.actor, deed, thing(contribution, by=by), state=State(contribution.state), round_state=round_state
    )


def keep(
    contribution: Contribution,
    deed: Deed,
    person: Person | None,
    now: dt.datetime,
    *,
    figures: dict[str, str] | None = None,
    comment: str = "",
) -> Version:
    """Keep the contribution as it is after a deed."""
    last = contribution.versions.order_by("-number").values_list("number", flat=True).first() or 0
    made = version(contribution, deed, person, now, number=last + 1, figures=figures, comment=comment)
    made.save(force_insert=True)
    return made


def version(
    contribution: Contribution,
    deed: Deed,
    person: Person | None,
    now: dt.datetime,
    *,
    number: int,
    figures: dict[str, str] | None = None,
    comment: str = "",
) -> Version:
    """A version of the contribution as it is, not stored yet."""
    return Version(
        contribution=contribution, number=number, deed=deed, answer=contribution.answer,
        markdown=contribution.markdown, assessment=contribution.assessment, elsewhere=contribution.elsewhere,
        state=contribution.state, printed=figures or {}, comment=comment, by=person, at=now,
    )  # fmt: skip


def printed_figures(
    contributions: Iterable[Contribution], facts: Snapshot | None
) -> dict[int, dict[str, str]]:
    """What the figures of each contribution print, by its number."""
    return {one.pk: dict(printed(one, facts).figures) for one in contributions}


def _complete(writing: Writing, contribution: Contribution) -> Writing:
    """What was written with what it implies: elsewhere is stored together with where, unchanged with the text."""
    answer = writing.answer or Answer(contribution.answer)
    elsewhere = contribution.elsewhere if writing.elsewhere is None else writing.elsewhere.strip()
    if writing.answer is None and writing.elsewhere:
        answer = Answer.ELSEWHERE
    if answer is Answer.ELSEWHERE and not elsewhere:
        answer = Answer.TEXT
    markdown = contribution.markdown if writing.markdown is None else writing.markdown
    if answer is Answer.UNCHANGED and contribution.answer != Answer.UNCHANGED:
        previous = previous_of(contribution)
        markdown = previous.markdown if previous else markdown
        answer = answer if previous else Answer.TEXT
    assessment = contribution.assessment if writing.assessment is None else str(writing.assessment)
    return Writing(_lines(markdown), answer, assessment, elsewhere[:200])


def _lines(text: str) -> str:
    """Browsers send a carriage return with every new line; files and comparisons have none."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _says(contribution: Contribution, wanted: Writing) -> bool:
    return (
        contribution.markdown == wanted.markdown
        and contribution.answer == wanted.answer
        and contribution.assessment == wanted.assessment
        and contribution.elsewhere == wanted.elsewhere
    )


def _apply(contribution: Contribution, wanted: Writing) -> None:
    contribution.markdown = wanted.markdown or ""
    contribution.answer = wanted.answer or Answer.TEXT
    contribution.assessment = str(wanted.assessment or "")
    contribution.elsewhere = wanted.elsewhere or ""
    contribution.version += 1


def _store(contribution: Contribution, person: Person, now: dt.datetime) -> None:
    contribution.changed_by, contribution.changed_at = person, now
    contribution.save(
        update_fields=(
            "markdown", "answer", "assessment", "elsewhere", "version", "state", "changed_by", "changed_at",
        )
    )  # fmt: skip


def _keep_saved(contribution: Contribution, person: Person, now: dt.datetime, *, collapses: bool) -> None:
    """A version of its own, or the last one written on: only where she has just saved herself, within the time."""
    last = contribution.versions.order_by("-number").first()
    same = last is not None and last.deed == Deed.SAVE and last.by_id == person.pk
    if last is not None and collapses and same and now - last.at < COLLAPSED:
        Version.objects.filter(pk=last.pk).update(
            markdown=contribution.markdown, answer=contribution.answer, assessment=contribution.assessment,
            elsewhere=contribution.elsewhere, state=contribution.state,
        )  # fmt: skip
        return
    number = last.number + 1 if last is not None else 1
    version(contribution, Deed.SAVE, person, now, number=number).save(force_insert=True)


def _note(contribution: Contribution, deed: str, by: Acting, now: dt.datetime, **details: object) -> None:
    note(
        deed, by=by.username, at=now, object=f"contribution:{contribution.pk}",
        authority=contribution.authority.code, details=details,
    )  # fmt: skip
