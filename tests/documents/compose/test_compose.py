"""A template and the facts make a document; what cannot be resolved is said."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.documents.compose.small import TEMPLATE, small_snapshot, small_template, text
from utfall.documents.compose import Composed, compose, with_derived
from utfall.documents.compose.template import template
from utfall.documents.model import (
    Appendix,
    Block,
    Chart,
    Contents,
    Cover,
    DecisionItem,
    Heading,
    IndicatorTable,
    ListBlock,
    Missing,
    Number,
    Paragraph,
    PeriodName,
    RiskCard,
    RowKind,
    StatusLine,
    Table,
    numbers,
    plain,
    tables,
    walk,
)  # fmt: skip
from utfall.domain.figure import Address
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Snapshot, TextKind


def composed(**changes: Any) -> Composed:
    made, facts = small_template(), small_snapshot(**changes)
    return compose(made, with_derived(made, facts))


def table(result: Composed, anchor: str) -> Table:
    return next(found for _path, found in tables(result.document) if found.anchor == anchor)


def printed(found: Table) -> list[list[str]]:
    return [[plain(cell.inlines) for cell in row.cells] for row in found.rows]


def paragraphs(result: Composed) -> list[str]:
    return [f"{n.label}: {plain(n.inlines)}" if n.label else plain(n.inlines)
            for _path, n in walk(result.document) if isinstance(n, Paragraph)]  # fmt: skip


def test_every_kind_of_node_that_a_report_needs_is_there() -> None:
    kinds = {type(node) for _path, node in walk(composed().document)}
    wanted: set[type[Block]] = {Appendix, Chart, Contents, Cover, DecisionItem, Heading, IndicatorTable, ListBlock,
                                Paragraph, RiskCard, StatusLine, Table}  # fmt: skip
    assert wanted <= kinds


def test_the_document_has_one_title_and_headings_in_order() -> None:
    result = composed()
    levels = [node.level for _path, node in walk(result.document) if isinstance(node, Heading)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert result.document.title == "Exempelnämndens Delår 2 2024"
    assert result.document.organisation == "Exempelnämnden"


def test_a_table_prints_stored_figures_in_its_unit_with_their_addresses() -> None:
    found = table(composed(), "resultat")
    assert printed(found) == [
        ["Konto", "Utfall aug 2023", "Utfall 2024", "Budget", "Avvikelse"],
        ["Poster", "", "", "", ""],
        ["Intäkter", "527,6", "554,9", "562,4", "−7,5"],
        ["Kostnad", "–", "−1,6", "–", "−1,6"],
    ]
    assert plain(found.caption) == "Resultat januari–augusti 2024, mnkr"
    assert found.rows[2].cells[4].number is not None
    assert found.rows[2].cells[4].number.address == "intakter:NAM:2024-01..2024-08:avvikelse"
    assert found.rows[3].cells[3].inlines == (Missing("Inte aktuellt"),)
    assert found.rows[3].cells[1].inlines == (Missing("Uppgift saknas"),)


def test_a_missing_figure_is_a_finding_that_names_it() -> None:
    finding = next(f for f in composed().findings if f.code == "compose.figure")
    assert finding.values["address"] == "kostnad:NAM:2023-01..2023-08:utfall"
    assert finding.where.startswith("Resultat")


def test_a_row_for_each_area_turns_the_sign_of_costs_and_prints_the_rounded_true_total() -> None:
    assert printed(table(composed(), "ansvar"))[1:] == [
        ["Område 1: Kök", "2\u00a0000"],
        ["Område 2: Bilar", "1\u00a0020"],
        ["Summa", "3\u00a0020"],
    ]


def test_the_change_of_a_share_is_in_percentage_points() -> None:
    assert printed(table(composed(), "sjuk"))[1] == ["Totalt", "6,1", "6,3", "−0,2"]
    assert table(composed(), "sjuk").rows[1].cells[3].number == Number(
        "−0,2", Decimal("-0.2"), 1, table(composed(), "sjuk").rows[1].cells[3].number.unit,  # type: ignore[union-attr]
        address="sjuk:FOR:2024-07/r12:avvikelse:mot=fg",
    )  # fmt: skip


def test_a_chart_holds_the_same_numbers_as_its_table() -> None:
    chart = next(node for _path, node in walk(composed().document) if isinstance(node, Chart))
    assert chart.categories == ("Intäkter",)
    assert chart.title == "Högst: Intäkter, 554,9\u00a0mnkr"
    assert [n.printed for series in chart.series for n in series.numbers if n] == ["554,9", "562,4"]


def test_indicators_show_outcome_target_status_and_comment() -> None:
    found = table(composed(), "indikatorer-vm1")
    assert printed(found) == [
        ["Indikator", "Utfall", "Mål 2027", "Läge", "Kommentar"],
        ["Andel nöjda", "66,7\u00a0%", "75\u00a0%", "Når inte målet", "Andelen var 61,0\u00a0% året före."],
        ["Andel lediga", "–", "–", "Kan inte bedömas", ""],
    ]


def test_targets_of_a_plan_stand_under_their_focus_with_their_years() -> None:
    rows = printed(table(composed(), "delmal-in2"))
    assert [row[0] for row in rows[1:]] == ["Svinnet minskar", "Jobben ökar: Jobb", "Jobben ökar: Svinn"]
    assert rows[1][2] == "5\u00a0g/portion"
    assert rows[1][4] == "Mål 2030. "
    assert rows[2][1:4] == ["–", "–", "Kan inte bedömas"]


def test_measures_are_summed_by_decision_and_by_whose_budget_gains() -> None:
    assert printed(table(composed(), "beslutade"))[1:] == [
        ["Minska inköp", "400", "–"],
        ["Summa beslutade", "400", "0"],
    ]
    found = table(composed(), "forslag")
    assert printed(found)[3:] == [["varav egna", "0", "300"], ["varav andras", "250", "1\u00a0000"],
                                  ["Summa", "250", "1\u00a0300"]]  # fmt: skip
    assert found.rows[-1].kind is RowKind.TOTAL


def test_texts_print_figures_names_and_periods_by_reference() -> None:
    result = composed()
    assert "Kort: Resultatet är ett underskott på 3,0\u00a0mnkr för januari–augusti 2024." in paragraphs(
        result
    )
    assert "Område 1: Kök gör −2,0\u00a0mnkr." in paragraphs(result)
    assert any(isinstance(node, PeriodName) for _path, node in walk(result.document))


def test_units_that_comment_on_one_thing_are_named() -> None:
    written = paragraphs(composed())
    at = written.index("Kommentar")
    assert written[at + 1 : at + 3] == ["Område 1: Köket mäter.", "Område 2: Bilar: Bilarna mäter."]


def test_risks_have_number_and_word_and_their_handling() -> None:
    result = composed()
    cards = [node for _path, node in walk(result.document) if isinstance(node, RiskCard)]
    assert [printed(card.values)[1] for card in cards[:2]] == [
        ["16", "Hög", "4", "4"],
        ["8", "Medel", "2", "4"],
    ]
    written = paragraphs(result)
    assert "Hantering: Hanteras i inriktningen Öva mer." in written
    assert "Hantering: Accepteras. Utbildning sker." in written
    assert "Hantering: Hantering saknas." in written
    assert "Hantering: Hanteras genom Uppföljning av utförare." in written


def test_occasions_of_a_control_are_named_from_the_cycle_or_by_their_code() -> None:
    rows = printed(table(composed(), "k1-metod"))
    assert rows[1][1] == "2024-D1 och 2024-D2. Avvikelser nämns"
    assert rows[1][2] == "1. Stickprov 2. Möte"


def test_every_figure_of_a_composed_report_has_an_address_that_is_stored() -> None:
    made = small_template()
    facts = with_derived(made, small_snapshot())
    for _path, number in numbers(compose(made, facts).document):
        assert number.address is not None
        assert Address.parse(number.address) in facts.figures


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("intakter:NAM:2022:utfall", "finns inte"),
        ("intakter", "ingen adress"),
        ("intakter:NAM:i går:utfall", "period"),
        ("namn:XX", "XX"),
        ("sjuk:FOR:2023:utfall;mnkr1", "mnkr"),
        ("sjuk:FOR:2023:utfall;fint", "format"),
    ],
)
def test_what_cannot_be_resolved_stands_as_written_and_is_a_finding(reference: str, words: str) -> None:
    key, written = text("IN1", f"Så här: {{{{{reference}}}}}.")
    result = composed(texts={**small_snapshot().texts, key: written})
    finding = next(f for f in result.findings if f.code == "text.reference")
    assert words in finding.sentence()
    assert finding.where == "IN1.md"
    assert any("{{" + reference + "}}" in line for line in paragraphs(result))


@pytest.mark.parametrize(
    "reference", ["kultur:~:~:utfall", "kultur:~:~:utfall;enhet1", "kultur:NAM:~:utfall;%1"]
)
def test_a_share_is_printed_in_its_own_unit(reference: str) -> None:
    key, written = text("IN1", f"Den är {{{{{reference}}}}}.")
    assert "Kommentar: Den är 66,7\u00a0%." in paragraphs(
        composed(texts={**small_snapshot().texts, key: written})
    )


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("![bild](x.png)", "En bild"),
        ("> citat", "Ett blockcitat"),
        ("`kod`", "Kod"),
        ("a\n\n---\n\nb", "En linje"),
    ],
)
def test_what_a_text_may_not_hold_is_a_question(markdown: str, kind: str) -> None:
    key, written = text("IN1", markdown)
    result = composed(texts={**small_snapshot().texts, key: written})
    assert next(f for f in result.findings if f.code == "text.markup").values["kind"] == kind


def test_a_text_that_begins_with_a_list_keeps_its_label() -> None:
    key, written = text("IN1", "- ett\n- två")
    assert "Kommentar: " in paragraphs(composed(texts={**small_snapshot().texts, key: written}))


def test_lists_and_headings_in_a_comment_cell_become_one_run_of_words() -> None:
    key, written = text("I1", "### Först\n\n- ett\n- två\n\nsist")
    rows = printed(table(composed(texts={**small_snapshot().texts, key: written}), "indikatorer-vm1"))
    assert rows[1][4] == "Först ett två sist"


def test_a_formula_that_cannot_be_read_is_a_finding() -> None:
    content = {"sections": [{"table": {"anchor": "t", "caption": "T", "row_header": "", "unit": "mnkr", "decimals": 1,
               "columns": [{"label": "A", "scenario": "avvikelse", "formula": "plus och minus"}],
               "rows": [{"label": "Intäkter", "measure": "intakter"}]}}]}  # fmt: skip
    made = small_template(**content)
    result = compose(made, with_derived(made, small_snapshot()))
    assert any(f.code == "compose.figure" for f in result.findings)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": 3}, "title"),
        ({"sections": [{"table": {"anchor": "t"}}]}, "sections/0/table"),
        ({"sections": [{"poem": {}}]}, "sections/0"),
    ],
)
def test_a_template_that_breaks_its_schema_is_a_finding_with_the_place(
    change: dict[str, Any], place: str
) -> None:
    found = template({**TEMPLATE, **change}, where="mall.yaml")
    assert isinstance(found, Finding)
    assert found.values["place"] == place


def test_the_same_facts_make_the_same_document_and_hash() -> None:
    assert composed() == composed()
    facts = small_snapshot()
    assert facts.hash == small_snapshot().hash
    assert facts.hash != small_snapshot(template_hash="x").hash
    assert isinstance(facts, Snapshot)


def test_a_text_of_the_year_holds_in_every_round() -> None:
    facts = small_snapshot()
    key = next(key for key in facts.texts if key.kind is TextKind.INTRODUCTION)
    yearly = {type(key)(key.object, key.kind, "", ""): facts.texts[key]}
    rest = {k: v for k, v in facts.texts.items() if k != key}
    assert "Nämnden bidrar." in paragraphs(composed(texts={**rest, **yearly}))


def test_a_unit_that_is_not_in_the_organisation_is_named_by_nothing() -> None:
    key, written = text("IN1", "Ur led.", unit="XX")
    assert "Ur led." in paragraphs(composed(texts={**small_snapshot().texts, key: written}))
