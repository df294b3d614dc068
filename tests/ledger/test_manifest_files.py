"""The manifest as numbered files."""

import json

import pytest

from tests.ledger.manifest_contract import LATER, ManifestContract, batch
from utfall.ledger.manifest import FileManifest, ManifestError


class TestFileManifest(ManifestContract):
    @pytest.fixture
    def manifest(self, tmp_path):
        return FileManifest(tmp_path / "manifest")

    def again(self, manifest):
        return FileManifest(manifest._folder)

    def test_a_draft_that_was_never_linked_is_not_there(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        (manifest._folder / "draft-1-2").write_text("{")

        assert self.again(manifest).batches() == (batch("a"),)

        manifest.sweep()
        assert [path.name for path in manifest._folder.iterdir()] == ["00000001.json"]

    @pytest.mark.parametrize(
        "change",
        [
            lambda raw: raw[:-10],
            lambda raw: raw.replace('"version": 1', '"version": 7'),
            lambda raw: raw.replace('"öre": 0', '"belopp": 0'),
            lambda raw: "[]",
        ],
    )
    def test_a_commit_that_cannot_be_read_stops_the_reader(self, manifest, change):
        manifest.commit(batch("a"), expected_version=0)
        path = manifest._folder / "00000001.json"
        path.write_text(change(path.read_text("utf-8")), "utf-8")

        with pytest.raises(ManifestError, match=r"00000001\.json"):
            self.again(manifest).batches()

    def test_a_changed_commit_breaks_the_chain(self, manifest):
        manifest.commit(batch("a"), expected_version=0)
        manifest.commit(batch("b", at=LATER), expected_version=1)
        path = manifest._folder / "00000001.json"
        content = json.loads(path.read_text("utf-8"))
        content["batches"][0]["by"] = "cecilia"
        path.write_text(json.dumps(content), "utf-8")

        with pytest.raises(ManifestError, match=r"00000002\.json"):
            self.again(manifest).batches()
