"""One round from sources to a checked document, without a database."""

import datetime as dt
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

from utfall.documents.compose import Composed, compose, with_derived
from utfall.documents.compose.template import Template, template
from utfall.documents.render import render
from utfall.domain.finding import Finding, Severity
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.report.gather import Gathered, gather
from utfall.review.check import check
from utfall.review.result import Review

TEMPLATE_FILE = "mall.yaml"
NO_TEMPLATE = _("Mallen {file} finns inte i källmappen. Lägg dit en, eller kopiera exemplets.")
NOT_YAML = _("Filen är inte giltig YAML: {why}")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one round as its folder gives them, with what its readers found; None where unreadable."""

    snapshot: Snapshot | None
    template: Template | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A composed and reviewed report. `findings` are the readers' and the composer's; the review has its own."""

    snapshot: Snapshot
    composed: Composed
    review: Review
    findings: tuple[Finding, ...]

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Everything that does not add up, wherever it was found."""
        return (*self.findings, *self.composed.findings, *self.review.findings)


def facts(folder: Path, round_code: str, *, as_of: dt.datetime) -> Facts:
    """The snapshot of a round from a source folder, with the template's derived figures in it.

    Never raises on what the folder holds: what cannot be read is a finding.
    """
    return facts_of(gather(folder, round_code, as_of=as_of), read_template(folder), as_of=as_of)


def facts_of(gathered: Gathered, found: Template | Finding, *, as_of: dt.datetime) -> Facts:
    """The snapshot of what was gathered for a template; None where one of the two could not be had."""
    if isinstance(found, Finding):
        return Facts(None, None, (*gathered.findings, found))
    if gathered.round is None or gathered.scope is None:
        return Facts(None, found, gathered.findings)
    stored = Snapshot(
        round=gathered.round,
        scope=gathered.scope,
        figures=gathered.figures,
        objects=gathered.objects,
        texts=gathered.texts,
        template_hash=found.hash,
        as_of=as_of,
        names=gathered.names,
    )
    return Facts(with_derived(found, stored), found, gathered.findings)


def produce(folder: Path, round_code: str, *, as_of: dt.datetime) -> Report | tuple[Finding, ...]:
    """The report of a round, or the findings that say why there is none."""
    return report_of(facts(folder, round_code, as_of=as_of))


def report_of(known: Facts) -> Report | tuple[Finding, ...]:
    """The report composed from the facts and reviewed, or the findings that say why there is none."""
    if known.snapshot is None or known.template is None:
        return known.findings
    composed = compose(known.template, known.snapshot)
    review = check(composed.document, known.snapshot)
    return Report(known.snapshot, composed, review, known.findings)


def read_template(folder: Path) -> Template | Finding:
    """The template of the folder, or what is wrong with it."""
    path = folder / TEMPLATE_FILE
    if not path.is_file():
        return Finding("template.missing", Severity.ERROR, str(path), NO_TEMPLATE, {"file": TEMPLATE_FILE})
    try:
        return template_of(path.read_text(encoding="utf-8"), where=str(path))
    except UnicodeDecodeError as problem:
        return Finding("template.yaml", Severity.ERROR, str(path), NOT_YAML, {"why": str(problem)})


def template_of(text: str, *, where: str = TEMPLATE_FILE) -> Template | Finding:
    """The template that the YAML says, or what is wrong with it."""
    try:
        content = _plain(text)
    except yaml.YAMLError as problem:
        return Finding("template.yaml", Severity.ERROR, where, NOT_YAML, {"why": str(problem)})
    return template(content, where=TEMPLATE_FILE)


def _plain(text: str) -> object:
    """What the YAML says, by the parser in C where there is one; what it refuses is refused in Python's words."""
    if yaml.__with_libyaml__:
        try:
            return yaml.load(text, Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeError):
            pass
    return yaml.safe_load(text)


def write(report: Report, out: Path, *, formats: Iterable[str]) -> list[Path]:
    """Write the report in each format; the files written, in order."""
    out.mkdir(parents=True, exist_ok=True)

    def write_one(form: str) -> Path:
        path = out / f"{name(report)}.{form}"
        path.write_bytes(render(report.composed.document, form, figures=report.snapshot.figures.values()))
        return path

    # The PDF is set in a process of its own; the other forms are written while that works.
    wanted = tuple(formats)
    with ThreadPoolExecutor(max_workers=1) as beside:
        pdf = beside.submit(write_one, "pdf") if "pdf" in wanted else None
        written = {form: write_one(form) for form in wanted if form != "pdf"}
        if pdf is not None:
            written["pdf"] = pdf.result()
    return [written[form] for form in wanted]


def name(report: Report) -> str:
    """The name of the report's files: scope and round, such as `sen-2024-d2`."""
    return f"{report.snapshot.scope}-{report.snapshot.round.code}".lower()
