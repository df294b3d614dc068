"""The ground truth of the reference report: what is wrong in it is found, and nothing that is right is called wrong."""

import json
import re
from dataclasses import replace

import pytest

from utfall.documents.model import Document, Number, Table, Text, numbers
from utfall.documents.read import read
from utfall.domain.finding import Severity
from utfall.domain.swedish import number as formatted
from utfall.domain.unit import Dimension
from utfall.review.check import check

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
    return lines_at(f"{finding.where} {finding.sentence()}", finding.spots, document)


def lines_at(text, spots, document):
    """The lines that a text names and that the spots stand on."""
    told = {int(n) for n in re.findall(r"rad (\d+)", text)}
    for path in spots:
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


# Which entries of the ground truth an error of a kind may state; those that are one cause stand together.
MAY_STATE = {
    "tables.same": ("F01 F02", "F03 F04"), "prose.same": ("F01 F02", "F03 F04"), "prose.nested-share": ("F05",),
    "prose.unit": ("F06", "F07", "F08"), "prose.occasion-twice": ("F09",), "names.institution": ("F10",),
    "names.label": ("F11", "F13", "F17"), "names.reference": ("F12",), "names.spelling": ("F16", "F17", "F25"),
    "prose.target-years": ("F19",), "table.header-two-meanings": ("F21",), "prose.duplicate-section": ("F23",),
}  # fmt: skip
TOLD = ("printed", "proposed", "other", "first", "second", "value", "inner", "outer", "name", "near", "rare", "usual",
        "text", "formula")  # fmt: skip
FIGURE = re.compile(r"\d+(?:[  ]\d{3})*(?:[.,]\d+)?")


def figures(text):
    """The figures in a text without their signs: 3,0 and 3 are one."""
    return {float(re.sub(r"[  ]", "", each).replace(",", ".")) for each in FIGURE.findall(text)}


def states(finding, document, entries):
    """Whether an error says what the entries say: its suspect stands at one of their places, its values are theirs."""
    lines = set().union(*map(evidence, entries))
    if finding.code == "prose.duplicate-section":
        ranges = [
            re.split("[-–]", side) for entry in entries for pair in entry["values"]["pairs"] for side in pair
        ]
        lines |= {line for ends in ranges if len(ends) == 2 for line in range(int(ends[0]), int(ends[1]) + 1)}
        return lines_of(finding, document) <= lines
    own = lines_at(finding.where, finding.spots[:1], document)
    quoted = " ".join(place["text"] for entry in entries for place in entry["evidence"])
    known = f"{quoted} {json.dumps([entry['values'] for entry in entries], ensure_ascii=False)}"
    near = {line + n for line in lines for n in (-1, 0, 1)}  # a list knows its first line
    return bool(own & near) and all(
        (figures(said) <= figures(known)) if figures(said) else (said.casefold() in known.casefold())
        for said in (str(finding.values[name]) for name in TOLD if name in finding.values)
    )


def is_true(finding, document, truth):
    """Whether an error is one of the true errors, by place and by values."""
    by_id = {entry["id"]: entry for entry in truth if entry["verdict"] == "true-error"}
    groups = MAY_STATE.get(finding.code, ())
    return any(states(finding, document, [by_id[code] for code in group.split()]) for group in groups)


def errors(review):
    return [f for f in review.findings if f.severity is Severity.ERROR]


def test_every_error_is_one_of_the_true_errors_by_place_and_values(review, document, truth):
    assert [f.sentence() for f in errors(review) if not is_true(f, document, truth)] == []


def test_an_error_with_other_values_at_a_true_place_is_not_taken_for_true(review, document, truth):
    copied = next(f for f in errors(review) if f.values.get("slip") == "copied")

    assert is_true(copied, document, truth)
    assert not is_true(replace(copied, values={**copied.values, "proposed": "−2,7"}), document, truth)
    assert not is_true(replace(copied, code="table.sum"), document, truth)
    elsewhere = next(f for f in errors(review) if f.code == "prose.unit")
    assert not is_true(replace(copied, spots=elsewhere.spots, where=elsewhere.where), document, truth)


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
    """No error points at a place of a case unless it is a true error by place and values, whatever else it touches."""
    wrong = [
        (entry["id"], f.sentence())
        for entry in truth if entry["verdict"] == verdict
        for f in errors(review) if evidence(entry) & lines_of(f, document) and not is_true(f, document, truth)
    ]  # fmt: skip

    assert not wrong


# No tuning to names or figures -------------------------------------------------------------------------------------

