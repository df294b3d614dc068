"""A text from the first word to the approval: what is kept, what is refused, and what is never lost."""

import datetime as dt

import pytest

from tests.records.reporting.small import NOW
from utfall.domain.denied import Denied
from utfall.domain.reporting import Answer, Assessment, Deed, State
from utfall.records.audit.models import Event
from utfall.records.audit.queries import broken
from utfall.records.loading.texts import texts
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Version

MINUTE = dt.timedelta(minutes=1)
W = actions.Writing


def save(site, who, unit, text, *, version=None, now=NOW, **options):
    one = site.contribution(unit)
    read = one.version if version is None else version
    return actions.save(one.pk, W(markdown=text), version=read, by=site.by(who), now=now, **options)


def deeds(one):
    return [Deed(row.deed) for row in one.versions.order_by("number")]


def test_a_saved_text_is_stored_with_who_and_when_and_one_row_in_the_log(site):
    before = Event.objects.count()
    result = save(site, "anna", "IT", "Vi har bytt servrar.")

    one = site.contribution("IT")
    assert isinstance(result, actions.Saved)
    assert (one.markdown, one.version, one.changed_by, one.changed_at) == (
        "Vi har bytt servrar.", 1, site.people["anna"], NOW,
    )  # fmt: skip
    row = Event.objects.latest("number")
    assert Event.objects.count() == before + 1
    assert (row.deed, row.actor, row.authority, row.object) == (
        "contribution.save", "anna", "SEN", f"contribution:{one.pk}",
    )  # fmt: skip
    assert not list(broken())


def test_autosaves_within_ten_minutes_by_one_person_are_one_version(site):
    for minute, text in enumerate(("Vi", "Vi har", "Vi har bytt")):
        save(site, "anna", "IT", text, now=NOW + minute * MINUTE, autosave=True)

    one = site.contribution("IT")
    assert [row.markdown for row in one.versions.all()] == ["Vi har bytt"]
    assert one.version == 3


@pytest.mark.parametrize(
    ("who", "minutes", "autosave"), [("anna", 11, True), ("fatima", 1, True), ("anna", 1, False)]
)
def test_a_save_later_by_another_or_by_the_button_is_a_version_of_its_own(site, who, minutes, autosave):
    save(site, "anna", "IT", "Vi har", autosave=True)
    save(site, who, "IT", "Vi har bytt", now=NOW + minutes * MINUTE, autosave=autosave)

    assert [row.markdown for row in site.contribution("IT").versions.order_by("number")] == [
        "Vi har",
        "Vi har bytt",
    ]


def test_a_save_against_an_older_version_changes_nothing_and_gives_both_texts(site):
    save(site, "anna", "IT", "Annas text")
    result = save(site, "fatima", "IT", "Fatimas text", version=0)

    assert isinstance(result, actions.Conflict)
    assert (result.contribution.markdown, result.mine.markdown) == ("Annas text", "Fatimas text")
    assert site.contribution("IT").markdown == "Annas text"
    assert site.contribution("IT").versions.count() == 1


def test_a_save_that_is_asked_again_after_a_lost_answer_is_no_conflict(site):
    save(site, "anna", "IT", "Samma text", version=0, autosave=True)
    result = save(site, "anna", "IT", "Samma text", version=0, autosave=True)

    assert isinstance(result, actions.Saved)
    assert not result.changed
    assert site.contribution("IT").version == 1


def test_reported_elsewhere_is_stored_together_with_where(site):
    one = site.contribution("IT")
    chosen = actions.save(one.pk, W(answer=Answer.ELSEWHERE), version=0, by=site.by("anna"), now=NOW)
    assert isinstance(chosen, actions.Saved)
    assert site.contribution("IT").answer == Answer.TEXT
    actions.save(one.pk, W(elsewhere="Kommunstyrelsens rapport"), version=0, by=site.by("anna"), now=NOW)
    assert site.contribution("IT").answer == Answer.ELSEWHERE


def test_what_is_left_to_do_stops_the_mark_as_done_and_keeps_the_text(site):
    one = site.contribution("OMR1")
    result = actions.submit(one.pk, version=0, by=site.by("fatima"), now=NOW)

    assert isinstance(result, actions.Incomplete)
    assert [left.lack.name for left in result.left] == ["COMMENT"]
    assert site.contribution("OMR1").state == State.DRAFT


@pytest.mark.parametrize("answer", [Answer.NOTHING, Answer.UNCHANGED])
def test_short_answers_are_complete(site, answer):
    one = site.contribution("IT")
    saved = actions.save(one.pk, W(answer=answer), version=0, by=site.by("anna"), now=NOW)
    assert isinstance(saved, actions.Saved)
    done = actions.submit(one.pk, version=saved.contribution.version, by=site.by("anna"), now=NOW)

    assert isinstance(done, actions.Saved)
    assert site.contribution("IT").state == State.SUBMITTED


def test_unchanged_in_one_press_keeps_the_earlier_text_as_it_was(site):
    one = site.contribution("IT")
    result = actions.answer_unchanged(one.pk, version=0, by=site.by("anna"), now=NOW)

    one = site.contribution("IT")
    assert isinstance(result, actions.Saved)
    assert (one.answer, one.markdown, one.state) == (
        Answer.UNCHANGED,
        "Så sade IT i våras.\n",
        State.SUBMITTED,
    )
    assert deeds(one) == [Deed.SAVE, Deed.SUBMIT]


