"""Whether an amount comes once or every year from now on."""

from enum import StrEnum

from utfall.locale import mark as _


class Recurrence(StrEnum):
    """One-off or lasting; the value is its word in source files."""

    ONE_OFF = "engångs"
    LASTING = "varaktig"

    @property
    def word(self) -> str:
        """The Swedish word of the screen."""
        return _WORDS[self]


_WORDS = {Recurrence.ONE_OFF: _("Engångs"), Recurrence.LASTING: _("Varaktig")}