OTHER_NAMES = {
    # organisations and their short names
    "service": "kultur", "måltid": "fritid", "eskilstuna": "norrberga", "OLC": "VKC", "KLK": "SLK", "MS": "FS",
    "SEF": "KUF", "SEN": "KUN", "PLG": "DKG", "AMA": "OMO", "RISE": "FORT", "MDU": "HVU", "VON": "SON", "KS": "NS",
    "SKR": "FKR", "KUG": "BUG", "ÄO": "SO", "FSG": "FMG", "ED": "DD", "ED1": "DD1", "ED2": "DD2", "PM3": "QM3",
    "omlastningscentral": "verkstadscentral", "kontaktcenter": "medborgarcenter", "stoppcenter": "haltcenter",
    "handläggning": "utredning", "transportenhet": "logistikenhet", "upphandlingsenhet": "avtalsenhet",
    "utvecklingsenhet": "förnyelseenhet", "systemförvaltarenhet": "plattformsenhet", "bemanning": "besättning",
    "projektenhet": "lokalenhet", "projektgrupp": "lokalgrupp", "tolkförmedling": "folkförmedling",
    "tolförmedling": "folförmedling", "kommunledningskontor": "stadsledningskontor", "ekonomienhet": "räknenhet",
    "omsorgsnämnd": "trygghetsnämnd", "omsorgsförvaltning": "trygghetsförvaltning", "utbildningsförvaltning":
    "bildningsförvaltning", "skolnämnd": "lärnämnd", "miljökontor": "plankontor", "kommunhälsan": "stadshälsan",
    # persons, places, companies and systems
    "axelsson": "lindberg", "rekarne": "lindöga", "zetterbergs": "hagströms", "stadshus": "residens",
    "matilda": "dagnyda", "greenhack": "bluewave", "chemgroup": "labgroup", "kfast": "mhusa", "adda": "etta",
    "canvas": "planer", "kanban": "tavlan", "planner": "stapeln",
}  # fmt: skip
_SHORT = sorted((old for old in OTHER_NAMES if old.isupper()), key=len, reverse=True)
_LONG = sorted((old for old in OTHER_NAMES if not old.isupper()), key=len, reverse=True)
_NAMES = re.compile(rf"(?<![A-ZÅÄÖa-zåäö])(?:{'|'.join(_SHORT)})(?![A-ZÅÄÖ0-9])|(?i:{'|'.join(_LONG)})")


def renamed(text):
    """Every organisation, person, place and system by another name, as the old one was written."""

    def other(match):
        old = match[0]
        new = OTHER_NAMES.get(old) or OTHER_NAMES[old.lower()]
        return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new

    return _NAMES.sub(other, text)


def told(review, document):
    """What an error or a question says apart from its words: how grave, of which kind, and where."""
    return sorted((f.severity.value, f.code, sorted(lines_of(f, document))) for f in weighty(review))


def test_other_names_give_the_same_findings(text, review, document):
    other = renamed(text)
    again = read(other.encode(), name="report.txt").document
    assert again is not None

    assert not re.search(
        "eskilstuna|servicenämnd|måltids|rekarne|zetterberg|axelsson|OLC", other, re.IGNORECASE
    )
    assert told(check(again), again) == told(review, document)


SPOKEN = ("100", "33", "2,2", "6,4")
"""Percentages that stay: the whole, the one also told in words (a third), and those computed from amounts."""


def test_other_figures_give_the_same_findings(document, review):
    """Every amount a tenth or a hundredth, as precisely told; every share one point lower; another number of answers."""
    for places in (1, 2):
        other = shifted(document, places)

        assert sum(a != b for (_p, a), (_q, b) in zip(numbers(document), numbers(other), strict=True)) > 250
        assert told(check(other), other) == told(review, document)


def shifted(document: Document, places: int) -> Document:
    """Amounts moved so many places with as many decimals more; shares without a sign one point lower."""
    blocks = tuple(_shifted(block, places, money=_holds_money(block)) for block in document.blocks)
    return replace(document, blocks=blocks)


def _holds_money(block):
    """Tables of amounts: those without percentages and scales."""
    if not isinstance(block, Table):
        return False
    found = [cell.number for row in block.rows for cell in row.cells if cell.number]
    return len(found) > 9 and not any(n.unit and n.unit.dimension is Dimension.SHARE for n in found)


def _shifted(node, places, *, money):
    match node:
        case Number(value=value) if value is not None and (
            money or (node.unit and node.unit.dimension is Dimension.MONEY)
        ):
            unit = f"\u00a0{node.unit.symbol}" if node.unit and node.unit.symbol in node.printed else ""
            plus = node.printed.startswith("+")
            decimals = node.decimals + places
            printed = formatted(value.scaleb(-places), decimals, plus=plus).replace("\u2212", "-")
            return replace(node, printed=printed + unit, value=value.scaleb(-places), decimals=decimals)
        case Number(value=value) if (
            value is not None and node.unit and node.unit.dimension is Dimension.SHARE
        ):
            bare = node.printed.strip(" %\u00a0")
            if bare in SPOKEN or not bare[0].isdigit() or value < 1:
                return node
            point = "." if "." in bare else ","
            lower = formatted(value - 1, node.decimals).replace(",", point)
            return replace(node, printed=node.printed.replace(bare, lower), value=value - 1)
        case Number(printed="505", value=value) if value is not None:
            return replace(node, printed="613", value=value + 108)
        case Text() | Number():
            return node
        case _:
            pass
    changed = {}
    for name in ("inlines", "blocks", "caption", "notes", "items", "rows", "cells"):
        value = getattr(node, name, None)
        if isinstance(value, tuple) and value and not isinstance(value[0], str):
            changed[name] = tuple(
                tuple(_shifted(v, places, money=money) for v in each) if isinstance(each, tuple)
                else _shifted(each, places, money=money)
                for each in value
            )  # fmt: skip
    return replace(node, **changed) if changed else node
