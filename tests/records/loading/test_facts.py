"""The database gives the same facts as the folder, and so the same report, to the last byte."""

from pathlib import Path

import pytest

from tests.records.conftest import AS_OF, CODE
from utfall.documents.render import render
from utfall.records.loading.facts import facts
from utfall.records.organisation.models import Authority, Round
from utfall.report import produce

FORMATS = ("html", "pdf", "docx", "json", "txt")


@pytest.fixture(scope="module")
def of_folder(example: Path) -> produce.Facts:
    return produce.facts(example, CODE, as_of=AS_OF)


def test_the_snapshot_is_the_folders_byte_for_byte(
    sen: Authority, d2: Round, of_folder: produce.Facts
) -> None:
    known = facts(sen, d2, as_of=AS_OF)

    assert known.findings == ()
    assert known.snapshot is not None
    assert of_folder.snapshot is not None
    assert known.snapshot.canonical().encode() == of_folder.snapshot.canonical().encode()
    assert known.snapshot.hash == of_folder.snapshot.hash


def test_the_editions_are_the_folders_byte_for_byte(
    sen: Authority, d2: Round, of_folder: produce.Facts
) -> None:
    ours = produce.report_of(facts(sen, d2, as_of=AS_OF))
    theirs = produce.report_of(of_folder)

    assert isinstance(ours, produce.Report)
    assert isinstance(theirs, produce.Report)
    assert ours.all_findings == theirs.all_findings
    for form in FORMATS:
        one, other = (
            render(report.composed.document, form, figures=report.snapshot.figures.values())
            for report in (ours, theirs)
        )
        assert one == other, form
