"""What an authority has decided about its rounds, as its row and as the value that everything goes by."""

from decimal import Decimal
from typing import Any

from utfall.domain.organisation import UnitKind
from utfall.domain.reporting import Occasion, Owed, Part, ReportingRules, Section, VarianceLimit
from utfall.domain.snapshot import RoundKind
from utfall.records.organisation.models import Authority
from utfall.records.reporting.models import ReportingSettings


def rules_of(authority: Authority) -> ReportingRules:
    """What holds for the authority's rounds: its own rules, and what is usual where it has none. One query."""
    row = ReportingSettings.objects.filter(authority=authority).first()
    owed, limit = (None, None) if row is None else (owed_of(row), limit_of(row))
    usual = ReportingRules()
    return ReportingRules(usual.owed if owed is None else owed, usual.limit if limit is None else limit)


def stored_rules(authority: Authority) -> tuple[tuple[Owed, ...] | None, VarianceLimit | None]:
    """What the authority has decided itself; None for each part where it goes by what is usual."""
    row = ReportingSettings.objects.filter(authority=authority).first()
    return (None, None) if row is None else (owed_of(row), limit_of(row))


def store_rules(authority: Authority, owed: tuple[Owed, ...] | None, limit: VarianceLimit | None) -> None:
    """Keep what the authority has decided; without anything decided there is no row."""
    if owed is None and limit is None:
        ReportingSettings.objects.filter(authority=authority).delete()
        return
    percent: Decimal | None = None if limit is None else limit.percent
    ReportingSettings.objects.update_or_create(
        authority=authority,
        defaults={
            "owed": None if owed is None else [plain(row) for row in owed],
            "variance_percent": percent,
        },
    )


def owed_of(row: ReportingSettings) -> tuple[Owed, ...] | None:
    """Who owes what by the row; None where it says nothing about it."""
    return None if row.owed is None else tuple(_restored(one) for one in row.owed)


def limit_of(row: ReportingSettings) -> VarianceLimit | None:
    """The limit of the row; None where it has none."""
    return None if row.variance_percent is None else VarianceLimit(row.variance_percent.normalize() + 0)


def plain(row: Owed) -> dict[str, Any]:
    """What is owed as JSON holds it."""
    return {
        "level": row.level.value,
        "kind": row.kind.value,
        "section": row.section.value,
        "parts": [part.value for part in Part if part in row.parts],
        "occasion": row.occasion.value,
    }


def _restored(row: dict[str, Any]) -> Owed:
    return Owed(
        level=UnitKind(row["level"]),
        kind=RoundKind(row["kind"]),
        section=Section(row["section"]),
        parts=frozenset(Part(one) for one in row["parts"]),
        occasion=Occasion(row["occasion"]),
    )
