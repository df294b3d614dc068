"""What an import does to the store, and what it leaves alone."""

import datetime as dt

import duckdb
import pytest

from tests.ledger.conftest import NOON, deed, entry
from utfall.domain.denied import Denied
from utfall.domain.entry import DIMENSIONS
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import Slot
from utfall.ledger.questions import Axis, Column
from utfall.ledger.store import Deed, Extract, Import, Store

YEAR = Column("utfall", Scenario.OUTCOME, Period.year(2024))
LATER = NOON + dt.timedelta(days=1)


def total(books, **how):
    return books.ledger.statement([Axis.MUNICIPALITY], [YEAR], **how).total("utfall")


def test_an_import_is_one_batch_with_its_control_sums(books):
    done = books.add(entry("3001", -700), entry("5010", 500), entry("5010", 200, "2024-03-31", ansvar="102"))

    (batch,) = done.batches
    assert batch.slot == Slot("0484", 2024, Scenario.OUTCOME)
    assert (batch.by, batch.at, batch.original.name) == ("bo", NOON, "huvudbok.csv")
    totals = batch.totals
    assert (totals.rows, totals.öre, totals.debit, totals.credit) == (3, 0, 700, -700)
    assert (totals.first_month, totals.last_month) == (202401, 202403)
    control = books.store.control(batch)
    assert control.sums["konto"] == {"3001": -700, "5010": 700}
    assert control.sums["ansvar"] == {"101": -200, "102": 200}
    assert control.sums["month"] == {"202401": -200, "202403": 200}


def test_the_original_is_kept(books):
    (batch,) = books.add(entry("3001", -700), content="det som stod i filen").batches

    assert (books.store.folder / batch.original.path).read_text("utf-8") == "det som stod i filen"


def test_the_same_file_again_changes_nothing(books):
    first = books.add(entry("3001", -700), content="samma")
    files = [path for path in sorted(books.store.folder.rglob("*")) if path.is_file()]

    again = books.add(entry("3001", -700), content="samma", by=deed(at=LATER))

    assert again.changed is False
    assert again.batches == first.batches
    assert [path for path in sorted(books.store.folder.rglob("*")) if path.is_file()] == files


def test_the_same_file_read_another_way_is_another_batch(books):
    books.add(entry("3001", -700), content="samma")

    again = books.add(entry("3001", -900), content="samma", by=deed(at=LATER, recipe="test 2"))

    assert again.changed
    assert total(books) == 900


def test_a_corrected_file_replaces_its_batch_and_the_old_one_can_be_read_by_date(books):
    first = books.add(entry("3001", -700), content="fel")

    second = books.add(entry("3001", -800), content="rätt", by=deed(at=LATER))

    assert second.replaced == first.batches
    assert total(books) == 800
    assert books.store.batches(as_of=NOON) == first.batches


def test_a_file_of_two_years_becomes_two_batches_at_once(books):
    done = books.add(entry("3001", -700, "2023-12-31"), entry("3001", -1, "2024-01-01"))

    assert [batch.slot.year for batch in done.batches] == [2023, 2024]
    assert books.store.manifest.version == 1
    assert total(books) == 1


def test_budget_versions_stand_beside_each_other(books):
    books.add(entry("3001", -100), by=deed(Scenario.BUDGET, version="KF"), content="a")
    books.add(entry("3001", -200), by=deed(Scenario.BUDGET, version="intern", at=LATER), content="b")
    year = Period.year(2024)
    columns = [
        Column("kf", Scenario.BUDGET, year, "KF"),
        Column("intern", Scenario.BUDGET, year, "intern"),
        Column("senaste", Scenario.BUDGET, year),
    ]

    answer = books.ledger.statement([Axis.LINE], columns)

    assert [answer.total(column.name) for column in columns] == [100, 200, 200]


def test_a_part_of_a_year_that_is_whole_is_denied(books):
    books.add(entry("3001", -700), content="hela")

    denied = books.store.import_entries(
        [entry("3001", -1)], original=books.file("del"), deed=deed(part="2024-01", at=LATER)
    )

    assert isinstance(denied, Denied)
    assert denied.code == "ledger.part-of-whole"
    assert total(books) == 700


def test_the_same_file_as_another_part_is_denied(books):
    books.add(entry("3001", -700), content="januari", by=deed(part="2024-01"))

    denied = books.store.import_entries(
        [entry("3001", -700)], original=books.file("januari"), deed=deed(part="januari", at=LATER)
    )

    assert isinstance(denied, Denied)
    assert denied.code == "ledger.twice"


def test_parts_with_the_same_months_are_questioned(books):
    books.add(entry("3001", -700), entry("3001", -1, "2024-02-01"), content="a", by=deed(part="a"))

    done = books.add(entry("5010", 5, "2024-02-05"), content="b", by=deed(part="b"))

    (finding,) = done.findings
    assert finding.code == "ledger.overlap"
    assert finding.values == {"part": "a", "months": "202402"}
    assert total(books) == 696


