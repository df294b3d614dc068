"""How the site looks to everybody: the municipality's logo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from utfall.domain.access import no_access
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.organisation import logo
from utfall.web.organisation.access import OPERATES, may
from utfall.web.organisation.forms import Logo
from utfall.web.organisation.pages import looks as pages
from utfall.web.reporting.asking import Asking, asking, refuse, sentence
from utfall.web.shell.asking import posted


@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: HttpRequest) -> HttpResponse:
    """The logo as it is; a file that is sent in takes its place."""
    asked = _operator(request)
    form = Logo(posted(request), request.FILES if request.method == "POST" else None)
    if form.is_valid():
        kept = logo.keep_logo(form.cleaned_data["file"].read(), by=asked.by, at=timezone.now())
        if not isinstance(kept, Denied):
            messages.success(request, gettext(_("Logotypen visas nu på alla sidor.")))
            return redirect("organisation:looks")
        form.add_error("file", sentence(kept))
    page = pages.looks(asked, logo.logo())
    status = 422 if form.errors else 200
    return render(request, "organisation/looks.html", {"page": page, "form": form}, status=status)


@require_POST
def remove_logo(request: HttpRequest) -> HttpResponse:
    """Show the name in text again."""
    asked = _operator(request)
    refused = logo.remove_logo(by=asked.by, at=timezone.now())
    if refused is not None:
        refuse(asked, refused)
    messages.success(request, gettext(_("Logotypen är borttagen.")))
    return redirect(reverse("organisation:looks"))


def _operator(request: HttpRequest) -> Asking:
    asked = asking(request)
    if not may(asked.by, OPERATES):
        refuse(asked, no_access())
    return asked
