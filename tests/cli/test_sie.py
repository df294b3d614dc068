"""`utfall sie` tells what a file holds, in two languages, as text and as JSON, and by its exit code."""

import json

import pytest
from click.testing import CliRunner

from utfall.cli.sie import command

SOUND = """\
#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#SIETYP 4
#ORGNR 2120000000
#FNAMN "Exempelkommunen"
#RAR 0 20240101 20241231
#RAR -1
#IB 0 1510 0
#UB 0 1510 1250
#RES 0 3010 -1250
#VER A 1 20240115 "Lunch"
{
#TRANS 1510 {} 1250
#TRANS 3010 {} -1250
}
"""


@pytest.fixture
def run(tmp_path):
    def invoke(text, *options, name="prov.se"):
        path = tmp_path / name
        path.write_bytes(text.encode("cp437"))
        return CliRunner().invoke(command, [str(path), *options])

    return invoke


def test_a_sound_file_is_told_in_swedish_and_ends_with_0(run):
    result = run(SOUND)

    assert result.exit_code == 0
    for told in (
        "Företag: Exempelkommunen 212000-0000", "Typ: 4E", "Räkenskapsår 0: 2024-01-01 till 2024-12-31",
        "Räkenskapsår -1: utan datum", "#TRANS 2", "utgående balans 1\u00a0250,00",
        "Stämmer: Varje verifikation summerar till noll, 1 jämförda", "Inga påpekanden.",
    ):  # fmt: skip
        assert told in result.output


def test_the_same_in_english(run):
    result = run(SOUND.replace("#UB 0 1510 1250", "#UB 0 1510 1251"), "--language", "en")

    assert result.exit_code == 1
    assert "Company: Exempelkommunen 212000-0000" in result.output
    assert "Does not hold: Closing balances plus results sum to zero (year 0)" in result.output
    assert "Account 1510, year 0: opening balance plus vouchers is 1\u00a0250,00 kr" in result.output


def test_json_holds_everything_in_öre(run):
    told = json.loads(run(SOUND, "--json").output)

    assert told["type"] == "4E"
    assert told["balances"] == {"0": {"ib": 0, "ub": 125000, "res": -125000}}
    assert {check["rule"] for check in told["checks"]} == {
        "opening",
        "closing",
        "change",
        "outcome",
        "vouchers",
    }
    assert told["counts"]["#VER"] == 1
    assert told["years"][1] == {"number": -1, "start": None, "end": None}
    assert told["findings"] == []


def test_a_checksum_is_told(run):
    body = SOUND.replace("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n") + "#KSUMMA 5\n"
    result = run(body)

    assert "Kontrollsumma 5: stämmer inte, innehållet ger " in result.output
    computed = json.loads(run(body, "--json").output)["checksum"]["computed"]
    assert (
        f"Kontrollsumma {computed}: stämmer\n" in run(body.replace("KSUMMA 5", f"KSUMMA {computed}")).output
    )


def test_what_is_not_sie_ends_with_2_and_one_sentence(run):
    result = run("Konto;Belopp\n", name="fel.csv")

    assert result.exit_code == 2
    assert "Filen innehåller ingen SIE-post" in result.output
    assert json.loads(run("Konto", "--json").output)["type"] is None


@pytest.mark.parametrize(("language", "reason"), [("sv", "den finns inte"), ("en", "it does not exist")])
def test_a_file_that_is_not_there_ends_with_2_and_a_sentence(tmp_path, language, reason):
    result = CliRunner().invoke(command, [str(tmp_path / "borta.se"), "--language", language])

    assert result.exit_code == 2
    assert reason in result.output


def test_a_folder_is_not_a_file(tmp_path):
    result = CliRunner().invoke(command, [str(tmp_path)])

    assert result.exit_code == 2
    assert "den är en mapp" in result.output