def test_a_file_without_rows_is_denied(books):
    denied = books.store.import_entries([], original=books.file(""), deed=deed())

    assert isinstance(denied, Denied)
    assert denied.code == "ledger.empty"


def test_texts_come_back_as_they_were(books):
    texts = ['"citat", komma', "rad\nbryts\r\nhär", "", "å|ä;ö\t", "'", "\\N", "\x02"]
    books.add(
        *(entry("3001", -1, text=text, counterpart=text, voucher=f"V{n}") for n, text in enumerate(texts))
    )

    page = books.ledger.entries(YEAR)

    assert [posting.entry.text for posting in page.postings] == texts
    assert [posting.entry.counterpart for posting in page.postings] == texts
    assert [posting.row_no for posting in page.postings] == list(range(1, len(texts) + 1))


def test_a_character_that_no_database_takes_is_left_out(books):
    books.add(entry("3001", -1, text="a\x00b\x01c"))

    assert books.ledger.entries(YEAR).postings[0].entry.text == "abc"


def test_what_no_manifest_names_is_swept(books):
    books.add(entry("3001", -700))
    store = books.store
    kept = sorted(path for path in store.folder.rglob("*") if path.is_file())
    for name in (
        "data/0484/2024/utfall/half/entries.parquet",
        "staging/x/2024.csv",
        "originals/ab/abc.csv",
        "manifest/draft-9-2",
    ):
        (store.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (store.folder / name).write_text("rubbish")

    assert store.sweep()
    assert sorted(path for path in store.folder.rglob("*") if path.is_file()) == kept


def test_nothing_is_swept_while_somebody_imports(books):
    seen = []

    def rows():
        yield entry("3001", -700)
        seen.append(Store(books.store.folder).sweep())

    books.store.import_entries(rows(), original=books.file("x"), deed=deed())

    assert seen == [False]
    assert total(books) == 700


def test_two_imports_at_once_of_different_years_both_succeed(books):
    other = Store(books.store.folder)

    def rows():
        yield entry("3001", -700)
        other.import_entries(
            [entry("3001", -1, "2023-01-01")], original=books.file("b", "b.csv"), deed=deed()
        )

    books.store.import_entries(rows(), original=books.file("a", "a.csv"), deed=deed(at=LATER))

    assert [batch.slot.year for batch in books.store.batches()] == [2023, 2024]


def test_of_two_imports_at_once_of_the_same_year_one_is_told(books, monkeypatch):
    """The other one commits after this one has looked and before it commits."""
    other = Store(books.store.folder)
    commit = books.store.manifest.commit

    def late(*batches, expected_version):
        monkeypatch.undo()
        other.import_entries([entry("3001", -1)], original=books.file("b", "b.csv"), deed=deed())
        return commit(*batches, expected_version=expected_version)

    monkeypatch.setattr(books.store.manifest, "commit", late)
    denied = books.store.import_entries(
        [entry("3001", -700)], original=books.file("a", "a.csv"), deed=deed(at=LATER)
    )

    assert isinstance(denied, Denied)
    assert denied.code == "ledger.conflict"
    assert total(books) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"municipality": "../0484"},
        {"municipality": ""},
        {"part": "a/b"},
        {"version": "."},
        {"year": 24},
        {"scenario": Scenario.TARGET},
    ],
)
def test_a_slot_that_could_not_be_a_folder_cannot_be(wrong):
    with pytest.raises(ValueError, match=r"."):
        Slot(**{"municipality": "0484", "year": 2024, "scenario": Scenario.OUTCOME, **wrong})


def test_files_at_hand_are_stored_in_their_order_and_only_once(tmp_path):
    engine = duckdb.connect()
    extracts = []
    for year in (2024, 2023):
        original = tmp_path / f"{year}.csv"
        original.write_text(str(year), "utf-8")
        codes = ", ".join(f"'1' AS {name}" for name in DIMENSIONS)
        engine.execute(
            f"CREATE TABLE rows_{year} AS SELECT {codes}, DATE '{year}-02-01' AS day, 'A' AS voucher, "
            "CAST(100 AS BIGINT) AS ore, '' AS text, '' AS counterpart, CAST(1 AS BIGINT) AS row_no"
        )
        deed = Deed("kommun", Scenario.OUTCOME, "Bo", dt.datetime(2024, 9, 1, tzinfo=dt.UTC), "1")
        extracts.append(Extract(f"SELECT * FROM rows_{year}", engine.cursor(), original, deed))
    store = Store(tmp_path / "store")

    first = store.import_extracts(extracts)
    again = store.import_extracts(extracts)

    assert [one.batches[0].slot.year for one in first if isinstance(one, Import)] == [2024, 2023]
    assert [batch.slot.year for batch in store.manifest.history()] == [2024, 2023]
    assert [one.changed for one in again if isinstance(one, Import)] == [False, False]
    engine.execute("DELETE FROM rows_2024")
    (tmp_path / "2024.csv").write_text("tom", "utf-8")
    (empty,) = store.import_extracts(extracts[:1])
    assert isinstance(empty, Denied) and empty.code == "ledger.empty"
