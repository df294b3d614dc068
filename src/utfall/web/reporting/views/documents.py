"""A round's report in its forms: the draft from what is stored now, and editions as they were frozen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from utfall.documents.compose import compose
from utfall.documents.read.json import from_json
from utfall.documents.render import FORMATS, render
from utfall.domain.access import visibility
from utfall.records.loading.facts import facts as facts_of
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Edition, HandOver
from utfall.records.reporting.queries.contributions import round_refusal
from utfall.web.reporting.asking import asking, refuse, round_asked
from utfall.web.reporting.views.rounds import edition_thing

_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
"""A report is one file with its style in it, so that it can be kept; it has no script and asks for nothing."""


@require_safe
def report(request: HttpRequest, round: str, form: str) -> HttpResponse:
    """The draft of the report, made from what is stored now."""
    asked = asking(request)
    found = round_asked(asked, round)
    refused = round_refusal(found, asked.by)
    if refused is not None:
        return refuse(asked, refused)
    known = facts_of(found.authority, found, as_of=timezone.now())
    if form not in FORMATS or known.snapshot is None or known.template is None:
        raise Http404
    document = compose(known.template, known.snapshot).document
    written = render(document, form, figures=known.snapshot.figures.values())
    return _answer(written, form, name=_name(found, "utkast"))


@require_safe
def edition(request: HttpRequest, round: str, number: int, form: str) -> HttpResponse:
    """An edition, from the document that was frozen; its JSON is the frozen bytes themselves."""
    asked = asking(request)
    found = round_asked(asked, round)
    row = Edition.objects.filter(round=found, number=number).select_related("authority", "round").first()
    if row is None or form not in FORMATS:
        raise Http404
    handed = tuple(HandOver.objects.filter(edition=row).select_related("recipient"))
    refused = visibility(asked.by.actor, edition_thing(row, handed))
    if refused is not None:
        return refuse(asked, refused)
    stored = row.document.encode()
    written = stored if form == "json" else render(from_json(stored), form)
    return _answer(written, form, name=_name(found, f"utgava-{number}"))


def _answer(written: bytes, form: str, *, name: str) -> HttpResponse:
    answer = HttpResponse(written, content_type=FORMATS[form].media_type)
    shown = "inline" if form in ("html", "txt", "pdf") else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="{name}{FORMATS[form].ending}"'
    if form == "html":
        answer["Content-Security-Policy"] = _CSP
    return answer


def _name(round: Round, which: str) -> str:
    return f"{round.authority.code}-{round.code}-{which}".lower()
