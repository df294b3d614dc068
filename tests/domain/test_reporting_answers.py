"""Who owes what, when an answer is complete, when an approval lapses, what changed, what a new year takes over."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.denied import Denied
from utfall.domain.organisation import OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.reporting import (
    DEFAULT_OWED,
    Answer,
    Assessment,
    Candidate,
    Carried,
    ChangeKind,
    FigureChange,
    Ground,
    Occasion,
    Owed,
    Part,
    Printed,
    Reply,
    ReportedObject,
    ReportingRules,
    Section,
    TaskSpec,
    Treatment,
    VarianceLimit,
    confirmed,
    difference,
    figure_changes,
    is_complete,
    is_same_series,
    lapses,
    left_to_do,
    minutes_left,
    printed_answer,
    tasks_for,
    undo_opening,
    year_shift,
)
from utfall.domain.snapshot import Round, RoundKind

ADMINISTRATION = OrgUnit("SEF", "Serviceförvaltningen", UnitKind.ADMINISTRATION)
AREA = OrgUnit("O4", "Måltidsservice", UnitKind.AREA, "SEF")
UNIT = OrgUnit("MAT", "Köket", UnitKind.UNIT, "O4")
UNITS = (ADMINISTRATION, AREA, UNIT)
GOAL = ReportedObject("181", "Stabil ekonomi", Section.GOALS)
D2 = Round("2024-D2", "Delår 2", RoundKind.INTERIM, Period.parse("2024-01..2024-08"))


def titles(*objects: ReportedObject, kind: RoundKind = RoundKind.INTERIM) -> list[str]:
    tasks = tasks_for(UNITS, objects, DEFAULT_OWED, dataclasses.replace(D2, kind=kind))
    return [f"{task.unit}: {task.title()}" for task in tasks]


def test_areas_comment_and_the_administration_judges():
    assert titles(GOAL) == ["SEF: Bedöm och kommentera Stabil ekonomi", "O4: Kommentera Stabil ekonomi"]


def test_rules_hold_for_their_kind_of_round_and_level_only():
    rules = ReportingRules()
    judged = Owed(UnitKind.AREA, RoundKind.INTERIM, Section.GOALS, frozenset({Part.ASSESSMENT}))
    changed = rules.changed(RoundKind.INTERIM, [judged])
    assert changed.of(RoundKind.INTERIM) == (judged,)
    assert changed.of(RoundKind.ANNUAL) == rules.of(RoundKind.ANNUAL)
    assert changed.owes(RoundKind.INTERIM, Section.GOALS, UnitKind.AREA) == judged
    assert changed.owes(RoundKind.INTERIM, Section.GOALS, UnitKind.UNIT) is None
    usual = rules.owes(RoundKind.INTERIM, Section.GOALS, UnitKind.UNIT)
    assert usual is not None and usual.occasion is Occasion.WHEN_ASKED


@pytest.mark.parametrize(
    "rows",
    [
        [Owed(UnitKind.AREA, RoundKind.MONTH, Section.GOALS, frozenset({Part.COMMENT}))] * 2,
        [Owed(UnitKind.AREA, RoundKind.MONTH, Section.SUMMARY, frozenset({Part.ASSESSMENT}))],
        [Owed(UnitKind.SEGMENT, RoundKind.MONTH, Section.SUMMARY, frozenset({Part.COMMENT}))],
    ],
    ids=["twice", "no place for it", "no such level"],
)
def test_rules_that_cannot_hold_are_refused(rows):
    with pytest.raises(ValueError, match="owe"):
        ReportingRules(tuple(rows))


@pytest.mark.parametrize("percent", [-1, 1001])
def test_a_limit_that_is_none_is_refused(percent):
    with pytest.raises(ValueError, match="between"):
        VarianceLimit(Decimal(percent))


def test_a_unit_owes_when_it_is_asked():
    asked = dataclasses.replace(GOAL, asked=frozenset({"MAT"}))

    assert "MAT: Kommentera Stabil ekonomi" in titles(asked)


def test_only_units_with_a_share_in_an_object_are_asked():
    assert titles(dataclasses.replace(GOAL, units=frozenset({"O4"}))) == ["O4: Kommentera Stabil ekonomi"]


@pytest.mark.parametrize(
    ("kind", "section", "expected"),
    [
        (RoundKind.MONTH, Section.ECONOMY, "O4: Lämna prognos: X"),
        (RoundKind.MONTH, Section.GOALS, None),
        (RoundKind.INTERIM, Section.ECONOMY, "O4: Lämna prognos: X"),
        (RoundKind.INTERIM, Section.INDICATORS, "O4: Fyll i utfall: X"),
        (RoundKind.ANNUAL, Section.ECONOMY, "O4: Kommentera X"),
        (RoundKind.ASSIGNMENTS, Section.ASSIGNMENTS, "O4: Kommentera X"),
        (RoundKind.ASSIGNMENTS, Section.ECONOMY, None),
    ],
)
def test_the_kind_of_round_decides_what_is_owed(kind, section, expected):
    found = titles(ReportedObject("x", "X", section), kind=kind)

    assert (expected in found) if expected else (found == [])


def test_a_unit_that_ended_gets_no_task():
    ended = dataclasses.replace(AREA, valid_to=dt.date(2024, 8, 30))
    stays = dataclasses.replace(AREA, valid_to=dt.date(2024, 8, 31))

    assert tasks_for([ended], [GOAL], DEFAULT_OWED, D2) == ()
    assert len(tasks_for([stays], [GOAL], DEFAULT_OWED, D2)) == 1


def test_a_task_has_a_key_a_weight_and_a_title_in_english():
    (task,) = tasks_for([AREA], [GOAL], DEFAULT_OWED, D2)

    assert task.key == ("O4", "181", Section.GOALS)
    assert (task.minutes, task.title("en")) == (5, "Comment on Stabil ekonomi")
    assert minutes_left([(task, False), (task, False), (task, True)]) == 10


def test_a_municipality_sets_its_own():
    own = [
        Owed(UnitKind.UNIT, RoundKind.INTERIM, Section.GOALS, frozenset({Part.ASSESSMENT}), Occasion.ALWAYS)
    ]

    assert [task.title() for task in tasks_for(UNITS, [GOAL], own, D2)] == ["Bedöm Stabil ekonomi"]
    with pytest.raises(ValueError, match="nothing is owed"):
        Owed(UnitKind.UNIT, RoundKind.INTERIM, Section.GOALS, frozenset())


def test_no_task_is_made_twice():
    tasks: tuple[TaskSpec, ...] = tasks_for(
        UNITS, [GOAL, ReportedObject("7", "Sju", Section.GOALS)], DEFAULT_OWED, D2
    )

    assert len({task.key for task in tasks}) == len(tasks) == 4


COMMENT, JUDGED = frozenset({Part.COMMENT}), frozenset({Part.COMMENT, Part.ASSESSMENT})
EVERYTHING = frozenset(Part)
ONE_PERCENT = VarianceLimit()


@pytest.mark.parametrize(
    ("reply", "owed", "limit", "left"),
    [
        (Reply(), JUDGED, None, ["Gör en bedömning", "Skriv en kommentar"]),
        (Reply(text="  "), COMMENT, None, ["Skriv en kommentar"]),
        (Reply(text="Ja."), JUDGED, None, ["Gör en bedömning"]),
        (Reply(text="Ja.", assessment=Assessment.REACHED), JUDGED, ONE_PERCENT, []),
        (Reply(), COMMENT, ONE_PERCENT, ["Skriv en kommentar. Avvikelsen är större än 1 procent."]),
        (Reply(), frozenset(), ONE_PERCENT, []),
        (Reply(Answer.NOTHING), COMMENT, None, []),
        (
            Reply(Answer.NOTHING), COMMENT, VarianceLimit(Decimal("2.5")),
            ["Skriv en kommentar. Avvikelsen är större än 2,5 procent."],
        ),
        (Reply(Answer.ELSEWHERE), EVERYTHING, None, ["Ange var det rapporteras"]),
        (Reply(Answer.ELSEWHERE, target="KS delår 2"), EVERYTHING, ONE_PERCENT, []),
        (
            Reply(Answer.UNCHANGED), COMMENT, None,
            ["Skriv en kommentar. Det finns ingen text från förra rapporten att hänvisa till."],
        ),
        (Reply(Answer.UNCHANGED, previous="Då."), COMMENT, None, []),
        (
            Reply(text="Ja."), EVERYTHING, None,
            ["Gör en bedömning", "Fyll i utfallet", "Lämna en prognos"],
        ),
        (
            Reply(text="Ja.", assessment=Assessment.PARTLY, has_outcome=True, has_forecast=True),
            EVERYTHING, None, [],
        ),
    ],
)  # fmt: skip
def test_what_is_left_to_do_is_only_what_is_owed(reply, owed, limit, left):
    found = left_to_do(reply, owed, over_limit=limit)

    assert [one.sentence() for one in found] == left
    assert is_complete(reply, owed, over_limit=limit) == (not left)


def test_what_is_left_to_do_can_be_said_in_english():
    (left,) = left_to_do(Reply(), COMMENT, over_limit=ONE_PERCENT)

    assert left.sentence("en") == "Write a comment. The variance exceeds 1 per cent."


@pytest.mark.parametrize(
    ("variance", "budget", "demanded"),
    [
        ("-5.6", "562", False),
        ("-5.63", "562", True),
        ("5.63", "-562", True),
        ("1", "0", True),
        ("0", "0", False),
    ],
)
def test_a_variance_over_one_per_cent_of_the_budget_wants_a_comment(variance, budget, demanded):
    assert ONE_PERCENT.demands_comment(Decimal(variance), Decimal(budget)) is demanded


@pytest.mark.parametrize(
    ("reply", "printed"),
    [
        (Reply(text="Ja."), "Ja."),
        (Reply(Answer.NOTHING), "Inget att rapportera."),
        (Reply(Answer.ELSEWHERE, target="avsnitt 3.2"), "Rapporteras i avsnitt 3.2."),
        (
            Reply(Answer.UNCHANGED, previous="Då.", previous_round="delår 1"),
            "Oförändrat sedan delår 1.\n\nDå.",
        ),
    ],
)
def test_a_short_answer_prints_a_sentence(reply, printed):
    assert printed_answer(reply) == printed


REFERENCE = "resultat.inkl:SEN:2024:prognos;mnkr1"
APPROVED = Printed("Underskottet är {{" + REFERENCE + "}}.", {REFERENCE: "−3,0"})


def test_an_approval_holds_while_nothing_reads_differently():
    again = Printed(APPROVED.text + "  \n", {REFERENCE: "−3,0"})

    assert lapses(APPROVED, again) is None
    assert confirmed(APPROVED, again) is APPROVED
    assert hash(APPROVED) == hash(Printed(APPROVED.text, {REFERENCE: "−3,0"}))


def test_an_approval_lapses_when_the_text_changes():
    lapse = lapses(APPROVED, Printed("Underskottet växer.", {}))

    assert lapse is not None
    assert lapse.ground is Ground.TEXT
    assert lapse.sentence() == "Texten har ändrats sedan den godkändes. Godkänn den nya texten."


def test_an_approval_lapses_when_a_figure_that_it_prints_changes():
    lapse = lapses(APPROVED, Printed(APPROVED.text, {REFERENCE: "−3,1"}))

    assert lapse is not None
    assert lapse.ground is Ground.FIGURES
    assert "−3,0 → −3,1" in lapse.sentence()
    assert "−3,0 → −3,1" in lapse.sentence("en")


def test_a_figure_that_disappears_is_a_changed_figure():
    lapse = lapses(APPROVED, Printed(APPROVED.text, {}))

    assert lapse is not None
    assert [(one.before, one.after) for one in lapse.figures] == [("−3,0", "")]


def test_the_controller_confirms_changed_figures_only_for_an_unchanged_text():
    figures = Printed(APPROVED.text, {REFERENCE: "−3,1"})
    text = Printed("Annat.", {REFERENCE: "−3,1"})

    assert confirmed(APPROVED, figures) == figures
    assert isinstance(confirmed(APPROVED, text), Denied)


def marked(before: str, after: str) -> str:
    """A difference on one line: [-deleted-] and {+inserted+}."""
    signs = {ChangeKind.KEPT: "{}", ChangeKind.DELETED: "[-{}-]", ChangeKind.INSERTED: "{{+{}+}}"}
    return "".join(signs[change.kind].format(change.text) for change in difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Samma text.", "Samma text.", "Samma text."),
        ("", "Ny.", "{+Ny.+}"),
        ("Gammal.", "", "[-Gammal.-]"),
        ("vi ser ett plus", "vi ser ett minus", "vi ser ett [-plus-]{+minus+}"),
        ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
        ("ett underskott på -3,0 mnkr", "ett underskott på −3,0 mnkr", "ett underskott på −3,0 mnkr"),
        ("budget 1 234 tkr", "budget 1\u00a0234 tkr", "budget 1\u00a0234 tkr"),
        ("utfall 3,0", "utfall 3,00", "utfall [-3,0-]{+3,00+}"),
        ("är {{a:b;c}} nu", "är {{a:b;d}} nu", "är [-{{a:b;c}}-]{+{{a:b;d}}+} nu"),
        ("gå ", "stå ", "[-gå-]{+stå+} "),
        ("a b c", "x c", "[-a b-]{+x+} c"),
        ("a b", "a b\n\nc", "a b{+\n\nc+}"),
    ],
)
def test_a_difference_is_shown_in_whole_words(before, after, expected):
    assert marked(before, after) == expected


@given(st.text("ab 1,−\n", max_size=40), st.text("ab 1,−\n", max_size=40))
def test_what_is_kept_and_inserted_is_the_later_text(before, after):
    changes = difference(before, after)

    assert "".join(c.text for c in changes if c.kind is not ChangeKind.DELETED) == after


@given(st.text("ab c,.\n", max_size=40), st.text("ab c,.\n", max_size=40))
def test_what_is_kept_and_deleted_is_the_earlier_text_where_no_figure_is_respelled(before, after):
    changes = difference(before, after)

    assert "".join(c.text for c in changes if c.kind is not ChangeKind.INSERTED) == before


def test_figures_are_compared_as_values():
    found = figure_changes("utfall -3,0 av 1 234 tkr", "utfall −3,2 av 1 250 tkr")

    assert found == (
        FigureChange("-3,0", "−3,2", Decimal("-0.2")),
        FigureChange("1 234", "1 250", Decimal(16)),
    )
    assert figure_changes("utfall -3,0", "utfall −3,0") == ()
    assert figure_changes("plus", "minus") == ()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Carried.STRATEGIC_GOAL, Treatment.GOES_ON),
        (Carried.COMMITTEE_GOAL, Treatment.GOES_ON),
        (Carried.FOCUS, Treatment.PROPOSED),
        (Carried.INDICATOR, Treatment.GOES_ON),
        (Carried.TARGET, Treatment.GOES_ON),
        (Carried.ASSIGNMENT, Treatment.GOES_ON),
        (Carried.MEASURE, Treatment.GOES_ON),
        (Carried.RISK, Treatment.PROPOSED),
        (Carried.CONTROL_ACTIVITY, Treatment.PROPOSED),
        (Carried.TEXT, Treatment.STAYS),
        (Carried.OUTCOME, Treatment.STAYS),
        (Carried.OWED, Treatment.GOES_ON),
        (Carried.ROLE, Treatment.GOES_ON),
    ],
)
def test_a_new_year_takes_over_what_still_holds(kind, expected):
    shift = year_shift([Candidate(kind, "x")], from_year=2024)

    assert [one.code for one in shift.having(expected)] == ["x"]


def test_what_is_closed_or_ends_with_the_year_stays():
    goal = Carried.COMMITTEE_GOAL
    shift = year_shift(
        [Candidate(goal, "closed", closed=True), Candidate(goal, "ends", 2024), Candidate(goal, "on", 2025)],
        from_year=2024,
    )

    assert [one.code for one in shift.having(Treatment.STAYS)] == ["closed", "ends"]
    assert shift.to_year == 2025


def test_a_year_shift_is_undone_while_nobody_has_worked_in_it():
    shift = year_shift(
        [Candidate(Carried.INDICATOR, "77"), Candidate(Carried.FOCUS, "f1"), Candidate(Carried.TEXT, "t")],
        from_year=2024,
    )

    assert shift.undo(worked_on=["t", "other"]) == ("77", "f1")
    refused = shift.undo(worked_on=["f1"])
    assert isinstance(refused, Denied)
    assert refused.sentence().startswith("Året 2025 kan inte ångras, för någon har arbetat i det: f1.")
    assert "2025" in refused.sentence("en")


def test_the_opening_of_a_round_is_undone_while_nobody_has_written_in_it():
    refused = undo_opening(written=3)

    assert undo_opening(written=0) is None
    assert refused is not None
    assert "3 påbörjade bidrag" in refused.sentence()
    assert hash(refused) == hash(undo_opening(written=3))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (RoundKind.INTERIM, RoundKind.ANNUAL, True),
        (RoundKind.MONTH, RoundKind.MONTH, True),
        (RoundKind.MONTH, RoundKind.INTERIM, False),
        (RoundKind.ASSIGNMENTS, RoundKind.ANNUAL, False),
    ],
)
def test_last_time_is_a_round_of_the_same_series(one, other, same):
    assert is_same_series(one, other) is is_same_series(other, one) is same
