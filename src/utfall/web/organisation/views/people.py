"""Who has which role, and who stands in for whom."""

import datetime as dt
import secrets

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.access import Role
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.organisation import actions
from utfall.records.organisation.models import Authority, Grant, OrgUnit, Substitute
from utfall.web.organisation import forms
from utfall.web.organisation.access import GRANTS, LEADS, entering
from utfall.web.organisation.pages import people as pages
from utfall.web.reporting.asking import sentence

_PAGE_OR_FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a role in the authority; roles that have ended are shown when asked for."""
    asked, authority = entering(request, GRANTS)
    rows = Grant.objects.filter(authority=authority).select_related("person", "unit", "granted_by")
    rows = rows.order_by(
        "person__last_name", "person__first_name", "person__username", F("ends_on").desc(nulls_first=True)
    )
    ended = request.GET.get("visa") == "alla"
    return render(
        request, "organisation/people.html", {"page": pages.people(asked, authority, rows, ended=ended)}
    )


@_PAGE_OR_FORM
def new_role(request: HttpRequest) -> HttpResponse:
    """Give somebody a role."""
    asked, authority = entering(request, GRANTS)
    units = _units(authority)
    first = {"starts_on": asked.today, "person": request.GET.get("person", "")}
    form = forms.NewRole(_sent(request), units=units, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        result = actions.grant_role(
            given["person"], Role(given["role"]), authority=authority,
            unit=next(unit for unit in units if unit.code == given["unit"]),
            starts_on=given["starts_on"], ends_on=given["ends_on"], by=asked.by, now=timezone.now(),
        )  # fmt: skip
        if not isinstance(result, Denied):
            messages.success(request, gettext(_("Rollen är given.")))
            return redirect(asked.href("organisation:people"))
        form.add_error(None, sentence(result))
    page = pages.form(asked, authority, gettext(_("Ge en roll")), back="organisation:people")
    status = 422 if form.is_bound else 200
    return render(request, "organisation/form.html", {"page": page, "form": form}, status=status)


@_PAGE_OR_FORM
def new_person(request: HttpRequest) -> HttpResponse:
    """Make an account; the person chooses her password through the page for forgotten ones."""
    asked, authority = entering(request, GRANTS)
    form = forms.NewPerson(_sent(request))
    if form.is_valid():
        result = actions.make_person(
            **form.cleaned_data, password=secrets.token_urlsafe(24), by=asked.by, now=timezone.now()
        )
        if not isinstance(result, Denied):
            messages.success(
                request,
                gettext(
                    _("Kontot finns. Personen väljer lösenord på sidan ”Glömt lösenordet”. Ge en roll nu.")
                ),
            )
            return redirect(asked.href("organisation:new_role", person=result.get_username()))
        form.add_error("username" if result.code == "person.taken" else None, sentence(result))
    page = pages.form(asked, authority, gettext(_("Lägg upp en person")), back="organisation:people")
    status = 422 if form.is_bound else 200
    return render(request, "organisation/form.html", {"page": page, "form": form}, status=status)


@_PAGE_OR_FORM
def end_role(request: HttpRequest, number: int) -> HttpResponse:
    """Let a role end with a day."""
    asked, authority = entering(request, GRANTS)
    grant = Grant.objects.filter(pk=number, authority=authority).select_related("person", "unit").first()
    if grant is None:
        raise Http404
    form = forms.EndRole(_sent(request), initial={"on": asked.today - dt.timedelta(days=1)})
    if form.is_valid():
        result = actions.end_role(grant, on=form.cleaned_data["on"], by=asked.by, now=timezone.now())
        if not isinstance(result, Denied):
            messages.success(request, gettext(_("Rollen har fått en sista dag.")))
            return redirect(asked.href("organisation:people"))
        form.add_error("on", sentence(result))
    page = pages.ending(asked, authority, grant)
    status = 422 if form.is_bound else 200
    return render(request, "organisation/form.html", {"page": page, "form": form}, status=status)


@require_safe
def substitutes(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom, now and later."""
    asked, authority = entering(request, LEADS)
    rows = Substitute.objects.filter(authority=authority, ends_on__gte=asked.today)
    page = pages.substitutes(
        asked, authority, rows.select_related("person", "substitute").order_by("starts_on", "pk")
    )
    return render(request, "organisation/substitutes.html", {"page": page})


def _units(authority: Authority) -> tuple[OrgUnit, ...]:
    return tuple(OrgUnit.objects.filter(authority=authority).order_by("position", "pk"))


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing at all; None where the page is only asked for."""
    return request.POST if request.method == "POST" else None
