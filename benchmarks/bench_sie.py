"""Reading a SIE file of 200 000 transactions, beside a reader built on shlex, in one run."""

import hashlib
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import shlex_sie
from utfall.integrations.sie import Reading, read
from utfall.integrations.sie.records import Voucher

ROWS = 200_000
ACCOUNTS = tuple(range(3000, 9000, 11))


class Dice:
    """Numbers that look random and are the same on every machine: a linear congruential generator."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return low + (self._state >> 33) % (high - low + 1)


def lines(rows: int) -> Iterator[str]:
    """The rows of a type 4E file with that many transactions or a few more, every voucher in balance."""
    dice = Dice(3)
    yield from (
        "#FLAGGA 0", '#PROGRAM "Prov" 1.0', "#FORMAT PC8", "#GEN 20260131", "#SIETYP 4",
        '#FNAMN "Exempelkommunen Åäö"', "#ORGNR 212000-0000", "#RAR 0 20260101 20261231",
        '#DIM 1 "Ansvar"', '#DIM 6 "Projekt"', '#DIM 20 "Verksamhet"',
    )  # fmt: skip
    yield from (f'#KONTO {account} "Konto {account} löner"' for account in ACCOUNTS)
    yield from (f'#OBJEKT 1 "{10_000 + 7 * unit}" "Enhet {unit}"' for unit in range(1500))
    written, voucher = 0, 0
    while written < rows:
        voucher += 1
        day = f"2026{dice.between(1, 12):02}{dice.between(1, 28):02}"
        yield f'#VER A {voucher} {day} "Leverantörsfaktura {voucher}"'
        yield "{"
        count, total = dice.between(2, 6), 0
        for row in range(count):
            amount = dice.between(-9_000_000, 9_000_000) if row < count - 1 else -total
            total += amount
            yield _transaction(dice, written, amount, day)
            written += 1
        yield "}"


def _transaction(dice: Dice, number: int, öre: int, day: str) -> str:
    mark = '"' if number % 3 else ""
    project = f' 6 "P{dice.between(1, 400)}"' if number % 7 == 0 else ""
    unit, activity = 10_000 + 7 * dice.between(0, 1499), dice.between(100, 999)
    objects = f'{mark}1{mark} "{unit}" 20 "{activity}"{project}' if number % 40 else ""
    amount = f"{'-' if öre < 0 else ''}{abs(öre) // 100}.{abs(öre) % 100:02}"
    text = f'Faktura \\"{number}\\" å' if number % 50 == 0 else f"Rad {number} ä"
    quantity = f" {dice.between(1, 9)}" if number % 11 == 0 else ""
    shown = day if number % 5 else '""'
    account = ACCOUNTS[dice.between(0, len(ACCOUNTS) - 1)]
    return f'   #TRANS {account} {{{objects}}} {amount} {shown} "{text}"{quantity} '


def write(path: Path, rows: int) -> None:
    """The file in code page 437 with CRLF."""
    with path.open("wb") as file:
        for line in lines(rows):
            file.write(line.encode("cp437") + b"\r\n")


def stream(path: Path) -> int:
    """Read the file through with us, keeping nothing: records, findings, sums and integrity; the rows read."""
    return sum(len(record.rows) for record in Reading(path) if isinstance(record, Voucher))


def stream_shlex(path: Path) -> int:
    """Read the file through with the yardstick, keeping nothing: only what a booked row holds; the rows read."""
    return sum(1 for _row in shlex_sie.transactions(path))


def ours(path: Path) -> Iterator[shlex_sie.Row]:
    """What `shlex_sie.transactions` gives, read by us."""
    for record in Reading(path):
        if isinstance(record, Voucher) and record.day:
            for row in record.booked:
                day = f"{row.day or record.day:%Y%m%d}"
                yield record.name, day, row.account, row.objects, row.öre, row.text


def timed(read: Callable[[Path], int], path: Path) -> float:
    """Seconds to read it through."""
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start


def digest(rows: Iterator[shlex_sie.Row]) -> tuple[int, str]:
    """How many rows there are, and a hash of them all."""
    result, count = hashlib.sha256(), 0
    for row in rows:
        result.update(repr(row).encode())
        count += 1
    return count, result.hexdigest()


def peak(keep: bool, path: Path) -> float:
    """The peak of Python's own memory in MiB while the file is read, with or without keeping it."""
    tracemalloc.start()
    held = read(path) if keep else stream(path)
    top = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del held
    return top / 2**20


def main() -> dict[str, str]:
    """Print and return the times, their ratio and the memory; raises AssertionError where the rows differ."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.se"
        write(path, ROWS)
        size = path.stat().st_size / 2**20
        count, content = digest(ours(path))
        same = (count, content) == digest(shlex_sie.transactions(path))
        assert same, "the two readers disagree about the file"
        # Taken in turn, so that a busy moment of the machine burdens both.
        times = [(timed(stream, path), timed(stream_shlex, path)) for _ in range(3)]
        fast, slow = min(one for one, _ in times), min(other for _, other in times)
        streaming, whole = peak(False, path), peak(True, path)
    figures = {
        "file": f"{count} transactions, {size:.1f} MiB",
        "shlex": f"{slow:.2f} s, {count / slow / 1000:.0f}k rows/s",
        "utfall": f"{fast:.2f} s, {count / fast / 1000:.0f}k rows/s",
        "ratio": f"{slow / fast:.1f}",
        "memory, record by record": f"{streaming:.1f} MiB, {streaming / size:.2f} of the file",
        "memory, whole file kept": f"{whole:.1f} MiB, {whole / size:.1f} of the file",
    }
    for name, value in figures.items():
        print(f"{name:26} {value}")
    return figures


if __name__ == "__main__":
    main()
