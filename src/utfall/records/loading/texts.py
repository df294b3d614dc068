"""Written texts as contributions, and contributions as the texts that a report prints."""

import datetime as dt
from collections.abc import Mapping
from typing import assert_never

from utfall.domain.reporting import Answer
from utfall.domain.snapshot import TextKey, TextKind, WrittenText
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.records.reporting.models import Contribution

NOTHING = "Inget att rapportera."
ELSEWHERE = "Rapporteras i {place}."
_Key = tuple[int | None, str, str, int]
"""Round, object, kind and unit, as rows know them."""


def store_texts(
    authority: Authority,
    written: Mapping[TextKey, WrittenText],
    *,
    units: Mapping[str, OrgUnit],
    rounds: Mapping[str, Round],
    at: dt.datetime,
) -> None:
    """Each text as a contribution that nobody has marked as done; the committee's own belong to its unit."""
    Contribution.objects.bulk_create(
        Contribution(
            authority=authority,
            round=rounds[key.round] if key.round else None,
            object=key.object,
            kind=key.kind.value,
            unit=units[key.unit or authority.code],
            markdown=text.markdown,
            source=text.source,
            changed_at=at,
        )
        for key, text in written.items()
    )


def texts(authority: Authority) -> dict[TextKey, WrittenText]:
    """What is written, with the short answers in words; what is marked secret is left out.

    A unit's text that was taken into another one is printed there and not once more by itself.
    """
    rows = Contribution.objects.filter(authority=authority, secret="").select_related("round", "unit")
    contributions = tuple(rows.order_by("pk"))
    taken = set(rows.filter(taken_into__secret="").values_list("pk", flat=True))
    by_key = {_key(row): row for row in contributions}
    found: dict[TextKey, WrittenText] = {}
    for row in contributions:
        if row.pk in taken:
            continue
        markdown = printed(row, by_key).strip()
        if markdown:
            unit = "" if row.unit.code == authority.code else row.unit.code
            key = TextKey(row.object, TextKind(row.kind), row.round.code if row.round else "", unit)
            found[key] = WrittenText(markdown + "\n", row.source)
    return found


def printed(row: Contribution, others: Mapping[_Key, Contribution]) -> str:
    """The Markdown that stands for the answer; an unchanged one says what was said the round before."""
    match Answer(row.answer):
        case Answer.TEXT:
            return row.markdown
        case Answer.NOTHING:
            return NOTHING
        case Answer.ELSEWHERE:
            return ELSEWHERE.format(place=row.elsewhere)
        case Answer.UNCHANGED:
            before = _before(row, others)
            return printed(before, others) if before else ""
        case other:
            assert_never(other)


def _before(row: Contribution, others: Mapping[_Key, Contribution]) -> Contribution | None:
    previous = row.round.previous_id if row.round else None
    return others.get((previous, row.object, row.kind, row.unit_id)) if previous else None


def _key(row: Contribution) -> _Key:
    return (row.round_id, row.object, row.kind, row.unit_id)
