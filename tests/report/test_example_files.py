"""The example's generated files: always the same, and adding up to what was solved."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.report.example import GENERATED, complete
from utfall.report.example.files import STAMP
from utfall.report.example.totals import FIRST_EIGHT, OUTCOME, shared, totals


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    complete(folder)
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in GENERATED}


def test_the_same_files_are_made_every_time(made: Path, tmp_path: Path) -> None:
    assert complete(tmp_path) == tuple(tmp_path / name for name in GENERATED)
    assert digests(tmp_path) == digests(made)


def test_files_that_are_there_are_left_alone_until_one_is_missing_or_old(made: Path) -> None:
    assert complete(made) == ()
    (made / "budget-2024.csv").unlink()
    assert len(complete(made)) == len(GENERATED)
    (made / STAMP).write_bytes(b"older totals")
    assert len(complete(made)) == len(GENERATED)


def test_there_are_some_two_hundred_thousand_postings_in_vouchers_that_balance(made: Path) -> None:
    vouchers: dict[str, Decimal] = defaultdict(Decimal)
    rows = 0
    for year in (2023, 2024):
        with (made / f"huvudbok-{year}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                rows += 1
                vouchers[row["Verifikation"]] += Decimal(row["Belopp"].replace(",", "."))

    assert 180_000 < rows < 220_000
    assert set(vouchers.values()) == {Decimal(0)}


def test_the_ledger_adds_up_to_the_solved_totals(made: Path) -> None:
    with (made / "huvudbok-2024.csv").open(encoding="utf-8", newline="") as file:
        posted = sum(
            Decimal(row["Belopp"].replace(",", "."))
            for row in csv.DictReader(file, delimiter=";")
            if row["Konto"][0] > "2"
        )

    assert -posted * 100 == sum(öre for (_unit, _row, column), öre in totals().items() if column == OUTCOME)


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 500), min_size=1, max_size=12))
def test_a_shared_amount_loses_nothing(amount: int, weights: Sequence[int]) -> None:
    assert sum(shared(amount, weights)) == amount


def test_months_share_by_weight() -> None:
    assert shared(sum(FIRST_EIGHT), FIRST_EIGHT) == list(FIRST_EIGHT)
