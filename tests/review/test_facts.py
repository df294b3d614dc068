"""A document is held against the facts: figures with addresses, names, and what is owed."""

import dataclasses
from decimal import Decimal

from tests.documents.compose.small import small_snapshot, small_template, text
from utfall.documents.compose import compose, with_derived
from utfall.documents.model import Cell, Document, Heading, Number, Paragraph, Row, Table, Text
from utfall.domain.control import Risk
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import MNKR, PERCENT
from utfall.review.context import Context
from utfall.review.facts import facts
from utfall.review.languages import language


def found(document: Document, snapshot: Snapshot | None) -> tuple[Finding, ...]:
    return facts(Context(document, language("sv"), snapshot)).findings


def saying(number: Number) -> Document:
    return Document("R", "sv", (Paragraph((Text("Resultatet är "), number)),))


ADDRESS = "resultat:NAM:2024-01..2024-08:utfall"


def test_without_facts_nothing_is_held_against_them() -> None:
    assert found(saying(Number("−9,9", Decimal("-9.9"), 1, MNKR, address=ADDRESS)), None) == ()


def test_a_composed_report_agrees_with_its_facts() -> None:
    made = small_template()
    whole = with_derived(made, small_snapshot())
    errors = [f for f in found(compose(made, whole).document, whole) if f.severity is Severity.ERROR]
    assert errors == []


def test_a_changed_figure_is_named_with_what_is_stored_and_where_it_comes_from() -> None:
    finding = found(saying(Number("−3,1", Decimal("-3.1"), 1, MNKR, "rad 3", ADDRESS)), small_snapshot())[0]
    assert (finding.code, finding.where) == ("facts.value", "rad 3")
    assert finding.values["stored"] == "−3,0\u00a0mnkr"
    assert "bok.csv, rad 1" in finding.sentence()
    assert finding.spots == ("0/1",)


def test_a_deficit_may_be_written_without_its_minus() -> None:
    assert "facts.value" not in {
        f.code
        for f in found(saying(Number("3,0", Decimal("3.0"), 1, MNKR, address=ADDRESS)), small_snapshot())
    }


def test_an_address_that_is_not_stored_or_no_address_is_named() -> None:
    for address in ("resultat:NAM:2020:utfall", "skräp"):
        finding = found(saying(Number("1", Decimal(1), 0, MNKR, address=address)), small_snapshot())[0]
        assert finding.code == "facts.unknown"


def test_a_figure_in_a_unit_that_it_cannot_have_is_named() -> None:
    finding = found(saying(Number("3 %", Decimal(3), 0, PERCENT, address=ADDRESS)), small_snapshot())[0]
    assert finding.code == "facts.unit"


def test_a_name_that_may_not_be_printed_is_one_finding_with_all_its_places() -> None:
    document = Document("R", "sv", (
        Heading(1, (Text("Exempelkommitténs rapport"),)),
        Table((), (Row((Cell((Text("exempelkommittén"),)),)),)),
        Paragraph((Text("Ny exempelkommitté"),)),
    ))  # fmt: skip
    finding = next(f for f in found(document, small_snapshot()) if f.code == "names.register")
    assert finding.values == {"wrong": "Exempelkommittén", "right": "Exempelnämnden"}
    assert len(finding.spots) == 2


def test_nothing_is_said_of_names_where_none_is_wrong() -> None:
    document = Document("R", "sv", (Paragraph((Text("Exempelkommittén"),)),))
    assert not [f for f in found(document, small_snapshot(names={})) if f.code == "names.register"]


def test_what_the_round_owes_is_asked_for() -> None:
    facts_ = small_snapshot()
    texts = {key: value for key, value in facts_.texts.items() if key.object != "IN1"}
    objects = {code: _without_reason(item) for code, item in facts_.objects.items()}
    codes = {
        (f.code, str(f.values["name"]))
        for f in found(saying(Number("1", None, 0)), small_snapshot(texts=texts, objects=objects))
    }
    assert codes == {
        ("owed.comment", "Öva mer"),
        ("owed.outcome", "Andel lediga"),
        ("owed.handling", "Brand"),
    }


def _without_reason(item: object) -> object:
    return dataclasses.replace(item, no_value="") if isinstance(item, Indicator) else item


def test_a_risk_that_is_handled_is_not_asked_about() -> None:
    objects = {code: item for code, item in small_snapshot().objects.items() if not isinstance(item, Risk)}
    key, written = text("IN1", "x")
    snapshot = small_snapshot(objects=objects, texts={**small_snapshot().texts, key: written})
    assert "owed.handling" not in {f.code for f in found(saying(Number("1", None, 0)), snapshot)}
