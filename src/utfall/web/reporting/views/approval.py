"""Godkänn: one text, or many after a page that names them all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.access import Act, Kind, permission
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.reporting import actions
from utfall.records.reporting.queries.approving import Waiting, forecasts_waiting, waiting
from utfall.records.reporting.queries.contributions import round_refusal
from utfall.records.reporting.queries.overview import rounds_of
from utfall.records.reporting.queries.previous import previous_texts
from utfall.records.reporting.queries.printing import answer_text
from utfall.web.reporting import facts, forms
from utfall.web.reporting.asking import (
    Asking,
    asking,
    contribution_asked,
    errors,
    refuse,
    round_asked,
    sentence,
)
from utfall.web.reporting.pages import approval as pages
from utfall.web.reporting.wording import unit_name


@require_safe
def approval(request: HttpRequest, round: str) -> HttpResponse:
    """What waits for the signed-in person's approval, with what has changed since last time."""
    asked = asking(request)
    found = _judged(asked, round)
    rows = waiting(found, asked.by)
    earlier = previous_texts(one.contribution for one in rows)
    context = {
        "page": pages.page(
            asked, found, rows, earlier,
            forecasts=forecasts_waiting(found, asked.by), rounds=rounds_of(asked.by),
        ),
        "reason": forms.Reason(),
    }  # fmt: skip
    return render(request, "reporting/approval.html", context)


@require_POST
def approval_confirm(request: HttpRequest, round: str) -> HttpResponse:
    """Name what is about to be approved."""
    asked = asking(request)
    found = _judged(asked, round)
    numbers = {int(value) for value in request.POST.getlist("bidrag") if value.isdigit()}
    chosen = list(waiting(found, asked.by, chosen=numbers))
    if not chosen:
        messages.error(request, gettext(_("Välj minst en text att godkänna.")))
        return redirect(asked.href("approval", found.code))
    return render(request, "reporting/approve.html", {"page": pages.confirm(asked, found, chosen)})


@require_POST
def approve(request: HttpRequest, round: str) -> HttpResponse:
    """Approve what the confirm page named, in the versions that it named."""
    asked = asking(request)
    found = _judged(asked, round)
    read = dict(_read(value) for value in request.POST.getlist("bidrag"))
    chosen = list(waiting(found, asked.by, chosen=read))
    return _approved(request, asked, found, chosen, read)


@require_POST
def approve_one(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Approve the text of the page."""
    asked = asking(request)
    one = contribution_asked(request, asked, object, round)
    version = request.POST.get("version", "")
    found = round_asked(asked, round)
    return _approved(
        request, asked, found, [Waiting(one, 0)], {one.pk: int(version) if version.isdigit() else -1}
    )


@require_POST
def return_(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Give the text back with what needs to be changed."""
    asked = asking(request)
    one = contribution_asked(request, asked, object, round)
    form = forms.Reason(request.POST)
    if not form.is_valid():
        messages.error(request, errors(form))
        return redirect(asked.contribution_href(one))
    result = actions.return_(one.pk, form.cleaned_data["comment"], by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return refuse(asked, result)
    messages.success(request, gettext(_("Återlämnad till %(unit)s.")) % {"unit": unit_name(one.unit)})
    return redirect(asked.href("approval", round))


def _approved(
    request: HttpRequest, asked: Asking, round: Round, chosen: list[Waiting], read: dict[int, int]
) -> HttpResponse:
    texts = [answer_text(one.contribution) for one in chosen]
    result = actions.approve(
        {one.contribution.pk: read[one.contribution.pk] for one in chosen}, by=asked.by, now=timezone.now(),
        facts=facts.for_texts(round, texts),
    )  # fmt: skip
    if not result.done and len(result.refused) == 1 and result.refused[0][1].code.startswith("access."):
        return refuse(asked, result.refused[0][1])
    if result.done:
        text = ngettext("%(num)s text är godkänd.", "%(num)s texter är godkända.", len(result.done))
        messages.success(request, text % {"num": len(result.done)})
    for one, why in result.refused:
        messages.error(request, f"{unit_name(one.unit)}: {sentence(why)}")
    return redirect(asked.href("approval", round.code))


def _judged(asked: Asking, code: str) -> Round:
    """The round, for those who may approve in it."""
    found = round_asked(asked, code)
    hidden = round_refusal(found, asked.by)
    refused = hidden if hidden is not None else permission(asked.by.actor, Act.JUDGE, Kind.CONTRIBUTION)
    return found if refused is None else refuse(asked, refused)


def _read(value: str) -> tuple[int, int]:
    """`12:5` is contribution 12 as it was in its fifth version."""
    number, _colon, version = value.partition(":")
    return (int(number), int(version)) if number.isdigit() and version.isdigit() else (0, 0)
