"""What has been changed in the database since a folder was loaded: the parts and the files that no longer hold it."""

import dataclasses
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from utfall.domain.organisation import OrgUnit
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey
from utfall.integrations.folder import Contents, read_folder
from utfall.integrations.folder.writing import store
from utfall.records.loading.contents import contents_of
from utfall.records.loading.parts import beside_parts, text_parts, value_parts, yaml_parts
from utfall.records.organisation.models import Authority
from utfall.records.reporting.models import Template
from utfall.records.sources.models import SourceFile
from utfall.report.produce import TEMPLATE_FILE


@dataclass(frozen=True, slots=True)
class Changes:
    """Stems of YAML files, and names of files with values and texts, whose rows are no longer what was loaded."""

    stems: frozenset[str]
    files: frozenset[str]
    template: bool
    forecast: bool = False

    def __bool__(self) -> bool:
        return bool(self.stems or self.files or self.template or self.forecast)


def changes(authority: Authority) -> Changes:
    """What somebody has changed since the folder was loaded; everything, where none was."""
    before = _loaded(authority)
    now = contents_of(authority, with_ledger=False, with_work=True)
    if before.organisation is not None:
        now = _without_others(now, before)
    pairs = tuple((parts(before), parts(now)) for parts in (value_parts, beside_parts, text_parts))
    return Changes(
        stems=_differing(yaml_parts(before), yaml_parts(now)),
        files=frozenset().union(*(_differing(old, new) for old, new in pairs)),
        template=_template_changed(authority),
        forecast=_forecast(before) != _forecast(now),
    )


def _loaded(authority: Authority) -> Contents:
    """What the folder held; the ledger's files, which are kept elsewhere, are not needed for it."""
    with tempfile.TemporaryDirectory() as work:
        rows = SourceFile.objects.filter(authority=authority).exclude(content=None)
        store({row.name: bytes(row.content or b"") for row in rows}, Path(work))
        return read_folder(Path(work))


def _without_others(now: Contents, before: Contents) -> Contents:
    """Units of other authorities that came with their folders are no change of this one."""
    tree = now.organisation
    if tree is None or now.settings is None or now.settings.committee not in tree:
        return now
    own = {unit.code for unit in tree.subtree(now.settings.committee)}
    objects = {
        code: item
        for code, item in now.objects.items()
        if not isinstance(item, OrgUnit) or code in own or code in before.objects
    }
    strangers = now.objects.keys() - objects.keys()
    wrong = {code: names for code, names in now.wrong_names.items() if code not in strangers}
    return dataclasses.replace(now, objects=objects, wrong_names=wrong)


def _differing(old: Mapping[str, object], new: Mapping[str, object]) -> frozenset[str]:
    return frozenset(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _forecast(contents: Contents) -> dict[BalanceKey, int]:
    return {key: öre for key, öre in contents.balances.items() if key.scenario is Scenario.FORECAST and öre}


def _template_changed(authority: Authority) -> bool:
    file = SourceFile.objects.filter(authority=authority, name=TEMPLATE_FILE).first()
    row = Template.objects.filter(authority=authority).first()
    kept = bytes(file.content or b"").decode("utf-8") if file else None
    return kept != (row.text if row else None)
