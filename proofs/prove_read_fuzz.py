"""No damaged file makes a reader fail: every one gives a document or a sentence."""

import os
import random
import time
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from utfall.documents.model import (
    Cell,
    Document,
    HeaderRole,
    Heading,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)
from utfall.documents.read import read
from utfall.documents.render import docx, html, pdf, text
from utfall.domain.swedish import number

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "4000"))
SLOW = 20.0
"""A single small file that takes longer than this many seconds has found a way to hold the reader up."""


def sample() -> Document:
    """A small document of ours with text and a table."""

    def figure(value: int) -> Number:
        exact = Decimal(value) / 10
        return Number(number(exact, 1), exact, 1)

    head = Row(
        tuple(Cell((Text(c),), HeaderRole.COLUMN) for c in ("Post", "Utfall", "Budget")), RowKind.HEADER
    )
    body = tuple(
        Row((Cell((Text(f"Enhet {i}"),), HeaderRole.ROW), Cell((figure(37 * i),)), Cell((figure(41 * i),))))
        for i in range(1, 9)
    )
    words = Paragraph((Text("Utfallet är "), figure(47), Text(" jämfört med budget och det är bra.")))
    return Document(
        "Rapport", "sv", (Heading(1, (Text("Rapport"),)), words, Table((Text("Resultat"),), (head, *body)))
    )


def samples() -> dict[str, bytes]:
    """One sound file of each form, and a PDF without ruled lines."""
    document = sample()
    bare = (
        "#table(columns: 3, stroke: none, [Post], [Utfall], [Budget], [A], [3,0], [4,0], [B], [5,0], [6,0])"
    )
    return {
        "rapport.txt": text.render(document),
        "rapport.html": html.render(document),
        "rapport.docx": docx.render(document),
        "rapport.pdf": pdf.render(document),
        "enkel.pdf": typst.compile(f"= Rapport\nUtfallet är 4,2 mnkr.\n\n{bare}".encode()),
        "rapport.md": b"# Rapport\n\n| Post | Utfall |\n|---|---|\n| A | 3,0 |\n\nUtfallet 4,2 mnkr.\n",
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight faults: changed, cut, doubled or swapped pieces."""
    result = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(max(len(result), 1))
        length = chance.choice((1, 2, 16, 256, 4096))
        match chance.randrange(5):
            case 0:
                result[at : at + length] = chance.randbytes(length)
            case 1:
                del result[at : at + length]
            case 2:
                result[at:at] = result[at : at + length] * chance.randint(1, 20)
            case 3:
                result[at : at + 1] = bytes([result[at] ^ (1 << chance.randrange(8))]) if result else b""
            case _:
                result = result[:at]
    return bytes(result)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A Word file whose parts are damaged inside a sound zip."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, damaged(content, chance) if chance.random() < 0.3 else content)
    return out.getvalue()


def main() -> Mapping[str, object]:
    """Read damaged files and count what came of them; an exception ends the proof."""
    chance = random.Random(20240831)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for name, whole in samples().items():
        for turn in range(ROUNDS // 6):
            inside = name.endswith(".docx") and turn % 2
            data = repacked(whole, chance) if inside else damaged(whole, chance)
            start = time.perf_counter()
            result = read(data, name=name)
            slowest = max(slowest, time.perf_counter() - start)
            assert result.document is not None or result.findings, name
            assert slowest < SLOW, name
            for finding in result.findings:
                assert finding.sentence()
            outcomes["read" if result.document is not None else result.findings[0].code] += 1
    return {
        "files": sum(outcomes.values()),
        "slowest, s": round(slowest, 2),
        **dict(sorted(outcomes.items())),
    }
