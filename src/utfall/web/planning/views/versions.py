"""Plans by date: decided, listed, read as they were, compared."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.planning.actions import versions as actions
from utfall.records.planning.queries import chain
from utfall.web.planning import finding
from utfall.web.planning.forms import DecisionForm
from utfall.web.planning.pages import versions as pages
from utfall.web.planning.pages.form import FormPage
from utfall.web.shell.asking import posted, said, unless


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Record that the plan is decided as it is now."""
    found = finding.seen(request, code, year)
    finding.committee_of(found)
    unless(found.may_record())
    form = DecisionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = actions.decide(
            found.authority, year, decided_on=form.cleaned_data["decided_on"],
            decision=form.cleaned_data["decision"], by=found.who, now=timezone.now(),
        )  # fmt: skip
        if not isinstance(done, Denied):
            messages.success(
                request, gettext(_("Beslutet är registrerat. Planen är låst i den här lydelsen."))
            )
            return redirect("planning:versions", year, code)
        form.add_error(None, said(done))
    plan = reverse("planning:plan", args=(year, code))
    page = FormPage(
        title=gettext(_("Registrera beslut om planen %(year)s")) % {"year": year},
        yes=gettext(_("Registrera beslutet")),
        back=plan,
        lead=gettext(
            _("Planen sparas som den är nu. En ändring efter beslutet ger en ny version med datum.")
        ),
        trail=((gettext(_("Plan %(year)s %(name)s")) % {"year": year, "name": found.unit.name}, plan),),
        committee=found.authority.name,
        year=year,
    )
    return render(
        request, "planning/form.html", {"page": page, "form": form}, status=422 if form.errors else 200
    )


@require_safe
def versions(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The versions by date."""
    found = finding.seen(request, code, year)
    finding.committee_of(found)
    page = pages.versions(chain.versions(found.authority, year), found.unit, year)
    return render(request, "planning/versions.html", {"page": page})


@require_safe
def version(request: HttpRequest, year: int, code: str, version: int) -> HttpResponse:
    """The plan as it was."""
    found = finding.seen(request, code, year)
    finding.committee_of(found)
    row = next((one for one in chain.versions(found.authority, year) if one.number == version), None)
    if row is None:
        raise Http404
    return render(request, "planning/version.html", {"page": pages.version(row, found.unit)})


@require_safe
def compare(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """What differs between two versions, or between one and the plan as it is."""
    found = finding.seen(request, code, year)
    finding.committee_of(found)
    rows = chain.versions(found.authority, year)
    now = chain.chain_of(chain.goals(found.authority, year))
    decided = next((one.number for one in rows if one.decision), pages.NOW)
    page = pages.compare(
        rows, now, found.unit, year,
        first=_number(request.GET.get("fran", ""), decided), last=_number(request.GET.get("till", ""), pages.NOW),
    )  # fmt: skip
    return render(request, "planning/compare.html", {"page": page})


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise
