"""The thread beside a text."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Remark
from utfall.records.reporting.queries.contributions import readers
from utfall.web.reporting import forms
from utfall.web.reporting.asking import Asking, asking, contribution_asked, refuse, sentence


@require_POST
def remark(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Say something beside the text."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    form, people = remark_form(asked, found, request), readers(found, today=asked.today)
    if not form.is_valid():
        messages.error(request, gettext(_("Skriv något innan du skickar.")))
        return redirect(asked.contribution_href(found) + "#trad")
    given = form.cleaned_data
    to = next((one for one in people if one.get_username() == given["to"]), None)
    result = actions.add_remark(
        found.pk, given["text"], quote=given["quote"], to=to, by=asked.by, now=timezone.now()
    )
    if isinstance(result, Denied):
        messages.error(request, sentence(result))
    return redirect(asked.contribution_href(found) + "#trad")


@require_POST
def resolve_remark(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Fold a remark that has been answered."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    number = request.GET.get("kommentar", "")
    known = Remark.objects.filter(pk=int(number) if number.isdigit() else 0, contribution=found).first()
    if known is not None:
        result = actions.resolve_remark(known.pk, by=asked.by, now=timezone.now())
        if isinstance(result, Denied):
            refuse(asked, result)
    return redirect(asked.contribution_href(found) + "#trad")


def remark_form(asked: Asking, found: Contribution, request: HttpRequest | None = None) -> forms.Remark:
    """The form of the thread, with the people whom a remark can be for."""
    people = readers(found, today=asked.today)
    return forms.Remark(request.POST if request else None, people=people)
