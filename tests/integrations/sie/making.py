"""Small SIE files made by hand."""

from utfall.integrations.sie import read

HEAD = """\
#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20240915
#SIETYP 4
#FNAMN "Exempelkommunen"
#RAR 0 20240101 20241231
"""


def file_of(body, *, head=HEAD, encoding="cp437", name="prov.se"):
    """The file read, from rows given as a text."""
    return read((head + body).replace("\n", "\r\n").encode(encoding), name=name)


def voucher_of(*rows, header='#VER A 1 20240115 "Faktura"'):
    """A voucher as text."""
    return "\n".join((header, "{", *rows, "}", ""))


def codes(file):
    """The codes of the findings, in order."""
    return [finding.code for finding in file.findings]
