"""What people have explained, remembered by figure and not by page, so that the next edition is not asked again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utfall.documents.model import Document
from utfall.domain.finding import Finding
from utfall.review.context import Context
from utfall.review.languages import language as language_of

SCHEMA = 1
_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding that a person has looked at: its key, and why it stands as it is."""

    key: str
    note: str = ""


def key(context: Context, finding: Finding) -> str:
    """What the finding is about, without page, row number or value.

    Made of its kind and, for each figure that it rests on, the stems of the table's caption, of the row's label and
    of the column's header without its year; for running text the stems of the place's sentence are not used, only
    the code, since sentences are rewritten each round.
    """
    labels = []
    for path in finding.spots[:2]:
        place = context.places.get(path)
        if place is None:
            continue
        table = next((table.words for table in context.tables if table.path == place.table), ())
        labels.append("/".join((" ".join(table), " ".join(place.row.words), " ".join(place.column.words))))
    if not labels:
        labels = [" ".join(context.language.words(finding.where)), *_texts(context, finding)]
    return _SEPARATOR.join((finding.code, *labels))


def _texts(context: Context, finding: Finding) -> Iterable[str]:
    """The stems of the finding's own words, where no table says what the figure is."""
    for value in finding.values.values():
        if isinstance(value, str):
            yield " ".join(context.language.words(value))


def keys(document: Document, findings: Iterable[Finding], *, language: str | None = None) -> tuple[str, ...]:
    """The keys of findings about a document, in their order: what a page or a command keeps when one is explained."""
    context = Context(document, language_of(language or document.language))
    return tuple(key(context, finding) for finding in findings)


def apply(
    context: Context, findings: Sequence[Finding], dismissals: Iterable[Dismissal]
) -> tuple[Finding, ...]:
    """The findings that nobody has explained yet."""
    known = {dismissal.key for dismissal in dismissals}
    return (
        tuple(finding for finding in findings if key(context, finding) not in known)
        if known
        else tuple(findings)
    )


def dump(dismissals: Iterable[Dismissal]) -> str:
    """The dismissals as JSON text, sorted, one state of it for one set."""
    rows = [
        {"key": each.key, "note": each.note}
        for each in sorted(set(dismissals), key=lambda d: (d.key, d.note))
    ]
    return json.dumps({"schema": SCHEMA, "dismissals": rows}, ensure_ascii=False, indent=1) + "\n"


def load(text: str) -> tuple[Dismissal, ...]:
    """The dismissals in a JSON text. Raises ValueError where it is not one of ours."""
    data = json.loads(text)
    if (
        not isinstance(data, dict)
        or data.get("schema") != SCHEMA
        or not isinstance(data.get("dismissals"), list)
    ):
        raise ValueError("The text holds no dismissals of schema 1.")
    return tuple(Dismissal(str(row["key"]), str(row.get("note", ""))) for row in data["dismissals"])
