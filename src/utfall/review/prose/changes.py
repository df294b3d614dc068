"""Words for up and down held against the two outcomes that they compare."""

from collections.abc import Iterator
from decimal import Decimal

from utfall.domain.finding import Finding, Severity
from utfall.domain.interval import Interval
from utfall.domain.swedish import number
from utfall.locale import mark as _
from utfall.review.prose.mentions import Mention
from utfall.review.prose.reading import Reading, where
from utfall.review.prose.tied import two_outcomes
from utfall.review.tables.grid import Place


def findings(reading: Reading) -> Iterator[Finding]:
    """`minskat med 2 %` where the table says otherwise; growth is a relation, which a fall cannot be."""
    for mention in reading.mentions:
        compared = two_outcomes(mention, reading.linker) if mention.is_share and not mention.signed else None
        if compared is None or not compared[2]:
            continue
        now, before, _down = compared
        change = _change(now, before)
        if change is not None and not mention.interval.meets(-change):
            yield _finding(mention, now, before, change)


def _change(now: Place, before: Place) -> Interval | None:
    """The change in per cent from one printed figure to another, with what their rounding allows."""
    new, old = now.number.interval, before.number.interval
    if new is None or old is None or Decimal(0) in old:
        return None
    ends = [100 * (a - b) / b for a in (new.low, new.high) for b in (old.low, old.high)]
    return Interval(min(ends), max(ends))


def _finding(mention: Mention, now: Place, before: Place, change: Interval) -> Finding:
    middle = (change.low + change.high) / 2
    return Finding(
        "prose.change", Severity.ERROR, where(mention.passage),
        _("Texten säger en minskning med {printed}, men från {before} till {now} är förändringen {change} %."),
        {
            "printed": mention.printed,
            "before": before.number.printed,
            "now": now.number.printed,
            "change": number(middle, max(mention.figure.number.decimals, 1), plus=True),
        },
        (mention.path, now.path, before.path),
    )  # fmt: skip
