"""Mails about what is due: one for each person and authority, made from the same list as her start page."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q

from utfall.domain.access import Act, Kind, permission
from utfall.domain.access.permission import STAFF
from utfall.domain.agreements import AgreementStep
from utfall.domain.denied import Denied
from utfall.domain.reporting import Flag, RoundState, Section, State
from utfall.locale import mark as _
from utfall.locale import translate
from utfall.records.audit.actions import note
from utfall.records.finance.models import Forecast
from utfall.records.organisation.actor import Acting, acting, path_of
from utfall.records.organisation.models import Authority, Grant, Person, Round
from utfall.records.reporting.models import OWED, Digest, Task
from utfall.records.reporting.queries.agreements_due import AgreementDue, at_hand
from utfall.records.reporting.queries.forecasts_due import ForecastDue, unfinished
from utfall.records.reporting.queries.groups import Group
from utfall.records.reporting.queries.owing import Owing, Row, owing
from utfall.records.reporting.queries.responsibility import responsibility

COMMAND = "utfall remind"
"""The actor in the log where no person asked for the mail."""
MONDAY = 0

SUBJECT = _("{authority}: {count} att göra i {rounds}")
SUBJECT_WITHOUT_ROUND = _("{authority}: {count} att göra")
GREETING = _("Hej {name},")
LEAD = _("Det här väntar på dig i {authority}:")
TASK = _("{title} ({unit}) – senast {due}{flag}")
APPROVAL = _("Godkänn: {title} ({unit}) – senast {due}{flag}")
FORECAST = _("Lämna prognos: {unit} – senast {due}")
APPROVE_FORECAST = _("Godkänn prognos: {unit} – senast {due}")
AGREEMENTS = {
    AgreementStep.REVIEW: _("Gå igenom avtal: {name} ({unit}) – senast {due}"),
    AgreementStep.NOTICE: _("Ta ställning till uppsägning: {name} ({unit}) – senast {due}"),
    AgreementStep.END: _("Avtal slutar: {name} ({unit}) – {due}"),
}
REMARK = _("{name} har skrivit till dig: ”{text}”")
CLOSING = _("Alla uppgifter finns här: {address}")
WHY = _("Du får brevet för att du har en roll i {authority}. Du kan stänga av det under Inställningar.")
NOTHING_CHOSEN = Denied("remind.nothing", _("Välj minst en enhet att påminna."))


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person about one authority."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are on the site, as whole addresses."""

    tasks: Callable[[str], str]
    """The start page, for the authority with the code."""
    contribution: Callable[[Task, str], str]
    forecast: Callable[[Forecast, str], str]
    agreement: Callable[[AgreementDue, str], str]


def send_digests(*, now: dt.datetime, addresses: Addresses) -> int:
    """Send today's digests; how many were sent. Asking again the same day sends nothing more.

    Each mail has a transaction of its own with its row: a mail that fails is tried again the next time, and those
    before it are not sent twice.
    """
    today = now.date()
    return sum(
        _send(person, authority, today=today, now=now, addresses=addresses, by=COMMAND)
        for person, authority in _people(today)
    )


def remind(
    round: Round, units: Collection[int], *, by: Acting, now: dt.datetime, addresses: Addresses
) -> int | Denied:
    """Remind those who have something left in the chosen units; how many mails went out.

    Each gets her whole list for the authority, as in the digest, and at most one mail a day.
    """
    refused = permission(by.actor, Act.REMIND, Kind.TASK)
    if refused is not None:
        return refused
    if by.authority is None or by.authority.pk != round.authority_id or not units:
        return NOTHING_CHOSEN
    answers = responsibility(by.authority, today=by.actor.today)
    tasks = Task.objects.filter(
        OWED, round=round, unit__in=units, contribution__state__in=(State.DRAFT, State.RETURNED)
    ).select_related("unit", "person")
    late = [(task.unit, answers.writers(task)) for task in tasks]
    late += [(one.unit, answers.writers_of(one.unit, Section.FORECAST)) for one in unfinished(round, units)]
    people = {
        person.pk: person
        for unit, writers in late
        if permission(by.actor, Act.REMIND, Kind.TASK, path=path_of(unit)) is None
        for person in writers
    }
    return sum(
        _send(
            person, by.authority, today=now.date(), now=now, addresses=addresses, by=by.username, asked=True
        )
        for person in people.values()
    )


