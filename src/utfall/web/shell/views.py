"""The frame's own pages: the start, help, statements, settings and the page of all components."""

from django.conf import settings as site
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.access import Act, Kind, granting
from utfall.locale import mark as _
from utfall.records.organisation.actor import Acting, acting
from utfall.records.organisation.logo import TYPES
from utfall.records.organisation.logo import logo as stored_logo
from utfall.records.organisation.models import Person
from utfall.web.shell import pages
from utfall.web.shell.context import APPEARANCE, APPEARANCES, appearance
from utfall.web.shell.middleware import COOKIE
from utfall.web.shell.navigation import first_page

YEAR = 365 * 24 * 60 * 60


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the page that this person's roles begin with."""
    who = _acting(request)
    return redirect(first_page(who.actor.roles if who else frozenset()))


@login_not_required
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """How the site is used, the same on every page."""
    return render(request, "shell/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the law on accessible digital service (2018:1937) asks for."""
    return render(request, "shell/accessibility.html", {"page": pages.statement(site)})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about people."""
    return render(request, "shell/privacy.html", {"page": pages.statement(site)})


def settings(request: HttpRequest) -> HttpResponse:
    """Light or dark and the language, on this device; the way to password and codes."""
    chosen = request.POST.get("appearance", "")
    if request.method != "POST" or chosen not in APPEARANCES:
        return render(request, "shell/settings.html", {"appearance": appearance(request)})
    messages.success(request, gettext(_("Utseendet är sparat på den här enheten.")))
    return _keep(redirect("settings"), APPEARANCE, chosen)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of the frame, on this device."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    chosen = request.POST.get("language", "")
    known = {code for code, _name in site.LANGUAGES}
    return _keep(redirect(back), COOKIE, chosen if chosen in known else site.LANGUAGE_CODE)


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Stay signed in; the page that asks goes on with the same text in it."""
    request.session.modified = True
    return HttpResponse(status=204, headers={"X-Seconds-Left": str(site.SESSION_COOKIE_AGE)})


@login_not_required
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The municipality's logo; its address changes with it, so a browser may keep it."""
    path = stored_logo()
    if path is None:
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=TYPES[path.suffix])
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    # A drawing opened by itself may have its own colours and nothing more.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@require_safe
def switch(request: HttpRequest) -> HttpResponse:
    """To the unit or period that was chosen in the bar below the head; only to a page of this site."""
    to = request.GET.get("till", "")
    try:
        resolve(to.partition("?")[0])
    except Resolver404:
        raise Http404 from None
    if not url_has_allowed_host_and_scheme(to, None):
        raise Http404
    return redirect(to)


@require_http_methods(["GET", "HEAD", "POST"])
def style(request: HttpRequest) -> HttpResponse:
    """Every component once, for whoever runs the site and for the tests of accessibility."""
    who = _acting(request)
    if who is None or not granting(who.actor, Act.READ, Kind.SYSTEM):
        raise PermissionDenied
    form = pages.Example(request.POST, request.FILES) if request.method == "POST" else pages.Example()
    wrong = form.is_bound and not form.is_valid()
    return render(
        request, "shell/style.html", {"page": pages.style(), "form": form}, status=422 if wrong else 200
    )


def _acting(request: HttpRequest) -> Acting | None:
    person = request.user
    return acting(person, today=timezone.localdate()) if isinstance(person, Person) else None


def _keep(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(
        name, value, max_age=YEAR, secure=site.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response
