"""Why a figure may have become wrong: slips of the hand that turn the right value into the printed one."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum


class Slip(StrEnum):
    """What happened to a figure, the most telling first."""

    COPIED = "copied"
    """The value of a neighbour, another period or another row stands there."""
    SIGN = "sign"
    SHIFT = "shift"
    """The decimal sign has moved."""
    SWAPPED = "swapped"
    """Two digits have changed places."""
    DIGIT = "digit"
    """One digit is another."""
    STALE = "stale"
    """What it is made of has changed, the sum has not."""
    OUTDATED = "outdated"
    """Several figures of one text are from an older source than the rest of the report."""
    UNKNOWN = "unknown"


WEIGHT = {
    Slip.COPIED: 0.3,
    Slip.SIGN: 0.4,
    Slip.SHIFT: 0.4,
    Slip.SWAPPED: 0.25,
    Slip.DIGIT: 0.02,
    Slip.STALE: 0.05,
    Slip.OUTDATED: 0.0,
    Slip.UNKNOWN: 0.0,
}
"""How much a slip speaks for the figure being the one that is wrong, beside relations that count 1 each."""


def slip(printed: Decimal, right: Decimal, *, neighbours: Sequence[Decimal], decimals: int) -> Slip:
    """How the right value can have become the printed one; `neighbours` are the figures beside and above it."""
    if printed == right:
        return Slip.UNKNOWN
    if abs(printed).scaleb(decimals) >= 10 and printed in neighbours:
        return Slip.COPIED
    if printed == -right:
        return Slip.SIGN
    if printed and right and any(printed == right.scaleb(n) for n in (-3, -2, -1, 1, 2, 3)):
        return Slip.SHIFT
    one, other = _digits(printed, decimals), _digits(right, decimals)
    if len(one) == len(other) and (printed < 0) == (right < 0):
        apart = [i for i, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
        if len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(other):
            return Slip.SWAPPED
        if len(apart) == 1:
            return Slip.DIGIT
    return Slip.UNKNOWN


def _digits(value: Decimal, decimals: int) -> str:
    return str(abs(int(value.scaleb(decimals))))
