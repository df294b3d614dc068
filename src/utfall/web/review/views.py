"""Reports and their findings; a report made elsewhere."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.domain.figure import Scope
from utfall.domain.finding import Finding
from utfall.domain.reporting import RoundState
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.reporting.actions.closing import last_edition
from utfall.records.reporting.models import Edition
from utfall.records.reporting.queries.printing import answer_text
from utfall.records.reporting.queries.things import CLOSED, task_of
from utfall.records.review import actions
from utfall.records.review.queries import draft_refused, edition_refused, explanations, seen
from utfall.review.apart import Refused, check_apart
from utfall.review.contribution import remarks
from utfall.web.reporting import facts
from utfall.web.reporting.asking import (
    Asking,
    asking,
    contribution_asked,
    language,
    refuse,
    round_asked,
    sentence,
)
from utfall.web.review import current, pages
from utfall.web.review.forms import Explain, Foreign
from utfall.web.review.sheet import sheet

HOUR = 60 * 60
OPEN_CHECKS = 10
"""How many reports somebody who is not signed in may have reviewed in an hour."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The reports of the authority that one acts for."""
    asked = asking(request)
    rounds = tuple(
        Round.objects.filter(authority=asked.by.authority).select_related("authority").order_by("-position")
    )
    refused = permission(asked.by.actor, Act.READ, Kind.EDITION)
    if refused is not None:
        refuse(asked, refused)
    page = pages.start(asked, rounds, seen(rounds, asked.by), check=asked.href("reports:check"))
    return render(request, "review/start.html", {"page": page})


