"""The report of a round as it is now, or as it was locked; kept until something that it rests on has changed."""

import datetime as dt
import functools
from dataclasses import dataclass

from django.utils import timezone

from utfall.documents.compose.reference import Resolver
from utfall.documents.compose.writing import Writer
from utfall.documents.model import Block, Document
from utfall.documents.read import json as stored_document
from utfall.domain.figure import Figure, Scope
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Snapshot
from utfall.records.audit.models import Event
from utfall.records.loading.facts import facts
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Edition
from utfall.report.reviewed import review_report
from utfall.review.result import Review


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report with its review; `review` holds also what was found in the sources and when it was composed.

    `keys` are those of the review's findings, in their order. `figures` are the stored ones behind the printed.
    """

    document: Document
    review: Review
    keys: tuple[str, ...]
    figures: tuple[Figure, ...]


def as_it_is(round: Round) -> Reviewed | tuple[Finding, ...]:
    """The report composed of what is stored now and reviewed, or why there is none."""
    return _composed(round.pk, round.facts_as_of, _last_deed())


def as_locked(edition: Edition) -> Document:
    """The document of an edition, as it was frozen."""
    return stored_document.from_json(edition.document.encode())


def blocks(markdown: str, known: Snapshot, scope: Scope) -> tuple[Block, ...]:
    """A text as the report would set it, with its references resolved."""
    return Writer(Resolver(known, scope), "").blocks(markdown)


def _last_deed() -> str:
    """Nothing changes without a row in the log; what is said about findings changes no report."""
    rows = Event.objects.exclude(deed__startswith="finding.").order_by("-number")
    return rows.values_list("hash", flat=True).first() or ""


@functools.lru_cache(maxsize=4)
def _composed(round: int, released: dt.datetime | None, deed: str) -> Reviewed | tuple[Finding, ...]:
    row = Round.objects.select_related("authority").get(pk=round)
    known = facts(row.authority, row, as_of=timezone.now())
    if known.snapshot is None or known.template is None:
        return known.findings
    made = review_report(known.template, known.snapshot, found=known.findings)
    return Reviewed(made.document, made.review, made.keys, tuple(known.snapshot.figures.values()))
