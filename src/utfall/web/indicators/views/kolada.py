"""Values from Kolada: asked for by a job, looked at when they have come, and only then stored."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.jobs import kolada as jobs
from utfall.locale import mark as _
from utfall.records.indicators.actions import fetching as actions
from utfall.records.indicators.models import Fetch
from utfall.records.indicators.objects import figures
from utfall.records.indicators.queries import fetched
from utfall.web.indicators import finding
from utfall.web.indicators.forms import KoladaForm
from utfall.web.indicators.pages import kolada as pages
from utfall.web.indicators.pages.form import FormPage
from utfall.web.shell.asking import posted, said


@require_http_methods(["GET", "HEAD", "POST"])
def fetch(request: HttpRequest, code: str) -> HttpResponse:
    """Say what to ask for; the job asks, and its page tells how it goes."""
    found = finding.authority(request, code)
    finding.definable(found)
    last = fetched.latest(found.authority)
    form = KoladaForm(posted(request), initial=_proposed(last, found.who.actor.today.year))
    if request.method == "POST" and form.is_valid():
        row = actions.ask(found.authority, form.request(), by=found.who, now=timezone.now())
        if isinstance(row, Fetch):
            jobs.fetch.enqueue(row.pk)
            return redirect("indicators:fetched", code, row.pk)
        form.add_error(None, said(row))
    listed = reverse("indicators:indicators", args=(code,))
    page = FormPage(
        title=gettext(_("Hämta från Kolada")),
        yes=gettext(_("Hämta och granska")),
        back=listed,
        lead=gettext(_("Inget sparas förrän du har sett vad som ändras. Källa: Kolada.")),
        trail=((gettext(_("Indikatorer")), listed),),
        committee=found.authority.name,
    )
    known = fetched.key_figures(found.authority)
    names = tuple(f"{kpi}: {row.name}" for kpi, rows in known.items() for row in rows)
    context = {"page": page, "form": form, "names": names, "last": pages.last(last, code)}
    return render(request, "indicators/kolada.html", context, status=422 if form.errors else 200)


@require_safe
def result(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """How far a fetch has come, and when it has: all that came, before anything is stored."""
    found = finding.authority(request, code)
    finding.definable(found)
    row = _fetch(found, number)
    came = fetched.came(row) if row.answer else None
    known = figures(found.authority) if came is not None else {}
    page = pages.result(row, came, known, now=timezone.now())
    template = "indicators/fetch_part.html" if request.headers.get("HX-Request") else "indicators/fetch.html"
    return render(request, template, {"page": page})


@require_POST
def store(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put what came in force."""
    found = finding.authority(request, code)
    finding.definable(found)
    row = _fetch(found, number)
    done = actions.store(row.pk, by=found.who, now=timezone.now())
    if isinstance(done, Denied):
        messages.error(request, said(done))
        return redirect("indicators:fetched", code, number)
    stored, compared = done
    words = ngettext("%(num)s värde är sparat.", "%(num)s värden är sparade.", stored) % {"num": stored}
    if compared:
        more = ngettext("%(num)s värde att jämföra med.", "%(num)s värden att jämföra med.", compared)
        words = f"{words} {more % {'num': compared}}"
    messages.success(request, words)
    return redirect("indicators:indicators", code)


def _fetch(found: finding.Place, number: int) -> Fetch:
    row = fetched.fetch(found.authority, number)
    if row is None:
        raise Http404
    return row


def _proposed(last: Fetch | None, year: int) -> dict[str, object]:
    """What was asked for last, with the last five whole years."""
    known: dict[str, object] = (
        {"municipality": last.municipality, "group": last.group} if last else {"group": pages.ALIKE}
    )
    return {"first": year - 5, "last": year - 1, **known}
