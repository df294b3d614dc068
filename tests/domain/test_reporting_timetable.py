"""Working days, and a timetable counted back from the meeting."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.reporting import (
    OFFSETS,
    Offset,
    Step,
    StepDate,
    holidays,
    is_working_day,
    moved,
    shifted,
    timetable,
)
from utfall.domain.reporting.working_days import easter_sunday, working_days_between
from utfall.domain.roles import Role

MOVABLE = """
holiday                 2019   2023   2024   2025   2026   2027
långfredagen            04-19  04-07  03-29  04-18  04-03  03-26
påskdagen               04-21  04-09  03-31  04-20  04-05  03-28
annandag-påsk           04-22  04-10  04-01  04-21  04-06  03-29
Kristi-himmelsfärdsdag  05-30  05-18  05-09  05-29  05-14  05-06
pingstdagen             06-09  05-28  05-19  06-08  05-24  05-16
midsommarafton          06-21  06-23  06-21  06-20  06-19  06-25
midsommardagen          06-22  06-24  06-22  06-21  06-20  06-26
alla-helgons-dag        11-02  11-04  11-02  11-01  10-31  11-06
"""
FIXED = {
    "nyårsdagen": (1, 1), "trettondedag jul": (1, 6), "första maj": (5, 1), "nationaldagen": (6, 6),
    "julafton": (12, 24), "juldagen": (12, 25), "annandag jul": (12, 26), "nyårsafton": (12, 31),
}  # fmt: skip
HEAD, *LINES = [line.split() for line in MOVABLE.strip().splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_a_movable_holiday_falls_where_the_almanac_says(line):
    name, *days = line
    for year, day in zip(HEAD[1:], days, strict=True):
        assert holidays(int(year))[dt.date.fromisoformat(f"{year}-{day}")] == name.replace("-", " ")


@pytest.mark.parametrize(("name", "day"), FIXED.items())
@pytest.mark.parametrize("year", [2023, 2024, 2030])
def test_a_fixed_holiday_falls_on_its_date(name, day, year):
    assert holidays(year)[dt.date(year, *day)] == name


def test_the_earliest_and_latest_easter_are_found():
    assert easter_sunday(1818) == dt.date(1818, 3, 22)
    assert easter_sunday(2038) == dt.date(2038, 4, 25)
    assert easter_sunday(2000) == dt.date(2000, 4, 23)


@given(st.integers(1900, 2300))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    easter = easter_sunday(year)

    assert easter.weekday() == 6
    assert dt.date(year, 3, 22) <= easter <= dt.date(year, 4, 25)


@pytest.mark.parametrize(("year", "count"), [(2023, 251), (2024, 251), (2025, 249)])
def test_a_year_has_as_many_working_days_as_payroll_offices_count(year, count):
    assert working_days_between(dt.date(year - 1, 12, 31), dt.date(year, 12, 31)) == count


def test_working_days_are_counted_over_weekends_and_holidays():
    assert shifted(dt.date(2024, 6, 24), -1) == dt.date(2024, 6, 20)
    assert shifted(dt.date(2024, 12, 23), 1) == dt.date(2024, 12, 27)
    assert shifted(dt.date(2024, 9, 14), 0) == dt.date(2024, 9, 14)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 60))
def test_there_and_back_again_is_the_same_working_day(day, count):
    start = shifted(day, 1)

    assert shifted(shifted(start, count), -count) == start
    assert working_days_between(start, shifted(start, count)) == count
    assert is_working_day(start)


MEETING = dt.date(2024, 9, 26)


def test_the_timetable_of_a_meeting_in_september():
    found = {date.step.name: (date.on.isoformat(), date.responsible.name) for date in timetable(MEETING)}

    assert found == {
        "DATA_RELEASED": ("2024-08-30", "CONTROLLER"),
        "UNIT": ("2024-09-03", "UNIT_MANAGER"),
        "AREA": ("2024-09-05", "AREA_MANAGER"),
        "CONTROLLER": ("2024-09-09", "CONTROLLER"),
        "MANAGEMENT_GROUP": ("2024-09-11", "ADMINISTRATION_HEAD"),
        "FSG": ("2024-09-13", "ADMINISTRATION_HEAD"),
        "PRESIDIUM": ("2024-09-16", "SECRETARY"),
        "SUMMONS": ("2024-09-17", "SECRETARY"),
        "COMMITTEE": ("2024-09-26", "SECRETARY"),
        "MINUTES_APPROVED": ("2024-09-27", "SECRETARY"),
        "DISPATCH": ("2024-09-30", "SECRETARY"),
        "EXECUTIVE_OFFICE": ("2024-10-02", "CONTROLLER"),
    }


@given(st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)))
def test_every_step_but_the_meeting_is_on_a_working_day_in_order(meeting):
    dates = timetable(meeting)

    assert [date.step for date in dates] == list(Step)
    assert [date.on for date in dates] == sorted(date.on for date in dates)
    assert all(is_working_day(date.on) for date in dates if date.step is not Step.COMMITTEE)


def test_a_step_that_is_left_out_does_not_occur():
    short = {step: OFFSETS[step] for step in (Step.UNIT, Step.COMMITTEE)}

    assert [date.step for date in timetable(MEETING, short)] == [Step.UNIT, Step.COMMITTEE]
    assert timetable(MEETING, {}) == ()


def test_offsets_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="område comes before enhet"):
        timetable(MEETING, {**OFFSETS, Step.AREA: Offset(-18, Role.AREA_MANAGER)})
    with pytest.raises(ValueError, match="own day"):
        timetable(MEETING, {Step.COMMITTEE: Offset(1, Role.SECRETARY)})


def test_a_moved_meeting_proposes_dates_for_what_has_not_happened():
    proposals = moved(timetable(MEETING), old=MEETING, new=dt.date(2024, 10, 3), today=dt.date(2024, 9, 12))

    found = {one.step.name: (one.now.isoformat(), one.proposed.isoformat()) for one in proposals}
    assert found == {
        "FSG": ("2024-09-13", "2024-09-20"),
        "PRESIDIUM": ("2024-09-16", "2024-09-23"),
        "SUMMONS": ("2024-09-17", "2024-09-24"),
        "COMMITTEE": ("2024-09-26", "2024-10-03"),
        "MINUTES_APPROVED": ("2024-09-27", "2024-10-04"),
        "DISPATCH": ("2024-09-30", "2024-10-07"),
        "EXECUTIVE_OFFICE": ("2024-10-02", "2024-10-09"),
    }
    assert not any(one.by_hand or one.passed for one in proposals)


def test_a_meeting_brought_forward_says_which_dates_have_passed():
    proposals = moved(timetable(MEETING), old=MEETING, new=dt.date(2024, 9, 19), today=dt.date(2024, 9, 12))

    assert [one.step for one in proposals if one.passed] == [Step.FSG, Step.PRESIDIUM, Step.SUMMONS]


def test_a_date_set_by_hand_moves_as_far_as_the_meeting_to_a_working_day():
    by_hand = (StepDate(Step.SUMMONS, dt.date(2024, 9, 18), Role.SECRETARY),)
    week, three = (
        moved(by_hand, old=MEETING, new=MEETING + dt.timedelta(days=days), today=dt.date(2024, 9, 1))[0]
        for days in (7, 3)
    )

    assert (week.proposed, week.by_hand) == (dt.date(2024, 9, 25), True)
    assert three.proposed == dt.date(2024, 9, 23)


def test_a_meeting_that_stays_proposes_nothing():
    assert moved(timetable(MEETING), old=MEETING, new=MEETING, today=dt.date(2024, 9, 1)) == ()
