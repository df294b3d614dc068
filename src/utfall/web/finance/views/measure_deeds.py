"""What is done to a measure: released, decided, carried out, abandoned, taken back."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.planning.actions import measures as actions
from utfall.records.planning.models import Measure
from utfall.records.planning.queries import measures as queries
from utfall.web.finance.forms.measures import AbandonForm, DecideForm
from utfall.web.finance.measures import MeasurePlace, found_measure
from utfall.web.finance.pages import measure as pages
from utfall.web.planning.pages.form import FormPage
from utfall.web.shell.asking import posted, said, unless


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Let the authority see it; asked about first, since it cannot be undone."""
    found = found_measure(request, number)
    unless(queries.may_write(found.who, found.row))
    if request.method == "POST":
        done = actions.release(number, by=found.who, now=timezone.now())
        return _told(request, number, done, gettext(_("Åtgärden är släppt.")))
    return render(
        request, "finance/release_measure.html", {"page": _page(found, gettext(_("Släpp åtgärden")))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Record the decision."""
    found = found_measure(request, number)
    unless(queries.may_record(found.who, found.row))
    form = DecideForm(posted(request))
    if request.method == "POST" and form.is_valid():
        decision = form.cleaned_data["decision"], form.cleaned_data["decided_on"]
        done = actions.decide(number, *decision, by=found.who, now=timezone.now())
        if isinstance(done, Measure):
            return _told(request, number, done, gettext(_("Beslutet är inskrivet.")))
        form.add_error(None, said(done))
    return _asked(request, found, form, gettext(_("Skriv in beslut")))


@require_POST
def carry_out(request: HttpRequest, number: int) -> HttpResponse:
    """Record that it is done."""
    found = found_measure(request, number)
    unless(queries.may_write(found.who, found.row))
    done = actions.carry_out(number, by=found.who, now=timezone.now())
    return _told(request, number, done, gettext(_("Åtgärden är genomförd.")))


@require_http_methods(["GET", "HEAD", "POST"])
def abandon(request: HttpRequest, number: int) -> HttpResponse:
    """Record that it will not be done."""
    found = found_measure(request, number)
    unless(queries.may_write(found.who, found.row))
    form = AbandonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = actions.abandon(number, form.cleaned_data["reason"], by=found.who, now=timezone.now())
        if isinstance(done, Measure):
            return _told(request, number, done, gettext(_("Åtgärden är avförd.")))
        form.add_error(None, said(done))
    return _asked(request, found, form, gettext(_("Avför åtgärden")))


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what was recorded last."""
    found = found_measure(request, number)
    unless(queries.may_record(found.who, found.row))
    done = actions.take_back(number, by=found.who, now=timezone.now())
    return _told(request, number, done, gettext(_("Det är återtaget.")))


def _told(request: HttpRequest, number: int, done: Measure | Denied, word: str) -> HttpResponse:
    if isinstance(done, Denied):
        messages.error(request, said(done))
    else:
        messages.success(request, word)
    return redirect("finance:measure", number)


def _page(found: MeasurePlace, title: str) -> FormPage:
    trail = (*pages.trail(found.row), (found.row.name, found.href))
    return FormPage(
        title, title, found.href, lead=found.row.name, trail=trail, committee=found.authority.name
    )


def _asked(request: HttpRequest, found: MeasurePlace, form: Form, title: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "finance/form.html", {"page": _page(found, title), "form": form}, status=status)
