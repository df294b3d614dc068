"""A PDF opened with care: password, damage and streams made to swell are found before anything is taken apart."""

import contextlib
import logging
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from utfall.documents.read import refusal
from utfall.documents.read.refusal import RefusedError

MAX_STREAM = 150_000_000
MAX_CONTENT = 12_000_000
_LARGE = 60_000
_CHUNK = 1 << 16


def checked(data: bytes, *, name: str) -> tuple[bytes, frozenset[int]]:
    """The bytes, mended where they were damaged, and the pages (from 1) whose contents are too much to read.

    Raises RefusedError for a password, for damage beyond mending and for streams that swell beyond measure.
    """
    try:
        with quiet(), pikepdf.open(BytesIO(data)) as pdf:
            _refuse_bombs(pdf, name)
            heavy = frozenset(n for n, page in enumerate(pdf.pages, start=1) if _is_heavy(page))
            if not pdf.is_encrypted and not pdf.get_warnings():
                return data, heavy
            mended = BytesIO()
            pdf.save(mended)
            return mended.getvalue(), heavy
    except pikepdf.PasswordError as e:
        raise RefusedError(refusal.password(name)) from e
    except (
        pikepdf.PdfError,
        pikepdf.DependencyError,
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
        OSError,
    ) as e:
        raise RefusedError(refusal.damaged(name)) from e


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without the libraries' complaints on the log: what matters in them is told as findings."""
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pikepdf")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _refuse_bombs(pdf: pikepdf.Pdf, name: str) -> None:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or item.get("/Subtype") == "/Image":
            continue
        if int(item.get("/Length", 0)) > _LARGE and _swells(item, MAX_STREAM):
            raise RefusedError(refusal.bomb(name))


def _is_heavy(page: pikepdf.Page) -> bool:
    """Whether the drawing instructions of a page are more than a report ever needs: a map, or an attack."""
    contents: Any = page.obj.get("/Contents")
    if contents is None:
        return False
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return any(isinstance(stream, pikepdf.Stream) and _swells(stream, MAX_CONTENT) for stream in streams)


def _swells(stream: pikepdf.Stream, limit: int) -> bool:
    """Whether the stream unpacks to more than the limit; unpacked bit by bit, so that it is never held whole."""
    filters = stream.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    raw = stream.read_raw_bytes()
    if "/FlateDecode" not in names:
        return len(raw) > limit
    size = 0
    unpacker = zlib.decompressobj()
    pending = raw
    try:
        while pending and size <= limit:
            size += len(unpacker.decompress(pending, _CHUNK * 16))
            pending = unpacker.unconsumed_tail
    except zlib.error:
        return False  # a damaged stream is the page's trouble, and told of there
    return size > limit