@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The report of a round: the locked one where there is one, else as it is now."""
    asked = asking(request)
    round = round_asked(asked, code)
    frozen = _edition(asked, round)
    if frozen is not None:
        return render(
            request, "review/report.html", {"page": pages.edition(asked, frozen, current.as_locked(frozen))}
        )
    reviewed = _draft(asked, round)
    if not isinstance(reviewed, current.Reviewed):
        return _none(request, asked, round, reviewed)
    return render(
        request, "review/report.html", {"page": pages.draft(asked, round, reviewed, explanations(round))}
    )


@require_safe
def findings(request: HttpRequest, code: str) -> HttpResponse:
    """What does not add up in the report as it is now."""
    asked = asking(request)
    return _findings(request, asked, round_asked(asked, code))


@require_POST
def explain(request: HttpRequest, code: str) -> HttpResponse:
    """Say why a finding stands as it is."""
    asked = asking(request)
    round = round_asked(asked, code)
    form = Explain(request.POST, auto_id="id_failed_%s")
    if not form.is_valid():
        return _findings(request, asked, round, failed=form)
    reviewed = _draft(asked, round)
    finding = (
        pages.finding_with(reviewed, form.cleaned_data["key"])
        if isinstance(reviewed, current.Reviewed)
        else None
    )
    if finding is None:
        messages.warning(request, gettext(_("Påpekandet finns inte längre: siffrorna har ändrats.")))
        return redirect(asked.href("reports:findings", code))
    result = actions.explain(
        round, form.cleaned_data["key"], form.cleaned_data["text"], code=finding.code,
        sentence=finding.sentence(), by=asked.by, now=timezone.now(),
    )  # fmt: skip
    if isinstance(result, Denied):
        refuse(asked, result)
    messages.success(request, gettext(_("Förklaringen är sparad. Revisorerna kan läsa den.")))
    return redirect(asked.href("reports:findings", code))


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take an explanation away again."""
    asked = asking(request)
    round = round_asked(asked, code)
    result = actions.take_back(round, request.POST.get("key", ""), by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        if result.code == "finding.not-explained":
            messages.warning(request, sentence(result))
            return redirect(asked.href("reports:findings", code))
        refuse(asked, result)
    messages.success(request, gettext(_("Förklaringen är borttagen.")))
    return redirect(asked.href("reports:findings", code))


@require_safe
def panel(request: HttpRequest, object: str, code: str) -> HttpResponse:
    """The remarks beside a contribution: a part of its page for htmx, else a page of its own."""
    asked = asking(request)
    contribution = contribution_asked(request, asked, object, code)
    text = answer_text(contribution)
    found: tuple[Finding, ...] = ()
    known = facts.figures_of(contribution.round) if text.strip() and contribution.round else None
    if known is not None:
        blocks = current.blocks(text, known, Scope(contribution.unit.code))
        found = remarks(blocks, known, unit=contribution.unit.code)
    task = task_of(contribution)
    page = pages.panel(task.title if task else object, found, back=asked.contribution_href(contribution))
    part = "review/panel.html" if request.headers.get("HX-Request") else "review/panel_page.html"
    return render(request, part, {"page": page})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A report made elsewhere: dropped, reviewed, forgotten."""
    if not (request.user.is_authenticated or settings.OPEN_CHECK):
        return redirect_to_login(request.get_full_path())
    form = Foreign(request.POST, request.FILES) if request.method == "POST" else Foreign()
    if not form.is_bound:
        return render(request, "review/check.html", {"form": form})
    if not request.user.is_authenticated and _asks_too_often(request):
        form.add_error(
            None,
            gettext(
                _(
                    "Många rapporter har granskats härifrån den senaste timmen. Vänta en stund, eller logga in."
                )
            ),
        )
        return render(request, "review/check.html", {"form": form}, status=429)
    if form.is_valid():
        file = cast("UploadedFile[bytes]", form.cleaned_data["file"])
        # Read once and kept nowhere: the upload's own file, if there is one, goes with the request.
        answer = check_apart(file.read(), name=file.name or "", language=language())
        if not isinstance(answer, Refused):
            return render(
                request, "review/checked.html", {"page": pages.checked(answer, name=file.name or "")}
            )
        for one in answer.sentences:
            form.add_error("file", one)
    return render(request, "review/check.html", {"form": form}, status=422)


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def style(request: HttpRequest) -> HttpResponse:
    """The style of a document on a page of ours."""
    return HttpResponse(sheet(), content_type="text/css; charset=utf-8")


def _asks_too_often(request: HttpRequest) -> bool:
    """Whether somebody who is not signed in has asked more than a few times within the hour."""
    key = f"check:{request.META.get('REMOTE_ADDR', '')}"
    asked = cache.get(key, 0) + 1
    cache.set(key, asked, HOUR)
    return bool(asked > OPEN_CHECKS)


def _edition(asked: Asking, round: Round) -> Edition | None:
    """The locked report, if the round is locked and there is one; a refusal if she may not read it."""
    found = last_edition(round) if RoundState(round.state) in CLOSED else None
    if found is None:
        return None
    refused = edition_refused(found, asked.by)
    if refused is not None:
        refuse(asked, refused)
    return found


def _draft(asked: Asking, round: Round) -> current.Reviewed | tuple[Finding, ...]:
    refused = draft_refused(round, asked.by)
    if refused is not None:
        refuse(asked, refused)
    return current.as_it_is(round)


def _findings(
    request: HttpRequest, asked: Asking, round: Round, *, failed: Explain | None = None
) -> HttpResponse:
    reviewed = _draft(asked, round)
    if not isinstance(reviewed, current.Reviewed):
        return _none(request, asked, round, reviewed)
    page = pages.findings(
        asked, round, reviewed, explanations(round), failed=failed,
        may_answer=actions.refused(round, asked.by) is None,
    )  # fmt: skip
    return render(request, "review/findings.html", {"page": page}, status=422 if failed else 200)


def _none(request: HttpRequest, asked: Asking, round: Round, found: tuple[Finding, ...]) -> HttpResponse:
    page = pages.unmade(asked, round, found)
    return render(request, "review/unmade.html", {"page": page}, status=409)
