"""The document as one PDF that is accessible (PDF/UA-1) and fit for the archive (PDF/A-3a) at once."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from utfall.documents.model import Chart, Document, walk
from utfall.documents.render import json as data
from utfall.documents.render.chart import FONTS, draw
from utfall.documents.render.outline import outline
from utfall.documents.render.pdf.headers import finish
from utfall.documents.render.pdf.layout import layout
from utfall.domain.figure import Figure

HERE = Path(__file__).parent


class TypesettingError(Exception):
    """The typesetter refused what it was given: a fault of ours, with its own words."""


def render(document: Document, *, figures: Iterable[Figure] = ()) -> bytes:
    """The document as PDF, with its JSON form attached as `data.json`.

    The typesetter is fed with data only; no source is ever made out of a document's words. It works in a process
    of its own. Raises TypesettingError with the typesetter's words.
    """
    shape = outline(document)
    charts = {path: node for path, node in walk(document) if isinstance(node, Chart)}
    files = {path: f"chart-{number}.svg" for number, path in enumerate(charts)}
    said = layout(document, shape, chart_files=files)
    with tempfile.TemporaryDirectory(prefix="utfall-") as name:
        folder = Path(name)
        (folder / "report.typ").write_bytes((HERE / "report.typ").read_bytes())
        (folder / "data.json").write_bytes(data.render(document, figures=figures))
        (folder / "layout.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        for path, node in charts.items():
            (folder / files[path]).write_text(draw(node, id=shape.ids[path]), "utf-8")
        typeset(folder)
        pdf = (folder / "report.pdf").read_bytes()
    return finish(pdf, document)


def typeset(folder: Path) -> None:
    """Set the report in the folder, in a process of its own. Raises TypesettingError."""
    program = [sys.executable, "-P", str(HERE / "typesetting.py"), str(folder), str(FONTS)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TypesettingError(done.stderr.strip())