def test_nothing_said_last_time_cannot_be_unchanged(site):
    result = actions.answer_unchanged(site.contribution("UTV").pk, version=0, by=site.by("fatima"), now=NOW)
    assert isinstance(result, Denied)
    assert result.code == "contribution.nothing-before"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("gun", "access.unlocked"),
        ("cecilia", "access.wall"),
        ("david", "access.not-handed-over"),
        ("siv", "access.no-permission"),
        ("mona", "access.no-permission"),
        ("alva", "access.administrator"),
        ("nils", "access.no-role"),
    ],
)
def test_others_may_not_write_and_are_told_why(site, who, code):
    result = save(site, who, "IT", "Inte min text")

    assert isinstance(result, Denied)
    assert result.code == code
    assert site.contribution("IT").markdown == ""


def test_what_is_marked_as_done_is_changed_again_only_after_it_was_taken_back(site):
    save(site, "anna", "IT", "Klart")
    actions.submit(site.contribution("IT").pk, version=1, by=site.by("anna"), now=NOW)
    refused = save(site, "anna", "IT", "Ändrat")
    assert isinstance(refused, Denied)
    assert refused.code == "contribution.submitted"

    taken = actions.withdraw(site.contribution("IT").pk, by=site.by("anna"), now=NOW)
    assert isinstance(taken, actions.Saved)
    assert isinstance(save(site, "anna", "IT", "Ändrat"), actions.Saved)


def test_an_approver_who_edits_makes_a_version_of_her_own(site):
    save(site, "anna", "IT", "Annas ord")
    actions.submit(site.contribution("IT").pk, version=1, by=site.by("anna"), now=NOW)
    save(site, "fatima", "IT", "Annas och Fatimas ord")

    one = site.contribution("IT")
    assert one.state == State.SUBMITTED
    last = one.versions.order_by("-number").first()
    assert (last.by, last.markdown) == (site.people["fatima"], "Annas och Fatimas ord")


def test_the_areas_author_takes_over_the_units_texts_with_their_names_and_their_places(site):
    save(
        site,
        "anna",
        "IT",
        "Servrarna är bytta: {{antal:~:~:utfall;antal0}} av {{antal:SEN:~:mal}}, {{period:~}}.",
    )
    actions.save(
        site.contribution("UTV").pk, W(markdown="Nytt intranät."), version=0, by=site.by("fatima"), now=NOW
    )
    whole = site.contribution("OMR1")
    result = actions.take_over(
        whole.pk,
        [site.contribution("UTV").pk, site.contribution("IT").pk],
        version=0,
        by=site.by("fatima"),
        now=NOW,
    )

    assert isinstance(result, actions.Saved)
    assert site.contribution("OMR1").markdown == (
        "**IT-drift.** Servrarna är bytta: {{antal:IT:~:utfall;antal0}} av {{antal:SEN:~:mal}}, {{period:~}}.\n\n"
        "**Utvecklingsenheten.** Nytt intranät.\n"
    )
    assert {one.unit.code for one in whole.taken_from.all()} == {"IT", "UTV"}
    printed = {
        key.unit
        for key in texts(whole.authority)
        if (key.object, key.round) == (whole.object, whole.round.code)
    }
    assert "OMR1" in printed and not printed & {"IT", "UTV"}, "a text that was taken over is printed once"


def test_only_texts_from_below_are_taken_over(site):
    save(site, "gun", "OMR2", "Område 2")
    result = actions.take_over(
        site.contribution("OMR1").pk, [site.contribution("OMR2").pk], version=0, by=site.by("fatima"), now=NOW
    )
    assert isinstance(result, Denied)
    assert site.contribution("OMR1").markdown == ""


def test_a_secret_text_is_seen_by_the_one_who_marked_it_and_by_no_other(site):
    save(site, "anna", "IT", "En skyddad uppgift")
    one = site.contribution("IT")
    actions.mark_secret(one.pk, "OSL 18 kap. 13 §", by=site.by("anna"), now=NOW)

    assert isinstance(save(site, "anna", "IT", "En skyddad uppgift, ändrad"), actions.Saved)
    refused = save(site, "fatima", "IT", "Något annat")
    assert isinstance(refused, Denied)
    assert refused.code == "access.not-found"


def test_every_version_follows_on_the_one_before(site):
    save(site, "anna", "IT", "Ett")
    save(site, "anna", "IT", "Två")
    numbers = Version.objects.filter(contribution=site.contribution("IT")).order_by("number")
    assert [row.number for row in numbers] == [1, 2]


def test_an_assessment_is_asked_of_the_whole(site):
    whole = Contribution.objects.get(round=site.round, object="D1", unit__code="SEN")
    saved = actions.save(whole.pk, W(markdown="Vi når målet."), version=0, by=site.by("kim"), now=NOW)
    assert isinstance(saved, actions.Saved)
    left = actions.submit(whole.pk, version=1, by=site.by("kim"), now=NOW)
    assert isinstance(left, actions.Incomplete)
    assert [one.lack.name for one in left.left] == ["ASSESSMENT"]
    actions.save(whole.pk, W(assessment=Assessment.REACHED), version=1, by=site.by("kim"), now=NOW)
    assert isinstance(actions.submit(whole.pk, version=2, by=site.by("kim"), now=NOW), actions.Saved)
