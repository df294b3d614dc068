"""Last round's comments from another system's Word export: preview, choose what is unknown, store."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding
from utfall.domain.reporting import RoundState
from utfall.integrations.word_export import Export, Match, Named, match, read_export
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.actions.earlier import store_earlier, undo_earlier
from utfall.web.organisation import known, uploads
from utfall.web.organisation.access import EARLIER, entering
from utfall.web.organisation.forms import Earlier
from utfall.web.organisation.pages import earlier as pages
from utfall.web.reporting.asking import sentence


@dataclass(frozen=True, slots=True)
class _Read:
    export: Export | None
    found: Match
    objects: tuple[Named, ...]
    units: tuple[Named, ...]
    findings: tuple[Finding, ...]


@require_safe
def earlier(request: HttpRequest) -> HttpResponse:
    """Where the export is sent in."""
    asked, authority = entering(request, EARLIER)
    form = Earlier(rounds=_rounds(authority))
    return render(
        request, "organisation/earlier.html", {"page": pages.earlier(asked, authority), "form": form}
    )


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What belongs where, and the names that somebody has to say what they are; nothing is stored."""
    asked, authority = entering(request, EARLIER)
    form = Earlier(request.POST, request.FILES, rounds=_rounds(authority))
    if not form.is_valid():
        again = pages.earlier(asked, authority)
        return render(request, "organisation/earlier.html", {"page": again, "form": form}, status=422)
    sent = form.cleaned_data["file"]
    file = uploads.keep(request, sent.name, sent.read())
    read = _read(authority, file, {})
    page = pages.preview(
        asked,
        authority,
        file,
        form.cleaned_data["round"],
        read.found,
        read.objects,
        read.units,
        read.findings,
    )
    return render(request, "organisation/earlier_preview.html", {"page": page})


@require_POST
def store(request: HttpRequest) -> HttpResponse:
    """Store what was matched and chosen."""
    asked, authority = entering(request, EARLIER)
    file = uploads.kept(request, request.POST.get("token", ""))
    round = next((one for one in _rounds(authority) if one.code == request.POST.get("round")), None)
    if file is None or round is None:
        messages.warning(request, gettext(_("Förhandsgranskningen är för gammal. Skicka in filen igen.")))
        return redirect(asked.href("organisation:earlier"))
    read = _read(authority, file, pages.chosen(request.POST))
    result = store_earlier(
        round,
        pages.texts(read.found),
        pages.outcomes(read.found),
        pages.targets(read.found),
        file=file.name,
        by=asked.by,
        now=timezone.now(),
    )
    if isinstance(result, Denied):
        messages.warning(request, sentence(result))
    else:
        uploads.forget(request, file.token)
        messages.success(request, pages.stored(result))
    return redirect(asked.href("organisation:earlier"))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last import."""
    asked, _authority = entering(request, EARLIER)
    result = undo_earlier(by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        messages.warning(request, sentence(result))
    else:
        messages.success(request, gettext(_("Inläsningen är ångrad. Allt är som det var före.")))
    return redirect(asked.href("organisation:earlier"))


def _rounds(authority: Authority) -> tuple[Round, ...]:
    """The rounds that were not reported here, the latest first."""
    rows = Round.objects.filter(authority=authority, state=RoundState.PLANNED).select_related("authority")
    return tuple(rows.order_by("-position"))


def _read(authority: Authority, file: uploads.File, chosen: Mapping[str, str]) -> _Read:
    units = known.units(authority)
    objects = known.objects(authority, units)
    names = [name for unit in units for name in (unit.name, *unit.aliases)]
    read = read_export(file.data, name=file.name, units=names)
    found = match(read.values or Export(), objects=objects, units=units, chosen=chosen)
    return _Read(read.values, found, objects, units, read.findings)
