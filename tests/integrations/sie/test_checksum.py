"""#KSUMMA is verified, and a file that was cut short is refused."""

import pytest

from tests.integrations.sie.making import codes
from utfall.integrations.sie import read
from utfall.integrations.sie.checksum import Checksum

BODY = ('#PROGRAM "Prov" 1.0\r\n#SIETYP 4\r\n#RAR 0 20240101 20241231\r\n#VER A 1 20240115 "Sä \\"x\\" y"\r\n{\r\n'
        '\t#TRANS  1510 {1 "0102"}  10.00 20240115 "Tvål"\r\n#TRANS 3010 { } -10.00\r\n}\r\n')  # fmt: skip
# The contents as the standard takes them, written out by hand.
CONTENTS = (
    '#PROGRAMProv1.0#SIETYP4#RAR02024010120241231#VERA120240115Sä "x" y'
    "#TRANS15101010210.0020240115Tvål#TRANS3010-10.00"
)


def file_with(stated, *, body=BODY, encoding="cp437"):
    return read(f"#FLAGGA 0\r\n#KSUMMA\r\n{body}#KSUMMA {stated}\r\n".encode(encoding))


def the_sum():
    checksum = Checksum()
    checksum.add(CONTENTS)
    return checksum.value


def test_the_sum_is_over_labels_and_contents_without_quotes_blanks_and_braces():
    # "0102" and 1 run together, as do all fields.
    file = file_with(the_sum())

    assert file.checksum.agrees
    assert not file.findings


def test_a_signed_sum_is_the_same_sum():
    stated = the_sum()

    assert file_with(stated - 2**32 if stated >= 2**31 else stated).checksum.agrees


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_file_in_another_encoding_may_be_summed_in_either(encoding):
    own = Checksum(encoding)
    own.add(CONTENTS)

    assert file_with(the_sum(), encoding=encoding).checksum.agrees
    assert own.agrees(the_sum())


def test_an_altered_file_is_asked_about_and_read():
    file = file_with(the_sum(), body=BODY.replace("10.00", "11.00"))

    assert codes(file) == ["sie.checksum"]
    assert file.counts["#TRANS"] == 2


def test_a_made_up_sum_is_asked_about():
    assert codes(file_with("123456789")) == ["sie.checksum"]


def test_a_file_that_lost_its_end_is_refused():
    file = read(f"#FLAGGA 0\r\n#KSUMMA\r\n{BODY}".encode("cp437"))

    assert codes(file) == ["sie.truncated"]
    assert file.checksum is None


def test_a_sum_that_was_never_begun_or_is_no_number_cannot_be_tried():
    assert codes(read(f"#FLAGGA 0\r\n{BODY}#KSUMMA 5\r\n".encode("cp437"))) == ["sie.checksum-unopened"]
    assert "sie.number" in codes(file_with("abc"))


def test_no_sum_at_all_is_nothing_to_remark():
    file = read(f"#FLAGGA 0\r\n{BODY}".encode("cp437"))

    assert file.checksum is None
    assert not file.findings
