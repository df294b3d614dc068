"""What has been imported for an authority, what waits to be, and under which terms its codes are understood."""

from collections.abc import Iterable

from utfall.ledger.batch import Batch
from utfall.ledger.questions import Terms
from utfall.records.finance.ledger import store
from utfall.records.finance.models import LedgerUpload
from utfall.records.finance.objects import rules_of
from utfall.records.organisation.models import Authority, Person
from utfall.records.organisation.objects import units
from utfall.report.ledger_terms import terms_by


def is_of(batch: Batch, authority: Authority) -> bool:
    """Whether the batch is the authority's own part of the ledger, which its part begins with the code of."""
    part = batch.slot.part
    return part == authority.code or part.startswith(f"{authority.code}-")


def batches_of(authority: Authority) -> tuple[Batch, ...]:
    """The authority's batches in force, the latest year first, then by scenario and part."""
    found = (batch for batch in store().batches() if is_of(batch, authority))
    return tuple(
        sorted(
            found,
            key=lambda batch: (-batch.slot.year, batch.slot.scenario, batch.slot.version, batch.slot.part),
        )
    )


def uploads_of(authority: Authority, *, count: int = 20) -> tuple[LedgerUpload, ...]:
    """The files that were sent last, the latest first."""
    return tuple(LedgerUpload.objects.filter(authority=authority).order_by("-at", "-pk")[:count])


def upload(number: int) -> LedgerUpload | None:
    """One file that was sent."""
    return LedgerUpload.objects.select_related("authority").filter(pk=number).first()


def terms_of(authority: Authority) -> Terms | None:
    """How the codes of the authority's municipality are understood; None before anything was set up."""
    rules = rules_of(authority, rounds=())
    return terms_by(units().organisation, rules.settings, rules.projects) if rules else None


def names(usernames: Iterable[str]) -> dict[str, str]:
    """What the people are called; the name of a command is its own."""
    people = Person.objects.filter(username__in=set(usernames))
    return {person.get_username(): str(person) for person in people}
