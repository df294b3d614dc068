"""All forms of one document say the same, and say it the same way each time."""

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from lxml import etree, html

from tests.documents import generated, sample
from utfall.documents.model import Document, numbers
from utfall.documents.read.text import read
from utfall.documents.render import FORMATS, render
from utfall.documents.render.words import fit_for_xml


def squeezed(text: str) -> str:
    """The text without any blanks: forms break lines where they like."""
    return re.sub(r"\s+", "", text)


def words(document: Document, fmt: str) -> Any:
    """Everything printed in a form."""
    data = render(document, fmt)
    match fmt:
        case "html":
            tree: Any = html.fromstring(data.decode())
            for hidden in tree.xpath("//style | //title | //svg"):
                hidden.drop_tree()
            return tree.text_content()
        case "pdf":
            return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
        case "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts: list[Any] = [
                    etree.fromstring(archive.read(f"word/{n}.xml")) for n in ("document", "footnotes")
                ]
            return "".join(text for part in parts for text in part.itertext("{*}t"))
        case "json":
            return "\n".join(figure["printed"] for figure in json.loads(data)["figures"])
        case _:
            return data.decode()


def as_set(document: Document, *, by_row: bool) -> list[str]:
    """The printed numbers in the order of the page: a chart's in the table below it, category by category."""
    found = list(numbers(document))
    if by_row:
        first: dict[str, int] = {}
        order: dict[str, tuple[int, int, int]] = {}
        for place, (path, _number) in enumerate(found):
            chart = re.fullmatch(r"(.*)/s(\d+)p(\d+)", path)
            if chart:
                at = first.setdefault(chart[1], place)
                order[path] = (at, int(chart[3]), int(chart[2]))
            else:
                order[path] = (place, 0, 0)
        found.sort(key=lambda pair: order[pair[0]])
    return [number.printed for _path, number in found]


def in_order(wanted: list[str], text: str) -> list[str]:
    """What of the wanted does not stand in the text in the wanted order."""
    missing, at = [], 0
    for one in wanted:
        found = text.find(one, at)
        if found < 0:
            missing.append(one)
        else:
            at = found + len(one)
    return missing


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_form_shows_the_same_numbers_in_the_same_order(fmt):
    document = sample.small()
    printed = [squeezed(printed) for printed in as_set(document, by_row=fmt != "json")]

    assert in_order(printed, squeezed(words(document, fmt))) == []


@settings(max_examples=30)
@given(document=generated.documents())
@pytest.mark.parametrize("fmt", ["html", "docx", "txt", "json"])
def test_no_form_loses_a_number_of_any_document(document, fmt):
    text = squeezed(words(document, fmt))

    assert not [n.printed for _path, n in numbers(document) if squeezed(fit_for_xml(n.printed)) not in text]


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_document_gives_the_same_bytes(fmt):
    assert render(sample.small(), fmt) == render(sample.small(), fmt)


def test_another_process_gives_the_same_bytes(root):
    program = (
        "import hashlib\nfrom tests.documents import sample\nfrom utfall.documents.render import FORMATS, render\n"
        "for fmt in FORMATS: print(fmt, hashlib.sha256(render(sample.small(), fmt)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root,
        env={"PYTHONPATH": f"{root}:{root / 'src'}", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    here = {fmt: hashlib.sha256(render(sample.small(), fmt)).hexdigest() for fmt in FORMATS}
    assert dict(line.split() for line in done.stdout.splitlines()) == here


def test_a_form_that_does_not_exist_is_a_fault_of_the_caller():
    with pytest.raises(KeyError):
        render(sample.small(), "odt")


def test_plain_text_is_read_back_with_its_tables_and_numbers():
    document = sample.small()
    again = read(render(document, "txt"), name="report.txt").document

    assert again is not None
    read_again = {number.value for _path, number in numbers(again)}
    assert not [n.printed for _path, n in numbers(document) if n.value not in read_again]


def test_a_document_without_anything_has_every_form():
    for fmt in FORMATS:
        render(Document("", "", ()), fmt)
