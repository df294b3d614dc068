"""Approval: by whom, of what was read, and until what it rests on has changed."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from tests.records.reporting.small import NOW, wide
from utfall.domain.denied import Denied
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.numerals import NBSP
from utfall.domain.period import Period
from utfall.domain.reporting import Deed, State
from utfall.domain.snapshot import Round as DomainRound
from utfall.domain.snapshot import RoundKind, Snapshot
from utfall.domain.unit import MNKR
from utfall.records.audit.models import Event
from utfall.records.reporting import actions
from utfall.records.reporting.queries.approving import waiting
from utfall.records.reporting.queries.lapsed import lapsed

TEXT = "Resultatet är {{resultat:IT:~:utfall;mnkr1}}."
PERIOD = Period.between(2024, 1, 2024, 8)


def facts(million: str) -> Snapshot:
    address = Address.parse("resultat:IT:2024-01..2024-08:utfall")
    figure = Figure(address, Decimal(million), MNKR, 3, Source("huvudbok"), "Resultat")
    return Snapshot(
        round=DomainRound("2024-D2", "Delår 2", RoundKind.INTERIM, PERIOD), scope=Scope("SEN"),
        figures={address: figure}, objects={}, texts={}, template_hash="", as_of=dt.datetime(2024, 9, 2, tzinfo=dt.UTC),
    )  # fmt: skip


def submitted(site, unit="IT", who="anna", text=TEXT, known=None):
    one = site.contribution(unit)
    actions.save(one.pk, actions.Writing(markdown=text), version=one.version, by=site.by(who), now=NOW)
    actions.submit(one.pk, version=one.version + 1, by=site.by(who), now=NOW, facts=known)
    return site.contribution(unit)


def test_the_figures_of_a_text_are_kept_as_they_were_printed(site):
    one = submitted(site, known=facts("3.04"))
    actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW, facts=facts("3.04"))

    printed = {"resultat:IT:~:utfall;mnkr1": f"3,0{NBSP}mnkr"}
    assert [row.printed for row in one.versions.order_by("number")] == [{}, printed, printed]
    assert site.contribution("IT").state == State.APPROVED


@pytest.mark.parametrize(("now", "lapses"), [("3.049", False), ("2.95", False), ("3.06", True)])
def test_an_approval_lapses_when_a_figure_changes_at_printed_precision(site, now, lapses):
    one = submitted(site, known=facts("3.04"))
    actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW, facts=facts("3.04"))
    found = lapsed(site.round, facts(now))

    assert [row.contribution.pk for row in found] == ([one.pk] if lapses else [])
    result = actions.lapse(site.round, [one.pk], facts(now), by=site.by("bo"), now=NOW)
    assert isinstance(result, actions.Judged)
    assert site.contribution("IT").state == (State.SUBMITTED if lapses else State.APPROVED)


def test_the_controller_confirms_changed_figures_of_an_unchanged_text(site):
    one = submitted(site, known=facts("3.04"))
    actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW, facts=facts("3.04"))
    result = actions.confirm_figures(site.round, [one.pk], facts("4.1"), by=site.by("bo"), now=NOW)

    assert isinstance(result, actions.Judged)
    assert not lapsed(site.round, facts("4.1"))
    assert site.contribution("IT").state == State.APPROVED


def test_only_the_controller_confirms(site):
    one = submitted(site, known=facts("3.04"))
    actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW, facts=facts("3.04"))
    assert isinstance(
        actions.confirm_figures(site.round, [one.pk], facts("4.1"), by=site.by("hans"), now=NOW), Denied
    )


def test_a_text_that_changed_after_it_was_read_is_not_approved(site):
    one = submitted(site)
    actions.save(one.pk, actions.Writing(markdown="Nytt"), version=one.version, by=site.by("fatima"), now=NOW)
    result = actions.approve({one.pk: one.version}, by=site.by("hans"), now=NOW)

    assert [why.code for _one, why in result.refused] == ["contribution.read-another"]
    assert site.contribution("IT").state == State.SUBMITTED


def test_an_edit_of_an_approved_text_takes_the_approval_away(site):
    one = submitted(site, text="Klart.")
    actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW)
    actions.save(
        one.pk, actions.Writing(markdown="Klart igen."), version=one.version, by=site.by("fatima"), now=NOW
    )
    assert site.contribution("IT").state == State.SUBMITTED


@pytest.mark.parametrize(
    ("who", "may"), [("anna", False), ("gun", False), ("fatima", True), ("hans", True), ("bo", False)]
)
def test_who_may_approve(site, who, may):
    one = submitted(site, text="Klart.")
    result = actions.approve({one.pk: one.version}, by=site.by(who), now=NOW)
    assert bool(result.done) is may


def test_a_return_demands_a_comment_and_tells_the_author(site):
    one = submitted(site, text="Klart.")
    refused = actions.return_(one.pk, "  ", by=site.by("fatima"), now=NOW)
    assert isinstance(refused, Denied)
    assert refused.code == "contribution.return-without-comment"

    done = actions.return_(one.pk, "Nämn reavinsterna.", by=site.by("fatima"), now=NOW)
    assert isinstance(done, actions.Saved)
    last = one.versions.order_by("-number").first()
    assert (last.deed, last.comment, site.contribution("IT").state) == (
        Deed.RETURN,
        "Nämn reavinsterna.",
        State.RETURNED,
    )


def test_what_waits_is_with_the_nearest_manager_above(site):
    submitted(site, text="Klart.")
    assert [one.contribution.unit.code for one in waiting(site.round, site.by("fatima"))] == ["IT"]
    assert not waiting(site.round, site.by("hans"))
    submitted(site, unit="OMR1", who="fatima", text="Området är klart.")
    assert [one.contribution.unit.code for one in waiting(site.round, site.by("hans"))] == ["OMR1"]


def test_approving_many_is_one_row_in_the_log_and_a_fixed_number_of_queries(
    site, django_assert_max_num_queries
):
    wide(site, areas=12, goals=4)
    ones = []
    for number in range(12):
        for goal in range(4):
            one = site.contribution(f"X{number}", f"W{goal}")
            one.state, one.markdown, one.version = State.SUBMITTED, "Klart.", 1
            one.save()
            ones.append(one)
    before, by = Event.objects.count(), site.by("hans")
    with django_assert_max_num_queries(10):
        result = actions.approve({one.pk: 1 for one in ones}, by=by, now=NOW)
    assert len(result.done) == 48
    assert Event.objects.count() == before + 1


def test_a_judgement_is_a_value(site):
    one = submitted(site, text="Klart.")
    result = actions.approve({one.pk: one.version}, by=site.by("fatima"), now=NOW)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.done = ()  # type: ignore[misc]
