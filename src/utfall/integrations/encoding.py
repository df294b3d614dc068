"""Which character encoding a text file is written in, decided from its bytes and not from what it says."""

import codecs
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

Source = bytes | Path
"""Where the bytes are; a path is read in pieces, so that a large file never has to fit in memory."""

_PIECE = 1 << 18
_CP437_LETTERS = bytes.fromhex("8684948f8e99 8290819a".replace(" ", ""))  # å ä ö Å Ä Ö, é É ü Ü
_LATIN_LETTERS = bytes.fromhex("e5e4f6c5c4d6 e9c9fcdc".replace(" ", ""))
_ASCII = bytes(range(128))
_NOT_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"


class Encoding(StrEnum):
    """The encodings that Swedish finance systems write; the value is Python's name for it."""

    ASCII = "ascii"
    CP437 = "cp437"
    UTF_8 = "utf-8"
    UTF_8_BOM = "utf-8-sig"
    UTF_16 = "utf-16"
    CP1252 = "cp1252"
    LATIN_1 = "iso-8859-1"


def detect(source: Source, *, otherwise: Encoding) -> Encoding:
    """The encoding of the bytes.

    A byte order mark decides; then valid UTF-8, which letters of the other encodings never are; then whichever of
    code page 437 and Latin-1 gives more Swedish letters. `otherwise` is taken when the bytes do not tell.
    """
    beginning = b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf_8, is_ascii = True, True
    letters: Counter[int] = Counter()
    with opened(source) as file:
        while piece := file.read(_PIECE):
            beginning = beginning or piece[:4]
            is_ascii = is_ascii and piece.isascii()
            is_utf_8 = is_utf_8 and _decodes(decoder, piece)
            letters.update(piece.translate(None, _ASCII))
        is_utf_8 = is_utf_8 and _decodes(decoder, b"", final=True)
    if beginning.startswith(codecs.BOM_UTF8):
        return Encoding.UTF_8_BOM
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding.UTF_16
    if is_ascii:
        return Encoding.ASCII
    if is_utf_8:
        return Encoding.UTF_8
    return _by_letters(letters, otherwise)


def _by_letters(counts: Counter[int], otherwise: Encoding) -> Encoding:
    cp437 = sum(counts[letter] for letter in _CP437_LETTERS)
    latin = sum(counts[letter] for letter in _LATIN_LETTERS)
    if cp437 == latin:
        return otherwise
    if cp437 > latin:
        return Encoding.CP437
    unknown = any(counts[letter] for letter in _NOT_IN_CP1252)
    return Encoding.LATIN_1 if unknown else Encoding.CP1252


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes as a file, closed afterwards. Raises OSError where the path cannot be read."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    else:
        with source.open("rb") as file:
            yield file


@contextmanager
def text_of(source: Source, encoding: Encoding) -> Iterator[io.TextIOWrapper]:
    """The text in lines, whatever the line ends are; bytes outside the encoding become U+FFFD."""
    with opened(source) as file:
        wrapper = io.TextIOWrapper(file, encoding=encoding.value, errors="replace", newline=None)
        try:
            yield wrapper
        finally:
            wrapper.detach()
