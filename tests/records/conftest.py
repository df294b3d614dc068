"""The example loaded once for each module; every test has a transaction of its own within it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority, Round
from utfall.report.example import complete

LOADED_AT = dt.datetime(2024, 9, 9, 8, 0, tzinfo=dt.UTC)
AS_OF = dt.datetime(2024, 9, 10, 8, 0, tzinfo=dt.UTC)
CODE = "2024-D2"


@pytest.fixture(scope="session")
def example(root: Path) -> Path:
    """The example's folder, with its generated files in it."""
    folder = root / "examples" / "servicenamnden-2024"
    complete(folder)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """A data folder of the test's own, where the ledger lies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DATA", tmp_path / "data")
        yield tmp_path / "data"


@pytest.fixture(scope="module")
def example_site(
    example: Path, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker
) -> Iterator[Loaded]:
    """The example in the database, taken away again when the module is over."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))
        made = load(example, by="test", at=LOADED_AT)
        assert isinstance(made, Loaded)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def sen(example_site: Loaded, db: None) -> Authority:
    """The authority that the example is about."""
    return Authority.objects.get(code="SEN")


@pytest.fixture
def d2(sen: Authority) -> Round:
    """Its second interim report."""
    return Round.objects.get(authority=sen, code=CODE)
