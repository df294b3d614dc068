"""Fifteen hundred damaged source folders are read without an exception, every finding in both languages."""

import datetime as dt
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.integrations.folder.small import folder
from utfall.locale import LANGUAGES
from utfall.report.gather import gather

CASES = 1_500
ROUND = "2024-D2"
AS_OF = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
_SPICE = (
    b'"', b"'", b"\n", b"\r", b";", b":", b"{", b"[", b"- ", b"\x00", b"\xff\xfe", b"---\n", b"&a ", b"*a",
    b"!!python", b"9" * 30, b"-", b"{{", b"\t", b"\xc3", b"~", b"null", b"1e9", b'"\n"', b"|\n",
)  # fmt: skip


def main() -> dict[str, str]:
    """Damages one file of a small folder at a time: bytes changed, cut out, put in, copied from others, lines mixed."""
    chance = random.Random(20240831)
    findings, clean, slowest = 0, 0, 0.0
    for _case in range(CASES):
        with TemporaryDirectory() as held:
            made = folder(Path(held))
            _damage(made, chance)
            start = time.perf_counter()
            found = gather(made, ROUND, as_of=AS_OF).findings
            slowest = max(slowest, time.perf_counter() - start)
            for finding in found:
                for language in LANGUAGES:
                    assert finding.sentence(language)
            findings += len(found)
            clean += not found
    return {
        "folders": str(CASES),
        "findings": str(findings),
        "damage without effect": str(clean),
        "slowest": f"{slowest:.2f} s",
    }


def _damage(made: Path, chance: random.Random) -> None:
    files = sorted(path for path in made.rglob("*") if path.is_file())
    target = chance.choice(files)
    data = bytearray(target.read_bytes())
    for _time in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0 if place < len(data):
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(1, 30)]
            case 2:
                other = chance.choice(files).read_bytes()
                start = chance.randrange(len(other))
                data[place:place] = other[start : start + chance.randrange(1, 60)]
            case 3:
                lines = bytes(data).split(b"\n")
                chance.shuffle(lines)
                data = bytearray(b"\n".join(lines))
            case _:
                data[place:place] = chance.choice(_SPICE)
    target.write_bytes(bytes(data))


if __name__ == "__main__":
    main()
