"""The ground truth of the reference report: what is wrong in it is found, and nothing that is right is called wrong."""

import json
import re
from dataclasses import replace

import pytest

from utfall.documents.model import Document, Number, Table, Text
from utfall.documents.read import read
from utfall.documents.render import FORMATS
from utfall.domain.finding import Severity
from utfall.domain.swedish import number as formatted
from utfall.domain.unit import Dimension
from utfall.review.causes import Network
from utfall.review.check import check
from utfall.review.context import Context
from utfall.review.languages import language
from utfall.review.rules import layers

FOUND = {
    "F01": "tables.same|prose.same", "F03": "prose.same", "F05": "prose.nested-share", "F06": "prose.unit",
    "F07": "prose.unit", "F08": "prose.unit", "F09": "prose.occasion-twice", "F10": "names.institution",
    "F11": "names.label", "F12": "names.reference", "F16": "names.spelling", "F19": "prose.target-years",
    "F21": "table.header-two-meanings", "F23": "prose.duplicate-section",
}  # fmt: skip


@pytest.fixture(scope="module")
def text(shared):
    return (shared / "seed" / "report.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def document(text):
    return read(text.encode(), name="report.txt").document


@pytest.fixture(scope="module")
def review(document):
    return check(document)


@pytest.fixture(scope="module")
def truth(shared):
    return json.loads((shared / "seed" / "facts.json").read_text("utf-8"))["findings"]


def lines_of(finding, document):
    """The lines of the report that a finding speaks of."""
    told = {int(n) for n in re.findall(r"rad (\d+)", f"{finding.where} {finding.sentence()}")}
    for path in finding.spots:
        parts = path.split("/")
        for end in range(len(parts), 0, -1):
            step = "/".join(parts[:end])
            origin = document.origins.get(step) or document.origins.get(step.rpartition(".")[0])
            if origin is not None and origin.line:
                told.add(origin.line)
                break
    return told


def weighty(review):
    return [f for f in review.findings if f.severity in (Severity.ERROR, Severity.QUESTION)]


def evidence(entry):
    return {place["line"] for place in entry["evidence"]}


@pytest.mark.parametrize("code", sorted(FOUND))
def test_a_true_error_is_found(review, document, truth, code):
    entry = next(e for e in truth if e["id"] == code)
    kinds = re.compile(FOUND[code])
    near = {line + n for line in evidence(entry) for n in (-1, 0, 1)}  # a table knows its first line

    assert [f for f in weighty(review) if kinds.fullmatch(f.code) and lines_of(f, document) & near]


def test_every_error_stands_among_the_true_errors(review, document, truth):
    true = {
        line + n for e in truth if e["verdict"] == "true-error" for line in evidence(e) for n in (-1, 0, 1)
    }

    unknown = [f.sentence() for f in review.findings
               if f.severity is Severity.ERROR and not lines_of(f, document) & true]  # fmt: skip

    assert not unknown


def test_the_copied_forecast_and_the_total_that_it_moved_are_one_cause(review):
    found = [f for f in weighty(review) if f.values.get("proposed") == "\u22121,6"]

    assert [f.values["slip"] for f in found] == ["copied"]
    assert not [f for f in weighty(review) if f.values.get("printed") in ("-2,6", "-3,0")]


def test_the_stale_comments_of_a_table_are_one_cause(review):
    outdated = [f for f in weighty(review) if f.values.get("slip") == "outdated"]

    assert len(outdated) == 1
    assert all(figure in outdated[0].sentence() for figure in ("70,4", "87%", "59%"))


@pytest.mark.parametrize("verdict", ["rounding", "near-miss"])
def test_what_is_legitimate_is_not_an_error(review, document, truth, verdict):
    """A case is two figures or more; an error that points at two of a case's own places, and at no true error."""
    true = set().union(*(evidence(e) for e in truth if e["verdict"] == "true-error"))
    errors = [f for f in review.findings if f.severity is Severity.ERROR]

    wrong = [
        (entry["id"], f.sentence())
        for entry in truth if entry["verdict"] == verdict
        for f in errors if evidence(entry) & lines_of(f, document) and not lines_of(f, document) & true
    ]  # fmt: skip

    assert not wrong


def tied_cells(document):
    """How many of the figures in tables stand in a relation or are spoken of by a rule, and how many there are."""
    context = Context(document, language("sv"))
    found = tuple(layers(context))
    network = Network.of([r for each in found for r in each.relations], context.numbers)
    tied = set(network.through) | {path for each in found for f in each.findings for path in f.spots}
    return sum(path in tied for path in context.places), len(context.places)


def test_the_tables_are_covered(document):
    tied, cells = tied_cells(document)

    assert cells == 241
    assert tied >= 0.92 * 241


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_tables_are_covered_in_other_forms_too(document, form):
    written = FORMATS[form]

    again = read(written.write(document, ()), name=f"report{written.ending}").document

    assert tied_cells(again)[0] >= 0.92 * 241


# No tuning to names or figures -------------------------------------------------------------------------------------

OTHER_NAMES = (
    ("Eskilstuna", "Norrberga"), ("eskilstuna", "norrberga"), ("Service", "Kultur"), ("service", "kultur"),
    ("Måltids", "Fritids"), ("måltids", "fritids"), ("Omlastningscentralen", "Verkstadscentralen"), ("OLC", "VKC"),
    ("Rekarne", "Lindö"), ("Zetterbergs", "Hagströms"), ("Matilda", "Dagny"), ("Greenhack", "Bluewave"),
    ("Chemgroup", "Labgroup"), ("chemgroup", "labgroup"), ("KLK", "SLK"), ("Kontaktcenter", "Medborgarcenter"),
)  # fmt: skip


def kinds(review):
    return sorted((f.severity.value, f.code) for f in review.findings if f.severity is Severity.ERROR)


def test_other_names_give_the_same_findings(text, review):
    for old, new in OTHER_NAMES:
        text = text.replace(old, new)

    renamed = read(text.encode(), name="report.txt").document
    assert renamed is not None

    assert kinds(check(renamed)) == kinds(review)


def test_other_figures_give_the_same_findings(document, review):
    """Every amount a tenth of what it was, with one decimal more: another figure, as precisely told."""
    assert kinds(check(tenths(document))) == kinds(review)


def tenths(document: Document) -> Document:
    return replace(
        document, blocks=tuple(_tenth(block, money=_holds_money(block)) for block in document.blocks)
    )


def _holds_money(block):
    """Tables of amounts: those without percentages and scales."""
    if not isinstance(block, Table):
        return False
    numbers = [cell.number for row in block.rows for cell in row.cells if cell.number]
    return len(numbers) > 9 and not any(n.unit and n.unit.dimension is Dimension.SHARE for n in numbers)


def _tenth(node, *, money):
    match node:
        case Number(value=value) if value is not None and (
            money or (node.unit and node.unit.dimension is Dimension.MONEY)
        ):
            unit = f"\u00a0{node.unit.symbol}" if node.unit and node.unit.symbol in node.printed else ""
            plus = node.printed.startswith("+")
            printed = formatted(value / 10, node.decimals + 1, plus=plus).replace("\u2212", "-")
            return replace(node, printed=printed + unit, value=value / 10, decimals=node.decimals + 1)
        case Text() | Number():
            return node
        case _:
            pass
    changed = {}
    for name in ("inlines", "blocks", "caption", "notes", "items", "rows", "cells"):
        value = getattr(node, name, None)
        if isinstance(value, tuple) and value and not isinstance(value[0], str):
            changed[name] = tuple(
                tuple(_tenth(v, money=money) for v in each) if isinstance(each, tuple)
                else _tenth(each, money=money)
                for each in value
            )  # fmt: skip
    return replace(node, **changed) if changed else node