def letter(person: Person, owed: Owing, authority: Authority, *, addresses: Addresses) -> Letter | None:
    """What she is told about one authority; None where there is nothing to do."""
    rows, language = owed.group(Group.NOW), person.language
    forecasts, agreements = owed.forecasts_in(Group.NOW), owed.agreements_in(Group.NOW)
    count = len(owed.days(Group.NOW)) + len(owed.remarks)
    if not count:
        return None
    about = (*(row.task.round.name for row in rows), *(one.forecast.round.name for one in forecasts))
    names = ", ".join(dict.fromkeys(about)) or ", ".join(round.name for round in owed.rounds)
    values = {"authority": authority.name, "name": person.first_name or str(person), "rounds": names}
    lines = [
        translate(GREETING, language).format(**values),
        "",
        translate(LEAD, language).format(**values),
        "",
        *(line for row in rows for line in _lines(row, authority, language, addresses)),
        *(line for one in forecasts for line in _forecast_lines(one, authority, language, addresses)),
        *(line for one in agreements for line in _agreement_lines(one, authority, language, addresses)),
        *(_remark_line(remark.by, remark.text, language) for remark in owed.remarks),
        "",
        translate(CLOSING, language).format(address=addresses.tasks(authority.code)),
        translate(WHY, language).format(**values),
    ]
    subject = translate(SUBJECT if names else SUBJECT_WITHOUT_ROUND, language).format(count=count, **values)
    return Letter(person.email, subject, "\n".join(lines) + "\n")


def is_due(owed: Owing, today: dt.date) -> bool:
    """Whether today is a day to write: Mondays while anything is to be done, and the day before a deadline."""
    days = set(owed.days(Group.NOW))
    if not days and not owed.remarks:
        return False
    tomorrow = today + dt.timedelta(days=1)
    return today.weekday() == MONDAY or bool(days & {today, tomorrow})


def _people(today: dt.date) -> Iterable[tuple[Person, Authority]]:
    """Everybody with a part in the work of an authority with an open round or an agreement to see to, once for each."""
    busy = Q(authority__in=Round.objects.filter(state=RoundState.OPEN).values("authority"))
    busy |= Q(authority__in=at_hand(today).values("authority"))
    rows = (
        Grant.objects.filter(role__in=STAFF, starts_on__lte=today, person__is_active=True)
        .filter(Q(ends_on=None) | Q(ends_on__gte=today), busy)
        .exclude(person__email="")
        .exclude(person__on_day_digest=False)
        .select_related("person", "authority")
        .order_by("authority__code", "person__username")
    )
    seen = {(row.person_id, row.authority_id): row for row in rows}
    return [(row.person, row.authority) for row in seen.values() if row.authority is not None]


def _send(
    person: Person,
    authority: Authority,
    *,
    today: dt.date,
    now: dt.datetime,
    addresses: Addresses,
    by: str,
    asked: bool = False,
) -> bool:
    """Send one digest with its row, once a day; `asked` is whether somebody asked for it, whatever the day."""
    owed = owing(acting(person, today=today, authority=authority.code), today=today)
    written = letter(person, owed, authority, addresses=addresses)
    if written is None or not written.to or not (asked or is_due(owed, today)):
        return False
    try:
        with transaction.atomic():
            count = len(owed.days(Group.NOW))
            Digest.objects.create(person=person, authority=authority, on=today, tasks=count)
            note(
                "digest.send", by=by, at=now, object=f"person:{person.get_username()}", authority=authority.code,
                details={"tasks": count},
            )  # fmt: skip
            send_mail(written.subject, written.body, None, [written.to])
    except IntegrityError:
        return False
    return True


def _forecast_lines(
    one: ForecastDue, authority: Authority, language: str, addresses: Addresses
) -> tuple[str, str]:
    name = one.forecast.unit.name
    message = APPROVE_FORECAST if one.approves else FORECAST
    line = translate(message, language).format(unit=name, due=one.due_on.isoformat())
    return f"• {line}", f"  {addresses.forecast(one.forecast, authority.code)}"


def _agreement_lines(
    one: AgreementDue, authority: Authority, language: str, addresses: Addresses
) -> tuple[str, str]:
    values = {"name": one.agreement.name, "unit": one.agreement.unit.name, "due": one.due_on.isoformat()}
    line = translate(AGREEMENTS[one.step], language).format(**values)
    return f"• {line}", f"  {addresses.agreement(one, authority.code)}"


def _lines(row: Row, authority: Authority, language: str, addresses: Addresses) -> tuple[str, str]:
    task = row.task
    message = APPROVAL if row.approves else TASK
    words = [translate(flag.word, language) for flag in row.flags if flag is not Flag.WAITING_FOR_YOU]
    flag = f" ({', '.join(words).lower()})" if words else ""
    line = translate(message, language).format(
        title=task.title, unit=task.unit.name, due=task.due_on.isoformat(), flag=flag
    )
    return f"• {line}", f"  {addresses.contribution(task, authority.code)}"


def _remark_line(by: Person, text: str, language: str) -> str:
    return "• " + translate(REMARK, language).format(name=str(by), text=text[:200])
