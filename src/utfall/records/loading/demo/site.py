"""The example put into an empty site: two committees, their people, one round behind them and one under way."""

import datetime as dt
from importlib import resources
from pathlib import Path

from django.db import transaction

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.domain.reporting import RoundState, Section, State
from utfall.domain.snapshot import TextKey, TextKind
from utfall.integrations.folder import texts
from utfall.integrations.folder.source import SourceFile
from utfall.records.audit.actions import note
from utfall.records.loading.demo.cast import BY, Accounts, make_accounts
from utfall.records.loading.facts import facts
from utfall.records.loading.load import load
from utfall.records.organisation.actor import acting
from utfall.records.organisation.models import Authority, OrgUnit, Person, Round
from utfall.records.planning.models import Activity, ActivityState, Goal, GoalLevel
from utfall.records.reporting.actions import decide, lock, open_round, record_summons
from utfall.records.reporting.models import Contribution, Edition
from utfall.records.review.actions import explain
from utfall.report.reviewed import review_report

EARLIER, CURRENT = "2024-D1", "2024-D2"
TEXTS = "delar-1.md"
DAYS_TO_MEETING = 45
_LEADERS = (("SEN", "bo"), ("VON", "cecilia"))
_MEETING_BEFORE = dt.date(2024, 5, 28)
_SUMMONED_BEFORE = dt.date(2024, 5, 21)
_LOCKED_BEFORE = dt.datetime(2024, 5, 20, 14, 30, tzinfo=dt.UTC)
NOT_YET = "Uppgiften fanns inte när rapporten gjordes."
"""What was said about the figures that the earlier report lacks."""


def prepare(*folders: Path, data: Path, now: dt.datetime) -> Accounts | Denied | tuple[Finding, ...]:
    """Load the folders, make the cast, and open the round; what is there already is left as it is.

    A folder that cannot be loaded ends it, with what is wrong.
    """
    for folder in folders:
        done = load(folder, by=BY, at=now)
        if isinstance(done, Denied):
            return done
        if not done.authority:
            return done.findings
    accounts = make_accounts(data, now=now)
    with transaction.atomic():
        for code, username in _LEADERS:
            authority = Authority.objects.filter(code=code).first()
            if authority is not None:
                _history(authority, now)
                _open(authority, username, now)
    return accounts


def _open(authority: Authority, username: str, now: dt.datetime) -> None:
    round = Round.objects.filter(authority=authority, code=CURRENT, state=RoundState.PLANNED.value).first()
    if round is None:
        return
    leader = acting(Person.objects.get(username=username), today=now.date(), authority=authority.code)
    meeting = now.date() + dt.timedelta(days=DAYS_TO_MEETING)
    opened = open_round(round.pk, meeting_on=meeting, by=leader, now=now)
    if isinstance(opened, Denied):
        raise RuntimeError(f"The example's round cannot be opened: {opened.sentence()}")


def _history(authority: Authority, now: dt.datetime) -> None:
    """What was said in the round before, and a unit's own plan; only where the earlier round is untouched."""
    before = Round.objects.filter(authority=authority, code=EARLIER, state=RoundState.PLANNED.value).first()
    if before is None:
        return
    units = {unit.code: unit for unit in OrgUnit.objects.filter(authority=authority)}
    written = _texts(authority)
    Contribution.objects.bulk_create(
        Contribution(
            authority=authority, round=before, object=key.object, kind=key.kind.value,
            unit=units[key.unit or authority.code], section=_section(key), state=State.APPROVED.value,
            markdown=markdown, source=TEXTS, version=1, changed_at=_LOCKED_BEFORE,
        )
        for key, markdown in written.items()
        if (key.unit or authority.code) in units
    )  # fmt: skip
    _unit_plan(authority, units["REKARNE"])
    note("demo.history", by=BY, at=now, authority=authority.code, details={"texts": len(written)})
    _report(before, now)


def _report(before: Round, now: dt.datetime) -> None:
    """The report of the earlier round, locked by its controller and decided on by the committee."""
    before.state, before.meeting_on, before.facts_as_of = RoundState.OPEN.value, _MEETING_BEFORE, now
    before.save(update_fields=("state", "meeting_on", "facts_as_of"))
    known = facts(before.authority, before, as_of=_LOCKED_BEFORE)
    if known.snapshot is None or known.template is None:
        raise RuntimeError("The example's earlier report cannot be made.")
    bo, sara = (
        acting(Person.objects.get(username=name), today=now.date(), authority=before.authority.code)
        for name in ("bo", "sara")
    )
    made = review_report(known.template, known.snapshot, found=known.findings)
    for key, finding in zip(made.keys, made.review.findings, strict=True):
        if finding.severity is Severity.ERROR:
            explain(
                before,
                key,
                NOT_YET,
                code=finding.code,
                sentence=finding.sentence(),
                by=bo,
                now=_LOCKED_BEFORE,
            )
    edition = lock(
        before.pk, known.snapshot, by=bo, now=_LOCKED_BEFORE, explained=made.keys, found=known.findings
    )
    if not isinstance(edition, Edition):
        raise RuntimeError("The example's earlier report cannot be locked.")
    record_summons(before.pk, _SUMMONED_BEFORE, by=sara, now=_LOCKED_BEFORE)
    decide(
        before.pk,
        f"{_MEETING_BEFORE.isoformat()} § 41",
        case_number="SEN/2024:17",
        by=sara,
        now=_LOCKED_BEFORE,
    )


def _texts(authority: Authority) -> dict[TextKey, str]:
    data = resources.files(__package__).joinpath(TEXTS).read_bytes()
    found = texts.read(SourceFile(Path(TEXTS), TEXTS, data), committee=authority.code)
    return {key: text.markdown for key, text in found.values.items()}


def _section(key: TextKey) -> str:
    return (Section.SUMMARY if key.kind is TextKind.SUMMARY else Section.GOALS).value


def _unit_plan(authority: Authority, unit: OrgUnit) -> None:
    """A goal of the unit's own under the committee's, and what it does about it and about another."""
    parent = Goal.objects.get(authority=authority, code="D3")
    position = Goal.objects.filter(authority=authority).count() + 1000
    goal = Goal.objects.create(
        authority=authority, code=f"EM-{unit.code}-1", name="Halvera det som slängs av tillbehören",
        level=GoalLevel.UNIT, parent=parent, owner=unit, year=2024, position=position,
    )  # fmt: skip
    doings = (
        (goal, "Väga tillbehören efter varje servering", dt.date(2024, 2, 1), ActivityState.ONGOING),
        (goal, "Laga tillbehören i två omgångar", dt.date(2024, 4, 1), ActivityState.DONE),
        (parent, "Byta råvaror efter säsong", dt.date(2024, 3, 1), ActivityState.ONGOING),
    )
    Activity.objects.bulk_create(
        Activity(
            unit=unit, goal=of, name=name, year=2024, starts_on=start, ends_on=dt.date(2024, 12, 31),
            state=state.value, position=number,
        )
        for number, (of, name, start, state) in enumerate(doings)
    )  # fmt: skip
