"""The drawing instructions of a page, taken apart by one expression instead of a state for each character.

pdfminer follows any damage byte by byte, which is most of the time that a page takes. Nearly all files are written
plainly; those are read here, to the same values. Whatever is not plain is left to pdfminer as it stands.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword, keyword_name, literal_name

LONGEST = 2_000_000
"""Longer contents are followed one instruction at a time, so that they are never held whole."""
_TOKEN = re.compile(
    rb"""[\s\x00]*(?:
      (?P<whole>[-+]?\d+)(?=[\s/\[\]<(>])
    | (?P<decimal>[-+]?(?:\d+\.\d*|\.\d+))(?=[\s/\[\]<(>])
    | (?P<keyword>[A-Za-z][^#/%\[\]()<>{}\s]*(?=[\s/\[<(])|['"](?=\s))
    | (?P<text>\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))
    | (?P<name>/[^\#/%\[\]()<>{}\s]*)(?=[\s/\[\]<(>])
    | (?P<open>\[|<<)
    | (?P<close>\]|>>)
    | <(?P<hex>[0-9A-Fa-f\s]*)>
    | %[^\r\n]*
    | $
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"f": b"\f",
    b"r": b"\r",
    b"(": b"(",
    b")": b")",
    b"\\": b"\\",
}
_WORDS: dict[bytes, object] = {b"true": True, b"false": False}
_PICTURE = {b"BI", b"ID", b"EI"}


class _Unplain(Exception):  # noqa: N818 - not an error: it says who reads on
    """The instructions hold something that only pdfminer follows."""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which is told plain instructions at once."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the instructions of the streams, one after the other."""
        found = [stream_value(stream) for stream in streams]
        told = self._told(found)
        if told is None:
            super().execute(found)
            return
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in found if stream.objid is not None)
        deeds: dict[PSKeyword, tuple[Callable[..., None], int] | None] = {}
        for item in told:
            if not isinstance(item, PSKeyword):
                self.argstack.append(item)  # type: ignore[arg-type]  # as the parser types what it gives
                continue
            if item not in deeds:
                deeds[item] = self._deed(item)
            deed = deeds[item]
            if deed is None:
                continue
            do, count = deed
            given = self.pop(count)
            if len(given) == count:
                do(*given)

    def _told(self, streams: list[PDFStream]) -> list[object] | None:
        """All that the streams say; None where pdfminer must read them itself, as where one draws itself."""
        if any(stream.objid is None or stream.objid in self.parent_stream_ids for stream in streams):
            return None
        contents = [stream.get_data() for stream in streams]
        if sum(map(len, contents)) > LONGEST:
            return None
        try:
            return [item for data in contents for item in items(data)]
        except _Unplain:
            return None

    def _deed(self, keyword: PSKeyword) -> tuple[Callable[..., None], int] | None:
        """What an operator does and how many values it takes; None for an unknown one."""
        name = keyword_name(keyword).replace("*", "_a").replace('"', "_w").replace("'", "_q")
        do = getattr(self, f"do_{name}", None)
        return None if do is None else (do, do.__code__.co_argcount - 1)


def plain(data: bytes) -> list[object] | None:
    """The values and operators in drawing instructions, in pdfminer's types; None where they are not plain."""
    try:
        return list(items(data))
    except _Unplain:
        return None


def items(data: bytes) -> Iterator[object]:
    """The values and operators one after the other, lists and dictionaries whole; raises _Unplain."""
    outer: list[tuple[bytes, list[object]]] = []
    inner: list[object] | None = None
    for kind, value in _tokens(data):
        if kind == "open":
            outer.append((value, inner if inner is not None else []))
            inner = []
            continue
        if kind == "close":
            item, inner = _closed(outer, inner, value)
        elif kind == "keyword" and value not in _WORDS:
            if inner is not None or value in _PICTURE:
                raise _Unplain
            item = KWD(value)
        else:
            item = _VALUES[kind](value)
        if inner is None:
            yield item
        else:
            inner.append(item)
    if outer:
        raise _Unplain


def _tokens(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The kind and the bytes of each token."""
    data += b"\n"
    at, end = 0, len(data)
    match = _TOKEN.match
    while at < end:
        found = match(data, at)
        if found is None:
            raise _Unplain
        at = found.end()
        kind = found.lastgroup
        if kind is not None:
            yield kind, found[kind]


def _closed(
    outer: list[tuple[bytes, list[object]]], inner: list[object] | None, mark: bytes
) -> tuple[object, list[object] | None]:
    """The list or the dictionary that ends here, and what it stands in."""
    if inner is None:
        raise _Unplain
    opened, around = outer.pop()
    if (opened == b"[") != (mark == b"]"):
        raise _Unplain
    rest = around if outer else None
    if opened == b"[":
        return inner, rest
    if len(inner) % 2:
        raise _Unplain
    names, values = inner[::2], inner[1::2]
    return {literal_name(n): v for n, v in zip(names, values, strict=True)}, rest


def _text(value: bytes) -> bytes:
    """What a string says, without its brackets and escapes."""
    if b"\\" not in value:
        return value[1:-1]
    return _ESCAPE.sub(_unescaped, value[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    if not escape[:1].isdigit() or escape in (b"8", b"9"):
        return _ESCAPED.get(escape, b"")
    code = int(escape, 8)
    if code > 255:
        raise _Unplain
    return bytes((code,))


def _pairs(value: bytes) -> bytes:
    """The bytes that digits to the base 16 say; an odd last digit is one byte, as pdfminer has it."""
    digits = b"".join(value.split()).decode("ascii")
    whole = len(digits) // 2 * 2
    rest = bytes((int(digits[whole:], 16),)) if len(digits) % 2 else b""
    return bytes.fromhex(digits[:whole]) + rest


def _name(value: bytes) -> object:
    try:
        return LIT(value[1:].decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(value[1:])


_VALUES: dict[str, Callable[[bytes], object]] = {
    "whole": int,
    "decimal": float,
    "keyword": _WORDS.__getitem__,
    "text": _text,
    "name": _name,
    "hex": _pairs,
}
