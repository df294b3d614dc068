"""A variance explained: parts + remainder = variance, always and to the öre; and the sentences made from it."""

from hypothesis import given
from hypothesis import strategies as st

from utfall.domain.figure import Address, Scope
from utfall.domain.finance import Cause, VarianceExplanation
from utfall.domain.finance.explanation_text import explanation_text, worded
from utfall.domain.money import ZERO, Money
from utfall.domain.period import Period
from utfall.domain.recurrence import Recurrence
from utfall.domain.scenario import Scenario

AUGUST = Period.between(2024, 1, 2024, 8)
MONEY = st.integers(-(10**13), 10**13).map(Money)
ADDRESS = Address("personal", Scope("OMR1"), AUGUST, Scenario.VARIANCE)
CAUSES = st.lists(
    st.builds(
        Cause, st.just("Orsak"), MONEY, st.sampled_from(["", "IT", "OMR1"]), st.sampled_from([None, *Recurrence]),
        st.sampled_from([None, ADDRESS]),
    ),
    max_size=12,
)  # fmt: skip


def explained(*causes: Cause, measure="resultat.inkl", scenario=Scenario.VARIANCE) -> VarianceExplanation:
    return VarianceExplanation("FK1", "Område 1", measure, "OMR1", AUGUST, scenario, causes)


@given(MONEY, CAUSES)
def test_parts_and_remainder_are_the_variance_to_the_öre(variance, causes):
    item = explained(*causes)
    parts = sum((cause.amount for cause in causes), ZERO)
    assert parts + item.remainder(variance) == variance
    rest = next(figure for figure in item.figures(variance) if figure.address == item.rest)
    assert Money.of(rest.value, rest.unit) + parts == variance
    typed = [cause for cause in causes if cause.address is None]
    assert len(list(item.figures(variance))) == len(typed) + 1


@given(MONEY)
def test_what_is_not_explained_never_prints_as_nothing(amount):
    printed = worded(amount).split("\u00a0")
    digits = "".join(filter(str.isdigit, "".join(printed[:-1])))
    assert bool(amount) is bool(digits.strip("0"))


def test_a_long_code_has_no_figures_but_explains_all_the_same():
    item = VarianceExplanation(
        "FORKLARING-OMRADE-1", "Område 1", "resultat.inkl", "OMR1", AUGUST, Scenario.FORECAST_VARIANCE,
        (Cause("a", Money(3)),),
    )  # fmt: skip
    assert item.rest is None
    assert item.remainder(Money(5)) == Money(2)


def test_the_text_refers_to_figures_and_says_what_is_left():
    item = explained(
        Cause("lägre intäkter", Money(-745_600_000), address=Address("intakter", Scope("OMR1"), AUGUST, Scenario.VARIANCE)),
        Cause("vakanser", Money(334_400_000), unit="IT", recurrence=Recurrence.ONE_OFF),
        Cause("resor", Money(3_700_000)),
    )  # fmt: skip
    assert explanation_text(item, Money(-304_500_000), line="Årets resultat") == (
        "{{namn:OMR1}} avviker {{resultat.inkl:OMR1:2024-01..2024-08:avvikelse;mnkr1+}} från budget "
        "{{period:2024-01..2024-08}}. Det beror på lägre intäkter {{intakter:OMR1:2024-01..2024-08:avvikelse;mnkr1+}}, "
        "vakanser i {{namn:IT}} {{orsak.fk1.2:IT:2024-01..2024-08:avvikelse;mnkr1+}} (engångs) och resor "
        "{{orsak.fk1.3:OMR1:2024-01..2024-08:avvikelse;tkr0+}}. "
        "{{orsak.fk1.rest:OMR1:2024-01..2024-08:avvikelse;mnkr1+}} är inte förklarat."
    )


def test_the_text_can_be_read_with_its_figures_printed():
    item = explained(Cause("vakanser", Money(334_400_000), unit="IT"), Cause("resor", Money(3_700_000)))
    said = explanation_text(item, Money(-304_500_000), line="", names={"OMR1": "Område 1", "IT": "IT-drift"})
    assert said.replace("\u00a0", " ") == (
        "Område 1 avviker −3,0 mnkr från budget januari–augusti 2024. Det beror på vakanser i IT-drift +3,3 mnkr och resor "
        "+37 tkr. −6,4 mnkr är inte förklarat."
    )


def test_the_text_is_english_where_english_is_asked_for():
    item = explained(Cause("vacancies", Money(50), recurrence=Recurrence.LASTING), measure="personal")
    assert explanation_text(item, Money(50), line="Staff", language="en") == (
        "Staff in {{namn:OMR1}} deviates {{personal:OMR1:2024-01..2024-08:avvikelse;kr2+}} from the budget "
        "{{period:2024-01..2024-08}}. The reason is vacancies {{orsak.fk1.1:OMR1:2024-01..2024-08:avvikelse;kr2+}} "
        "(lasting). Nothing is unexplained."
    )


def test_a_forecast_is_expected_to_deviate():
    item = explained(scenario=Scenario.FORECAST_VARIANCE)
    said = explanation_text(item, Money(100_000_000), line="")
    assert said.startswith("{{namn:OMR1}} beräknas avvika ")
    assert "Det beror på" not in said
