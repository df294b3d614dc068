"""A report that was edited in Word comes back with its figures known: whatever was typed over is named."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.report.conftest import AS_OF
from utfall.documents.model import numbers
from utfall.documents.read import read
from utfall.documents.render import render
from utfall.domain.finding import Severity
from utfall.report.produce import Report, produce
from utfall.review.check import check

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def report(example: Path) -> Report:
    made = produce(example, "2024-D2", as_of=AS_OF)
    assert isinstance(made, Report)
    return made


@pytest.fixture(scope="module")
def word(report: Report) -> bytes:
    return render(report.composed.document, "docx")


def _next_digit(found: re.Match[str]) -> str:
    return str((int(found[0]) + 1) % 10)


def edited(data: bytes, *, only: int | None = None) -> tuple[bytes, list[str]]:
    """The file with the first digit of each addressed figure (or of one of them) changed, and their addresses."""
    out = io.BytesIO()
    addresses = []
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                controls = [c for c in root.iter(f"{W}sdt") if c.find(f"{W}sdtPr/{W}tag") is not None]
                for position, control in enumerate(controls):
                    texts = [t for t in control.iter(f"{W}t") if t.text and re.search(r"\d", t.text)]
                    tag = control.find(f"{W}sdtPr/{W}tag")
                    if texts and tag is not None and only in (None, position):
                        texts[0].text = re.sub(r"\d", _next_digit, texts[0].text or "", count=1)
                        addresses.append(tag.get(f"{W}val", ""))
                content = etree.tostring(root)
            new.writestr(name, content)
    return out.getvalue(), addresses


def test_an_untouched_file_has_nothing_changed_and_no_error(word: bytes, report: Report) -> None:
    result = read(word, name="rapport.docx")
    assert result.document is not None
    assert result.findings == ()
    review = check(result.document, report.snapshot)
    assert [f.as_json() for f in review.findings if f.severity is Severity.ERROR] == []


def test_every_figure_of_the_report_comes_back_with_its_address(word: bytes, report: Report) -> None:
    result = read(word, name="rapport.docx")
    assert result.document is not None
    made = {(n.address, n.printed.replace("\u00a0", " ")) for _path, n in numbers(report.composed.document)}
    back = {(n.address, n.printed.replace("\u00a0", " ")) for _path, n in numbers(result.document)}
    assert made <= back


def test_whatever_figure_is_typed_over_it_is_named(word: bytes) -> None:
    data, addresses = edited(word)
    assert len(addresses) > 250
    named = {
        f.values["address"] for f in read(data, name="rapport.docx").findings if f.code == "document.changed"
    }
    assert named == set(addresses)


@pytest.mark.parametrize("position", [0, 7, 60, 141, 200])
def test_one_changed_figure_is_one_finding_with_its_place(position: int, word: bytes, report: Report) -> None:
    data, addresses = edited(word, only=position)
    result = read(data, name="rapport.docx")
    assert [f.values["address"] for f in result.findings] == addresses
    assert result.findings[0].where
    assert result.document is not None
    held = [f for f in check(result.document, report.snapshot).findings if f.code == "facts.value"]
    assert [f.values["address"] for f in held] == addresses
