"""The checksum of a SIE file (#KSUMMA): CRC-32 over labels and field contents as code page 437."""

import zlib
from dataclasses import dataclass

_UNSIGNED = 0xFFFFFFFF


class Checksum:
    """A running checksum over the records between the two #KSUMMA rows.

    For each record the label with its `#` and then every field's content, without separators, quotation marks and
    braces (SIE 4C section 10). A file in another encoding is also summed as its own bytes, for some programs do.
    """

    def __init__(self, encoding: str = "cp437") -> None:
        self._encoding = encoding
        self._standard = 0
        self._own = 0

    def add(self, contents: str) -> None:
        """Take in a record: its label and its fields run together."""
        self._standard = zlib.crc32(contents.encode("cp437", "replace"), self._standard)
        if self._encoding != "cp437":
            self._own = zlib.crc32(contents.encode(self._encoding, "replace"), self._own)

    @property
    def value(self) -> int:
        """The sum as the standard defines it, 0 to 2³² − 1."""
        return self._standard

    def agrees(self, stated: int) -> bool:
        """Whether it is the stated number, which some programs write as a signed one."""
        ours = {self._standard} if self._encoding == "cp437" else {self._standard, self._own}
        return stated & _UNSIGNED in ours


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the file states, what its content gives, and whether they agree."""

    stated: int
    computed: int
    agrees: bool
