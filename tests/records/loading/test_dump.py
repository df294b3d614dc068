"""What was loaded comes out again, and what was changed here comes out changed."""

import dataclasses
import datetime as dt
from pathlib import Path

from utfall.domain.planning import CommitteeGoal, PriorityOfGoal
from utfall.domain.reporting import Answer
from utfall.integrations.folder import Contents, read_folder
from utfall.records.audit.models import Event
from utfall.records.indicators.models import Indicator, Value
from utfall.records.loading.contents import contents_of
from utfall.records.loading.dump import Dumped, dump
from utfall.records.organisation.models import Authority, OrgUnit
from utfall.records.planning.models import Goal, GoalLevel
from utfall.records.reporting.models import Contribution, Template
from utfall.records.reporting.queries.printing import answer_text
from utfall.records.sources.files import hashes_of

NOON = dt.datetime(2024, 9, 16, 12, tzinfo=dt.UTC)


def dumped(authority: Authority, path: Path) -> Dumped:
    return dump(authority, path, by="bo", at=NOON)


def held(contents: Contents) -> tuple[object, ...]:
    """What the contents say, apart from where each thing is written and the ledger's sums."""
    assert contents.settings is not None
    rounds = dataclasses.replace(contents.settings.rounds, places={})
    figures = {
        address: dataclasses.replace(figure, source=None)  # type: ignore[arg-type]
        for address, figure in contents.figures.items()
    }
    return (
        dataclasses.replace(contents.settings, rounds=rounds),
        contents.organisation,
        list(contents.objects.items()),
        dict(contents.wrong_names),
        figures,
        {key: text.markdown for key, text in contents.texts.items()},
        dict(contents.sources),
    )


def test_the_example_comes_out_as_the_same_bytes(sen: Authority, example: Path, tmp_path: Path) -> None:
    out = dumped(sen, tmp_path)

    assert out.written == frozenset()
    assert hashes_of(tmp_path) == hashes_of(example)
    assert Event.objects.order_by("number").last().deed == "folder.dump"  # type: ignore[union-attr]


def test_what_the_database_holds_is_what_the_folder_holds(sen: Authority, example: Path) -> None:
    ours, theirs = contents_of(sen), read_folder(example)

    assert held(ours) == held(theirs)
    assert ours.balances == theirs.balances


def test_a_goal_a_value_and_a_text_that_were_changed_come_out_changed(
    sen: Authority, example: Path, tmp_path: Path
) -> None:
    Goal.objects.filter(authority=sen, code="SG4").update(name="Starkare beredskap")
    Value.objects.filter(authority=sen, measure="ind.ovar").update(value="44")
    Contribution.objects.filter(authority=sen, object="D4", kind="comment").update(markdown="Vi övar ihop.")

    out = dumped(sen, tmp_path)
    again = read_folder(tmp_path)

    assert again.findings == ()
    assert held(again) == held(contents_of(sen))
    priority = again.objects["PR-SG4"]
    assert isinstance(priority, PriorityOfGoal)
    assert priority.name == "Starkare beredskap"
    before, after = hashes_of(example), hashes_of(tmp_path)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == out.written
    assert {"plan.yaml", "matvarden.csv"} < out.written
    assert len(out.written) == 3


def test_an_indicator_that_was_renamed_leaves_its_values_alone(sen: Authority, tmp_path: Path) -> None:
    Indicator.objects.filter(authority=sen, code="IND1").update(name="Andel som övar")

    out = dumped(sen, tmp_path)

    assert out.written == {"indikatorer.yaml"}
    assert held(read_folder(tmp_path)) == held(contents_of(sen))


def test_what_was_added_here_comes_out_too(sen: Authority, tmp_path: Path) -> None:
    parent = Goal.objects.get(authority=sen, code="SG6")
    committee = OrgUnit.objects.get(code="SEN")
    Goal.objects.create(
        authority=sen, code="VM4", name="Friskare medarbetare", level=GoalLevel.COMMITTEE, parent=parent,
        committee=committee, target_year=2027, position=900,
    )  # fmt: skip
    Contribution.objects.create(
        authority=sen, object="VM4", kind="description", unit=committee, markdown="Vi mår bra."
    )

    out = dumped(sen, tmp_path)
    again = read_folder(tmp_path)

    assert held(again) == held(contents_of(sen))
    assert again.objects["VM4"] == CommitteeGoal("VM4", "Friskare medarbetare", "SG6", "SEN", 2027)
    assert "texter/ovriga.md" in out.written


def test_a_units_own_goal_goes_into_a_file_of_its_own(sen: Authority, tmp_path: Path) -> None:
    unit = OrgUnit.objects.get(code="REKARNE")
    Goal.objects.create(
        authority=sen,
        code="E1",
        name="Bättre buffé",
        level=GoalLevel.UNIT,
        owner=unit,
        year=2024,
        position=901,
    )

    assert dumped(sen, tmp_path).written == {"planarbete.yaml"}
    assert "Bättre buffé" in (tmp_path / "planarbete.yaml").read_text("utf-8")


def test_a_goal_that_was_retired_is_gone(sen: Authority, tmp_path: Path) -> None:
    Goal.objects.filter(authority=sen, code="D5").update(retired_on=dt.date(2024, 5, 1))

    assert "D5" not in contents_of(sen).objects


def test_short_answers_come_out_in_words(sen: Authority, d2, tmp_path: Path) -> None:
    unit = OrgUnit.objects.get(code="UTV")
    rows: dict[str, dict[str, str]] = {
        "D1": {"answer": Answer.NOTHING},
        "D2": {"answer": Answer.ELSEWHERE, "elsewhere": "miljöredovisningen"},
        "D3": {"answer": Answer.UNCHANGED, "markdown": "Det går bra."},
    }
    for code, answer in rows.items():
        Contribution.objects.create(authority=sen, round=d2, object=code, kind="comment", unit=unit, **answer)

    texts = {key.object: text.markdown for key, text in contents_of(sen).texts.items()
             if key.unit == "UTV" and key.round == "2024-D2" and key.object in rows}  # fmt: skip

    assert texts == {
        "D1": "Inget att rapportera.\n",
        "D2": "Rapporteras i miljöredovisningen.\n",
        "D3": "Oförändrat sedan Delår 1.\n\nDet går bra.\n",
    }
    shown = {
        one.object: answer_text(one)
        for one in Contribution.objects.filter(round=d2, unit=unit, object__in=rows)
    }
    assert {code: text.strip() for code, text in texts.items()} == shown


def test_what_is_secret_never_leaves(sen: Authority, tmp_path: Path) -> None:
    Contribution.objects.filter(authority=sen, object="D4").update(
        markdown="Hemligheten.", secret="OSL 18:13, Bo"
    )

    out = dumped(sen, tmp_path)

    assert not [key for key in contents_of(sen).texts if key.object == "D4"]
    assert not [name for name, content in out.files.items() if b"Hemligheten" in content]


def test_a_template_that_was_changed_comes_out_changed(sen: Authority, tmp_path: Path) -> None:
    row = Template.objects.get(authority=sen)
    row.text += "# Ändrad\n"
    row.save()

    assert dumped(sen, tmp_path).written == {"mall.yaml"}
    assert (tmp_path / "mall.yaml").read_text("utf-8") == row.text
