"""Twenty thousand damaged SIE files are read without an exception, in bounded time and memory."""

import random
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

from utfall.integrations.sie import read, write

CASES = 20_000
EVERY = 25
"""Memory is traced in one case of so many: tracing makes the reading several times slower."""
SLOWEST = 2.0
"""Seconds; the files have at most some 70 kB."""
PER_BYTE, BASE = 100, 2_000_000
"""Bytes of memory for each byte of the file, and at rest: typed records of short rows cost that much."""

SMALL = """\
#FLAGGA 0
#KSUMMA
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20240915 "Bo"
#SIETYP 4
#ORGNR 212000-0000
#FNAMN "Exempelkommunen Åäö"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#DIM 1 "Ansvar"
#UNDERDIM 21 "Grupp" 1
#OBJEKT 1 "0102" "Köket"
#KONTO 1510 "Kundfordringar"
#KTYP 1510 T
#SRU 1510 7251
#ENHET 3010 "st"
#IB 0 1510 100.00
#UB 0 1510 350.50 2
#OIB 0 1510 {1 "0102"} 10
#OUB 0 1510 {1 "0102"} 20
#RES 0 3010 -250.50
#PSALDO 0 202401 3010 {} -250.50
#PSALDO 0 202401 3010 {1 "0102"} -200
#PBUDGET 0 202401 3010 {} -300
#VER "A" 1 20240115 "Faktura \\"7\\"" 20240116 "Bo"
{
#TRANS 1510 {1 "0102" 6 P1} 250.50 20240115 "C:\\ny" 2 "Bo"
#RTRANS 3010 {} -250.50 20240115 "rättad"
#TRANS 3010 {} -250.50 20240115 "rättad"
#BTRANS 3010 {} -20 20240115 "struken"
}
#KSUMMA 1
""".replace("\n", "\r\n").encode("cp437")

_SPICE = (
    b'"', b"{", b"}", b"\\", b"#", b"\r", b"\n", b"\t", b" ", b"\x00", b"\x1a", b"\xff", b"-", b".", b",",
    b"#TRANS", b"#VER", b"#KSUMMA", b"{}", b'""', b"\xef\xbb\xbf", b"9" * 5000, b"\xc3\xa5", b"\x84",
)  # fmt: skip


def cases(seeds: Sequence[bytes], count: int, *, seed: int) -> Iterator[bytes]:
    """That many damaged files, the same for the same seed: mutated, truncated, spliced, and pure noise."""
    dice = random.Random(seed)
    for number in range(count):
        kind = number % 8
        data = bytearray(dice.choice(seeds))
        if kind == 0:
            yield dice.randbytes(dice.randrange(2_000))
        elif kind == 1:
            yield bytes(data[: dice.randrange(len(data))])
        elif kind == 2:
            other = dice.choice(seeds)
            yield bytes(data[: dice.randrange(len(data))]) + other[dice.randrange(len(other)) :]
        elif kind == 3:
            rows = bytes(data).split(b"\n")
            dice.shuffle(rows)
            yield b"\n".join(rows)
        else:
            for _ in range(dice.randrange(1, 40)):
                _damage(data, dice)
            yield bytes(data)


def _damage(data: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(data) + 1)
    match dice.randrange(4):
        case 0:
            data[place : place + 1] = bytes([dice.randrange(256)])
        case 1:
            del data[place : place + dice.randrange(1, 30)]
        case 2:
            data[place:place] = dice.choice(_SPICE)
        case _:
            data[place:place] = data[place : place + dice.randrange(200)]


def seeds() -> tuple[bytes, ...]:
    """The small file above, and the vendors' samples where they lie beside the project."""
    folder = Path(__file__).parent.parent.parent / "shared" / "samples" / "sie"
    return (SMALL, *(path.read_bytes() for path in sorted(folder.glob("0*")) if path.is_file()))


def main() -> dict[str, str]:
    """Read every case; what is read of type 4 is written and read again. Raises where a bound is passed."""
    slowest, memory, findings, records, again = 0.0, 0.0, 0, 0, 0
    whole = seeds()
    for number, data in enumerate(cases(whole, CASES, seed=20_240_831)):
        traced = number % EVERY == 0
        if traced:
            tracemalloc.start()
        start = time.perf_counter()
        file = read(data, name="prov.se")
        seconds = time.perf_counter() - start
        if traced:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            memory = max(memory, peak)
            assert peak < BASE + PER_BYTE * len(data), (
                f"case {number}: {peak} bytes for a file of {len(data)}"
            )
        else:
            slowest = max(slowest, seconds)
            assert seconds < SLOWEST, f"case {number}: {seconds:.2f} s for a file of {len(data)} bytes"
        findings += len(file.findings)
        records += len(file.records)
        if file.kind == "4E":
            write(file, checksum=True)
            again += 1
    return {
        "cases": str(CASES),
        "seed files": str(len(whole)),
        "exceptions": "0",
        "records read": str(records),
        "findings": str(findings),
        "written again": str(again),
        "slowest": f"{slowest * 1000:.0f} ms",
        "most memory": f"{memory / 2**20:.1f} MiB",
    }


if __name__ == "__main__":
    print(main())
