"""The files of a source folder: those written from values, and those that are kept as they came."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from utfall.domain.finding import Finding
from utfall.domain.indicators import Indicator
from utfall.domain.organisation import OrgUnit, Role
from utfall.domain.snapshot import Coded, Round
from utfall.domain.surveys import Question
from utfall.integrations.folder import agreements as agreements_file
from utfall.integrations.folder import control as control_file
from utfall.integrations.folder import finance as finance_file
from utfall.integrations.folder import indicator_work as indicator_work_file
from utfall.integrations.folder import indicators as indicators_file
from utfall.integrations.folder import measures as measures_file
from utfall.integrations.folder import needs as needs_file
from utfall.integrations.folder import organisation as organisation_file
from utfall.integrations.folder import plan as plan_file
from utfall.integrations.folder import series as series_file
from utfall.integrations.folder import settings as settings_file
from utfall.integrations.folder import texts as texts_file
from utfall.integrations.folder import work as work_file
from utfall.integrations.folder.contents import Contents
from utfall.integrations.folder.series import MeasureDefinition
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.folder.writing import (
    agreements,
    control,
    finance,
    indicator_work,
    indicators,
    measures,
    needs,
    organisation,
    plan,
    series,
    settings,
    texts,
    work,
)
from utfall.integrations.folder.writing.runs import named
from utfall.integrations.folder.writing.yaml_text import Plain, yaml_text
from utfall.integrations.folder.yaml_source import Tree, checked, parsed

_Files = Callable[[Iterable[Coded]], tuple[dict[str, Plain], ...]]
_OBJECT_FILES: tuple[tuple[str, str, tuple[object, ...], _Files], ...] = (
    ("plan", "plan", plan.KINDS, plan.files),
    ("indikatorer", "indikatorer", indicators.KINDS, indicators.files),
    ("internkontroll", "internkontroll", control.KINDS, control.files),
    ("atgarder", "atgarder", measures.KINDS, measures.files),
    ("ekonomi", "ekonomi", finance.KINDS, finance.files),
    ("avtal", "avtal", agreements.KINDS, agreements.files),
    ("behov", "behov", needs.KINDS, needs.files),
)
"""The stem of the file, its schema, the objects that it holds, and what writes them."""
_IDENTIFIED = (
    settings_file, organisation_file, plan_file, indicators_file, control_file, measures_file, finance_file,
    agreements_file, needs_file,
    series_file, texts_file, work_file, indicator_work_file,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The files by name, with forward slashes, and what in them would not be read again."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...] = ()


def write_folder(contents: Contents, *, kept: Mapping[str, bytes] | None = None) -> Written:
    """The folder that reads as the contents: settings, objects, names, measured values and texts.

    Balances are not written: ledger, budget, forecasts and registers are files that came from elsewhere and go into
    `kept` as they are, with the template and the read-me. Objects keep their order, figures their file and line,
    texts their file and order. Raises ValueError where there are no settings or organisation, where an object is of a
    kind that no file has, or where a kept file has the name of a written one.
    """
    if contents.settings is None or contents.organisation is None:
        raise ValueError("A folder needs settings and an organisation.")
    _check_kinds(contents.objects.values())
    found, findings = _yaml_files(contents)
    figures = series.files(contents.figures.values(), definitions(contents.objects.values()))
    words = texts.files(contents.texts, committee=contents.settings.committee)
    beside = indicator_work.files(contents.indicator_work)
    files = {name: text.encode() for name, text in {**found, **figures, **beside, **words}.items()}
    clash = sorted(files.keys() & (kept or {}).keys())
    if clash:
        raise ValueError(f"{clash[0]} is both written and kept.")
    return Written({**files, **(kept or {})}, findings)


def definitions(objects: Iterable[Coded]) -> Mapping[str, MeasureDefinition]:
    """Each measure of an indicator or a survey question, with its name and unit."""
    return {
        item.measure: MeasureDefinition(item.name, item.unit)
        for item in objects
        if isinstance(item, Indicator | Question)
    }


def kept_files(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder that are not written from values, as they are; hidden ones are left out."""
    kept: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
        if path.is_file() and not hidden and not _is_written(SourceFile(path, name)):
            kept[name] = path.read_bytes()
    return kept


def store(files: Mapping[str, bytes], folder: Path) -> None:
    """The files put into the folder, which is made where it is missing. Raises ValueError at a name outside it."""
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        if PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name:
            raise ValueError(f"{name!r} is not a name within the folder.")
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _is_written(source: SourceFile) -> bool:
    return any(module.identify(source) for module in _IDENTIFIED)


def _check_kinds(objects: Iterable[Coded]) -> None:
    kinds = (OrgUnit, Role, Round, *(kind for _stem, _schema, own, _files in _OBJECT_FILES for kind in own))
    for item in objects:
        if not isinstance(item, kinds):  # type: ignore[arg-type]
            raise ValueError(f"{item.code} is a {type(item).__name__}, which no file holds.")


def _yaml_files(contents: Contents) -> tuple[dict[str, str], tuple[Finding, ...]]:
    assert contents.settings is not None
    objects = tuple(contents.objects.values())
    units = organisation.fields(objects, contents.wrong_names)
    documents: list[tuple[str, str, tuple[dict[str, Plain], ...]]] = [
        ("kommun", "kommun", (settings.fields(contents.settings),)),
        ("organisation", "organisation", (units,)),
        *((stem, schema, files(objects)) for stem, schema, _kinds, files in _OBJECT_FILES),
        (work_file.KIND, work_file.KIND, work.files(contents.work)),
    ]
    found: dict[str, str] = {}
    findings: list[Finding] = []
    for stem, schema, fields in documents:
        names = named(stem, (yaml_text(one) for one in fields))
        found |= names
        for name, text in names.items():
            findings += _faults(name, text, schema)
    return found, tuple(findings)


def _faults(name: str, text: str, schema: str) -> tuple[Finding, ...]:
    """What the reader would say: a required text that is empty, a year out of range."""
    tree = parsed(SourceFile(Path(name), name), text)
    tree = checked(tree, schema) if isinstance(tree, Tree) else tree
    return () if isinstance(tree, Tree) else tree
