"""A small folder, changed here and dumped: the database holds nothing else."""

from pathlib import Path

import pytest

from tests.integrations.folder.small import folder
from tests.records.conftest import LOADED_AT
from tests.records.loading.test_dump import dumped
from utfall.integrations.folder import read_folder
from utfall.records.loading.load import Loaded, load
from utfall.records.organisation.models import Authority
from utfall.records.planning.models import Goal

pytestmark = pytest.mark.django_db


def test_a_part_written_in_several_files_comes_out_as_one(tmp_path: Path, data: Path) -> None:
    source = tmp_path / "mapp"
    source.mkdir()
    assert isinstance(load(folder(source), by="bo", at=LOADED_AT), Loaded)
    Goal.objects.filter(code="D1").update(name="Väg all mat")

    out = dumped(Authority.objects.get(code="SEN"), tmp_path / "ut")

    assert out.written == {"plan.yaml"}
    assert read_folder(tmp_path / "ut").objects["D1"].name == "Väg all mat"


def test_an_authority_without_settings_has_no_folder(tmp_path: Path, data: Path) -> None:
    nobody = Authority.objects.create(code="GY", name="Gymnasienämnden")

    with pytest.raises(ValueError, match="settings"):
        dumped(nobody, tmp_path)
