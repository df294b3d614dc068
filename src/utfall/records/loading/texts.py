"""Written texts as contributions, and contributions as the texts that a report prints."""

import datetime as dt
from collections.abc import Mapping

from utfall.domain.snapshot import TextKey, TextKind, WrittenText
from utfall.records.organisation.models import Authority, OrgUnit, Round
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.printing import answer_text


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
    """What is written, with the short answers in the words of every other page; what is marked secret is left out.

    A unit's text that was taken into another one is printed there and not once more by itself.
    """
    rows = Contribution.objects.filter(authority=authority, secret="")
    taken = set(rows.filter(taken_into__secret="").values_list("pk", flat=True))
    found: dict[TextKey, WrittenText] = {}
    for row in rows.select_related("round", "round__previous", "unit").order_by("pk"):
        if row.pk in taken:
            continue
        markdown = answer_text(row).strip()
        if markdown:
            unit = "" if row.unit.code == authority.code else row.unit.code
            key = TextKey(row.object, TextKind(row.kind), row.round.code if row.round else "", unit)
            found[key] = WrittenText(markdown + "\n", row.source)
    return found
