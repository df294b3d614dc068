"""A text's versions, and how it reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.domain.reporting import Answer, difference, figure_changes
from utfall.locale import mark as _
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.contributions import subject, versions
from utfall.records.reporting.queries.previous import previous_of
from utfall.records.reporting.queries.things import answering_unit
from utfall.web.reporting.asking import Asking, asking, contribution_asked, refuse
from utfall.web.reporting.pages import history as pages
from utfall.web.reporting.pages.contribution import version as line
from utfall.web.reporting.reading import Reader
from utfall.web.reporting.views.contribution import CHANGES
from utfall.web.reporting.wording import unit_name

EARLIER = "forra"
"""The word in the address for last period's text."""


@require_safe
def history(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Every version, and the words that differ between any two of them, or from last period's text."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    every = versions(found)
    previous = previous_of(found)
    texts = _texts(found, every, previous, Reader(filter(None, (found, previous))))
    last = str(every[0].number) if every else EARLIER
    second = str(every[1].number) if len(every) > 1 else (EARLIER if previous else last)
    first, then = request.GET.get("fran", second), request.GET.get("till", last)
    first, then = (one if one in texts else fallback for one, fallback in ((first, second), (then, last)))
    before, after = texts.get(first, ""), texts.get(then, "")
    page = pages.History(
        authority=found.authority.name, title=subject(found).name, unit=unit_name(answering_unit(found)),
        back=asked.contribution_href(found), restore=asked.contribution_href(found, "restore"),
        versions=tuple(line(one, today=asked.today) for one in every),
        earlier=previous.round.name if previous and previous.round else "", first=first, then=then,
        changes=tuple((CHANGES[one.kind.value], one.text) for one in difference(before, after)),
        figures=tuple((one.before, one.after) for one in figure_changes(before, after)),
        version=found.version, keep=tuple((name, request.GET[name]) for name in ("namnd", "enhet", "slag") if name in request.GET),
        action=request.path,
    )  # fmt: skip
    return render(request, "reporting/history.html", {"page": page})


@require_POST
def restore(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Save an earlier version again, as a version of its own."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    number, read = request.POST.get("nummer", ""), request.POST.get("version", "")
    chosen = found.versions.filter(number=int(number) if number.isdigit() else 0).first()
    if chosen is None:
        return redirect(asked.contribution_href(found, "history"))
    result = _restored(found, chosen, asked, int(read) if read.isdigit() else 0)
    match result:
        case Denied():
            refuse(asked, result)
        case actions.Conflict():
            messages.warning(request, gettext(_("Någon annan har ändrat texten. Läs den och välj igen.")))
        case actions.Saved():
            messages.success(
                request, gettext(_("Versionen är återställd. Den förra finns kvar i historiken."))
            )
    return redirect(asked.contribution_href(found, "history"))


@require_safe
def reading(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """The text with its figures in it, as the report's reader sees it."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    shown = Reader([found]).text(found)
    page = pages.Reading(
        authority=found.authority.name, title=subject(found).name, unit=unit_name(answering_unit(found)),
        back=asked.contribution_href(found), paragraphs=tuple(filter(None, map(str.strip, shown.split("\n\n")))),
    )  # fmt: skip
    return render(request, "reporting/reading.html", {"page": page})


def _restored(
    found: Contribution, chosen: Version, asked: Asking, read: int
) -> actions.Saved | actions.Conflict | Denied:
    wanted = actions.Writing(
        markdown=chosen.markdown, answer=Answer(chosen.answer), assessment=chosen.assessment,
        elsewhere=chosen.elsewhere,
    )  # fmt: skip
    return actions.save(found.pk, wanted, version=read, by=asked.by, now=timezone.now())


def _texts(
    found: Contribution, every: tuple[Version, ...], previous: Contribution | None, reader: Reader
) -> dict[str, str]:
    """The texts that can be compared, as they print, by the word in the address."""
    texts = {}
    for one in every:
        one.contribution = found
        texts[str(one.number)] = reader.version(one, found)
    if previous is not None:
        texts[EARLIER] = reader.text(previous)
    return texts
