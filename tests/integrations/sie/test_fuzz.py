"""Damaged files are read without an exception; `make prove` tries twenty thousand."""

import pytest

from proofs import prove_sie_fuzz
from utfall.integrations.sie import read

DEGENERATE = {
    "quotes": b'#KONTO 1 "' + b'"' * 200_000,
    "escapes": b'#KONTO 1 "' + b'\\"' * 100_000,
    "lists": b"#KONTO " + b"{}" * 100_000,
    "open lists": b"#TRANS 1 " + b"{ " * 100_000,
    "blanks": b"#FLAGGA 0\n#VER A 1 20240101\n{\n#TRANS 1 {} 1 20240101 x y" + b" " * 200_000 + b'"',
    "pairs": b"#FLAGGA 0\n#VER A 1 20240101\n{\n#TRANS 1 {" + b"1 a " * 50_000 + b"x",
    "one word": b"#VER A 1 20240101\n{\n#TRANS 1 {" + b"a" * 200_000,
    "digits": b"#IB 0 1510 " + b"9" * 200_000 + b"\n#SIETYP " + b"9" * 200_000 + b"\n#KSUMMA " + b"9" * 5_000,
    "labels": b"".join(
        b"#" + bytes([65 + i % 26, 65 + i // 26 % 26, 65 + i // 676]) + b"\n" for i in range(9_000)
    ),
    "ends": b"\r" * 100_000 + b"\n" * 100_000,
    "nothing": b"\x00" * 100_000,
}


def test_damaged_files_are_read_without_an_exception():
    for data in prove_sie_fuzz.cases([prove_sie_fuzz.SMALL], 500, seed=1):
        read(data, name="prov.se")


@pytest.mark.parametrize("data", DEGENERATE.values(), ids=DEGENERATE.keys())
def test_a_degenerate_row_costs_no_more_than_its_length(data):
    file = read(data)

    assert len(file.findings) < 1_000


def test_the_small_seed_is_itself_sound_but_for_its_sum():
    file = read(prove_sie_fuzz.SMALL)

    assert {finding.code for finding in file.findings} >= {"sie.checksum"}
    assert file.counts["#TRANS"] == 2
