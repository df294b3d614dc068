"""The manifest as rows keeps what every manifest promises, also with two writers."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.ledger.manifest_contract import MORNING, ManifestContract, batch
from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import Slot
from utfall.ledger.manifest import ManifestError
from utfall.records.audit.models import Event
from utfall.records.audit.queries import broken
from utfall.records.finance.manifest import DatabaseManifest
from utfall.records.finance.models import LedgerBatch, LedgerCommit


@pytest.mark.django_db
class TestDatabaseManifest(ManifestContract):
    @pytest.fixture
    def manifest(self) -> DatabaseManifest:
        return DatabaseManifest()

    def again(self, manifest):
        return DatabaseManifest()

    def test_a_commit_is_one_deed_in_the_log(self, manifest):
        manifest.commit(batch("a"), expected_version=0)

        event = Event.objects.get()
        assert (event.deed, event.actor, event.at) == ("ledger.import", "bo", MORNING)
        assert event.details == {"version": 1, "batches": ["a"]}

    def test_what_the_greater_deed_takes_back_was_never_there(self, manifest):
        with transaction.atomic():
            manifest.commit(batch("a"), expected_version=0)
            transaction.set_rollback(True)

        assert manifest.version == 0
        assert manifest.history() == ()
        assert not Event.objects.exists()

    def test_a_row_that_cannot_be_read_stops_the_reader(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        LedgerBatch.objects.update(content={"id": "a"})

        with pytest.raises(ManifestError, match="a: "):
            manifest.batches()


@pytest.fixture
def writers(transactional_db: None) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=4) as pool:
        yield pool


def test_of_writers_at_the_same_moment_one_commits_each_version(writers: ThreadPoolExecutor) -> None:
    """Four threads with connections of their own, each of which tries until it has committed three batches."""
    start = threading.Barrier(4)

    def write(writer: int) -> int:
        start.wait()
        refused = 0
        for number in range(3):
            slot = Slot("0484", 2020 + writer, Scenario.OUTCOME, part=f"del-{number}")
            one = batch(f"{writer}-{number}", slot)
            manifest = DatabaseManifest()
            while isinstance(manifest.commit(one, expected_version=manifest.version), Denied):
                refused += 1
        connection.close()
        return refused

    list(writers.map(write, range(4)))

    assert DatabaseManifest().version == LedgerCommit.objects.count() == 12
    assert {one.id for one in DatabaseManifest().batches()} == {
        f"{w}-{n}" for w in range(4) for n in range(3)
    }
    assert Event.objects.count() == 12
    assert list(broken()) == []


def test_two_who_saw_the_same_version_cannot_both_commit(writers: ThreadPoolExecutor) -> None:
    start = threading.Barrier(4)

    def write(writer: int) -> int | Denied:
        start.wait()
        done = DatabaseManifest().commit(batch(str(writer)), expected_version=0)
        connection.close()
        return done

    done = list(writers.map(write, range(4)))

    assert [one for one in done if not isinstance(one, Denied)] == [1]
    assert {one.code for one in done if isinstance(one, Denied)} == {"ledger.conflict"}
    assert LedgerBatch.objects.count() == 1
