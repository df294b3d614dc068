"""A file of the finance system on its way into the ledger: the steps, and what each leads to."""

from collections.abc import Mapping
from enum import StrEnum

from utfall.domain.denied import Denied
from utfall.locale import mark as _


class UploadState(StrEnum):
    """How far the file has come; the value is what is stored, `word` what is shown."""

    RECEIVED = "mottagen"
    READING = "läses"
    READ = "läst"
    STORING = "lagras"
    STORED = "inläst"
    REFUSED = "nekad"
    DISCARDED = "kastad"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _WORDS[self]

    @property
    def is_busy(self) -> bool:
        """Whether the program is at work with it, so that the page may be left."""
        return self in (UploadState.READING, UploadState.STORING)

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self in (UploadState.STORED, UploadState.DISCARDED)


class UploadDeed(StrEnum):
    """What may be done with the file."""

    READ = "läsa"
    STORE = "läsa in"
    DISCARD = "kasta"


_WORDS = {
    UploadState.RECEIVED: _("Väntar på koppling"),
    UploadState.READING: _("Läses"),
    UploadState.READ: _("Väntar på dig"),
    UploadState.STORING: _("Läses in"),
    UploadState.STORED: _("Inläst"),
    UploadState.REFUSED: _("Kunde inte läsas in"),
    UploadState.DISCARDED: _("Kastad"),
}
_AT_REST = frozenset({UploadState.RECEIVED, UploadState.READ, UploadState.REFUSED})
_FROM: Mapping[UploadDeed, tuple[frozenset[UploadState], UploadState]] = {
    UploadDeed.READ: (_AT_REST, UploadState.READING),
    UploadDeed.STORE: (frozenset({UploadState.READ}), UploadState.STORING),
    UploadDeed.DISCARD: (_AT_REST, UploadState.DISCARDED),
}
NOT_NOW = Denied(
    "upload.not-now",
    _(
        "Filen är inte i det läget längre: någon annan har läst in eller kastat den, eller så arbetar programmet med den."
    ),
)


def next_upload_state(state: UploadState, deed: UploadDeed) -> UploadState | Denied:
    """The state after the deed, or why it may not be done. What has been stored is undone batch by batch, not here."""
    before, after = _FROM[deed]
    return after if state in before else NOT_NOW
