"""The second run of the tests, on PostgreSQL: said and skipped where no server answers."""

import socket

import pytest

from tools import postgres


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_without_a_server_it_is_said_and_nothing_fails(
    closed_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UTFALL_TEST_DATABASE", f"postgresql://root@127.0.0.1:{closed_port}/test")

    assert postgres.main([]) == 0

    said = capsys.readouterr().out
    assert "not run again" in said
    assert str(closed_port) in said


def test_where_one_answers_a_failure_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    address, why = postgres.answering()
    if not address:
        pytest.skip(f"needs PostgreSQL: {why}")

    assert postgres.main(["--no-such-option"]) == pytest.ExitCode.USAGE_ERROR
