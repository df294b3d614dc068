"""Drawing instructions are read to what pdfminer reads, or left to it."""

import logging
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from utfall.documents.read.pdf import instructions
from utfall.documents.read.pdf.drawn import Drawing, drawn
from utfall.documents.read.pdf.instructions import plain

PLAIN = (
    b"q 1 0 0 -1 .5 -7. cm BT /F1 9 Tf (Summa) Tj ET Q",
    b"/Span<</MCID 3/ActualText<FEFF00A0>>>BDC [(a)-20(b\\))]TJ T* EMC",
    b"(a (b) c) ' 1 2 (\\101\\r\\\r\nx\\y) \" <4 1 4> Tj true false",
    b"% a note\n/\xe5 gs 0 0 10 10 re f",
    b"",
)
ODD = (
    b"BI /W 1 ID x EI",
    b"(a ((b)) c) Tj",
    b"/A#20B gs",
    b"[1 2",
    b"<< /A >>",
    b"1 2]",
    b"(\\777) Tj",
    b"[q]",
    b"--5 w",
)
PIECES = st.sampled_from(
    [*b"()<>[]/%'\"#{}\\.-+ \r\n0159aTq\x00\xe5", "(text)", "/Name", "<41>", "12.5", "-7", "Tj", "[(a)2]TJ", "<<", ">>", "\\12"]
).map(lambda p: bytes((p,)) if isinstance(p, int) else p.encode())  # fmt: skip


def as_pdfminer(data: bytes) -> list[object]:
    stream = PDFStream({}, data)
    stream.objid = 1
    found: list[object] = []
    try:
        parser = PDFContentParser([stream])
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


@pytest.fixture(autouse=True, scope="module")
def quiet():
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("pdfminer").setLevel(logging.NOTSET)


@pytest.mark.parametrize("data", PLAIN)
def test_plain_instructions_are_read_alike(data):
    assert repr(plain(data)) == repr(as_pdfminer(data))


@pytest.mark.parametrize("data", ODD)
def test_what_is_not_plain_is_left(data):
    assert plain(data) is None


@given(st.lists(PIECES, max_size=12).map(b" ".join) | st.lists(PIECES, max_size=12).map(b"".join))
def test_nothing_is_read_otherwise(data):
    told = plain(data)

    assert told is None or repr(told) == repr(as_pdfminer(data))


@pytest.fixture(scope="module")
def page() -> bytes:
    source = '#set text(lang: "sv")\n= Rubrik\nText (med ord) 1,5 % #table(columns: 2, [a], [b], [1], [2])'
    return typst.compile(source.encode())


def told(data: bytes) -> tuple[list[Drawing], list[Drawing]]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        found = drawn(pdf.pages[0])
        return found.chars, found.edges


def test_a_page_is_drawn_as_pdfplumber_tells_it(page):
    chars, edges = told(page)

    with pdfplumber.open(BytesIO(page)) as pdf:
        source = pdf.pages[0]
        assert chars == [{key: char[key] for key in chars[0]} for char in source.chars]
        assert edges == [{key: edge[key] for key in edges[0]} for edge in source.edges]
    assert chars
    assert edges


def test_the_long_way_tells_the_same(page, monkeypatch):
    short = told(page)
    monkeypatch.setattr(instructions, "LONGEST", 0)

    assert told(page) == short


def test_a_page_that_draws_itself_is_read_once(page):
    with pikepdf.open(BytesIO(page)) as pdf:
        form = pdf.make_stream(b"BT ET /Self Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 1, 1])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Self=form))
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Self=form)
        pdf.pages[0].contents_add(pdf.make_stream(b"/Self Do nonsense"))
        changed = BytesIO()
        pdf.save(changed)

    assert told(changed.getvalue())[0] == told(page)[0]
