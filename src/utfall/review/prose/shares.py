"""Shares whose titles say that one is contained in another."""

from collections.abc import Iterator
from decimal import Decimal

from utfall.domain.finding import Finding, Severity
from utfall.domain.unit import PERCENT
from utfall.locale import mark as _
from utfall.review.languages import Language, Role
from utfall.review.prose.reading import Reading
from utfall.review.tables.grid import Place, TableView


def findings(reading: Reading) -> Iterator[Finding]:
    """Rows of one table where a narrower share is larger than the wider one that contains it."""
    for table in reading.context.tables:
        shares = [(line.label, place) for line in table.rows if (place := _outcome(table, line.index))]
        titles = [(label, place, _title(label, reading.language)) for label, place in shares]
        for narrow, place, inner in titles:
            wider = [
                (wide, at) for wide, at, outer in titles
                if outer and inner and _contains(outer, inner, reading.language) and _larger(place, at)
            ]  # fmt: skip
            if wider and not _is_mean(place, [p for _label, p in shares]):
                # One finding a share: against the narrowest of those that contain it.
                wide, at = max(wider, key=lambda found: len(found[0]))
                yield _finding(wide, at, narrow, place)


Title = tuple[tuple[str, ...], tuple[str, ...], str]
"""Of whom, what, and the words of the second as printed."""


def _outcome(table: TableView, row: int) -> Place | None:
    found = [
        place for at, place in sorted(table.places.items())
        if at[0] == row and place.role is Role.OUTCOME and place.unit == PERCENT and place.number.certain
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _title(label: str, language: Language) -> Title | None:
    """The title of a share, divided at the word that begins what is true of the share."""
    found = language.cues.relative.search(label)
    if not language.is_share(label) or not found:
        return None
    what = label[found.end() :]
    return tuple(language.words(label[: found.start()])), tuple(language.words(what)), what


def _contains(outer: Title, inner: Title, language: Language) -> bool:
    """Whether the inner share adds conditions to the outer, of the same group, and joins no second quality to one.

    `tillitsfull, kvalitativ och hållbar` names a compound of three, not one that also has the other two; `eller`
    widens.
    """
    if outer[0] != inner[0] or len(inner[1]) <= len(outer[1]) or not outer[1]:
        return False
    rest = iter(inner[1])
    if not all(stem in rest for stem in outer[1]):
        return False
    if language.cues.either.search(inner[2]) or language.cues.either.search(outer[2]):
        return False
    joined = "," in inner[2] or language.cues.joins.search(inner[2])
    return not joined or bool("," in outer[2] or language.cues.joins.search(outer[2]))


def _larger(inner: Place, outer: Place) -> bool:
    """Whether the inner share is larger than any rounding lets it be."""
    low, high = inner.number.interval, outer.number.interval
    return low is not None and high is not None and low.low > high.high


def _is_mean(place: Place, places: list[Place]) -> bool:
    values = [p.number.value for p in places if p is not place and p.number.value is not None]
    if len(values) < 2 or place.number.interval is None:
        return False
    mean = sum(values, Decimal(0)) / len(values)
    return mean in place.number.interval


def _finding(wide: str, outer: Place, narrow: str, inner: Place) -> Finding:
    return Finding(
        "prose.nested-share", Severity.ERROR, inner.number.place,
        _("”{narrow}” är {inner}, men ingår enligt sin titel i ”{wide}”, som är {outer}. "
          "En del kan inte vara större än det den är en del av."),
        {"narrow": narrow, "inner": inner.number.printed, "wide": wide, "outer": outer.number.printed},
        (inner.path, outer.path),
    )  # fmt: skip
