"""Målsidan: read and write one contribution."""

import dataclasses
from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from utfall.domain.denied import Denied
from utfall.domain.reporting import Answer, Assessment, difference
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _
from utfall.records.organisation.models import Person
from utfall.records.reporting import actions
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.contributions import Beside, beside
from utfall.records.reporting.queries.listed import neighbours
from utfall.records.reporting.queries.previous import previous_of
from utfall.records.reporting.queries.printing import answer_text
from utfall.web.reporting import facts, forms, money, writing
from utfall.web.reporting.asking import Asking, asking, contribution_asked, refuse, sentence
from utfall.web.reporting.pages import contribution as pages
from utfall.web.reporting.reading import Reader
from utfall.web.reporting.views.thread import remark_form
from utfall.web.reporting.wording import clock, word_count

CHANGES = {"oförändrat": "same", "tillagt": "added", "borttaget": "removed"}
"""The kinds of change as the template's diff calls them."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """The page, and its form. What is sent after the login has run out is kept until she has signed in again."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            writing.keep_without_login(request)
        return redirect_to_login(request.get_full_path())
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    if request.method != "POST":
        return _shown(request, asked, found)
    form = _form(found, request.POST)
    if not form.is_valid():
        return _shown(request, asked, found, form=form, status=422)
    tab = form.cleaned_data["tab"]
    writing.sent(found, tab=tab)
    written = _with_earlier(found, form.writing) if request.POST.get("copy") else form.writing
    saved = _saved(found, written, asked, tab=tab, version=form.read_version)
    if isinstance(saved, Denied):
        writing.keep_lost(
            request, request.get_full_path(), asked.by.person, _texts(request), form.read_version
        )
        return refuse(asked, saved)
    if isinstance(saved, actions.Conflict):
        return _conflict(request, asked, found, _texts(request), status=409)
    writing.forget(request, request.get_full_path())
    return _after(request, asked, saved.contribution, form)


@login_not_required
@require_POST
def autosave(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Save one field while somebody writes. A save whose answer was lost is asked again and changes nothing."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": "login"}, status=401)
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    form = forms.OneField(request.POST)
    written = form.writing if form.is_valid() else None
    if written is None:
        return JsonResponse({"error": "field"}, status=422)
    tab, now = request.GET.get("flik", ""), timezone.now()
    reached = writing.version_reached(found, tab=tab, version=form.cleaned_data["version"])
    saved = actions.save(found.pk, written, version=reached, by=asked.by, now=now, autosave=True)
    if isinstance(saved, Denied):
        return JsonResponse({"error": sentence(saved)}, status=403)
    if isinstance(saved, actions.Conflict):
        if not writing.was_sent(found, tab=tab):
            mine = {form.cleaned_data["field"]: form.cleaned_data["value"]}
            writing.keep_lost(request, _path(asked, found), asked.by.person, mine, reached)
        return JsonResponse({"error": "conflict"}, status=409)
    writing.reached(saved.contribution, asked.by.person, tab=tab, now=now)
    return JsonResponse({"version": saved.contribution.version, "time": clock(now)})


@require_GET
def presence(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """The notice of who else is writing in the text now, alone: the page asks for it while it is open."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    who = writing.somebody_else(found, asked.by.person, now=timezone.now())
    answer = render(request, "reporting/writing_now.html", {"writing": who})
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
def conflict(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Compare what was not saved with what somebody else has saved, and choose."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    kept = writing.kept(request, _path(asked, found), asked.by.person)
    if kept is None:
        return redirect(_path(asked, found))
    return _conflict(request, asked, found, kept.fields)


@require_POST
def keep_theirs(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Leave what is stored as it is, and forget one's own."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    writing.forget(request, _path(asked, found))
    messages.success(request, gettext(_("Den andras text är kvar.")))
    return redirect(_path(asked, found))


@require_POST
def withdraw(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Take back the mark as done."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    result = actions.withdraw(found.pk, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        refuse(asked, result)
    messages.success(request, gettext(_("Klarmarkeringen är ångrad. Du kan ändra texten.")))
    return redirect(_path(asked, found))


@require_POST
def take_over(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Put chosen units' texts after one's own."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    chosen = [int(value) for value in request.POST.getlist("bidrag") if value.isdigit()]
    version = request.POST.get("version", "")
    result = actions.take_over(
        found.pk, chosen, version=int(version) if version.isdigit() else 0, by=asked.by, now=timezone.now()
    )
    match result:
        case actions.Saved():
            messages.success(
                request, gettext(_("Texterna står nu sist i kommentaren. Korta och skriv ihop dem."))
            )
        case actions.Conflict():
            messages.warning(request, gettext(_("Någon annan har ändrat texten. Läs den och välj igen.")))
        case Denied():
            messages.error(request, sentence(result))
    return redirect(_path(asked, found))


@require_POST
def secret(request: HttpRequest, object: str, round: str) -> HttpResponse:
    """Mark as secret by a paragraph, or take the mark away."""
    asked = asking(request)
    found = contribution_asked(request, asked, object, round)
    form = forms.Paragraph(request.POST)
    paragraph = form.cleaned_data["paragraph"] if form.is_valid() else ""
    result = actions.mark_secret(found.pk, paragraph, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        refuse(asked, result)
    marked = _("Texten är märkt som sekretess. Den kommer inte med i rapporten.")
    messages.success(request, gettext(marked if paragraph else _("Sekretessmärkningen är borttagen.")))
    return redirect(_path(asked, found))


def _shown(
    request: HttpRequest, asked: Asking, found: Contribution, *, form: forms.Contribution | None = None,
    incomplete: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    beside_it = money.beside(found)
    around = beside(found, asked.by, over_limit=beside_it.over)
    listed = neighbours(found, asked.by, today=asked.today)
    person, now = asked.by.person, timezone.now()
    page = pages.page(
        asked, around, listed, writing=writing.somebody_else(found, person, now=now), money=beside_it.lines
    )
    kept = writing.kept(request, _path(asked, found), person)
    tab = writing.new_tab()
    shown = form or _unbound(around, person, tab=tab, kept=kept.fields if kept else None)
    context = {
        "page": page, "form": shown, "tab": tab, "incomplete": incomplete,
        "kept": kept is not None and not kept.conflict, "lost": kept is not None and kept.conflict,
        "remark": remark_form(asked, found), "reason": forms.Reason(), "paragraph": forms.Paragraph(),
        "words": word_count(shown["markdown"].value() or "") if "markdown" in shown.fields else 0,
    }  # fmt: skip
    return render(request, "reporting/contribution.html", context, status=status)


def _saved(
    found: Contribution, written: actions.Writing, asked: Asking, *, tab: str, version: int
) -> actions.Saved | actions.Conflict | Denied:
    """Save the form; a save of the page's own that came in between is no conflict."""
    reached = writing.version_reached(found, tab=tab, version=version)
    saved = actions.save(found.pk, written, version=reached, by=asked.by, now=timezone.now())
    if isinstance(saved, actions.Conflict):
        again = writing.version_reached(saved.contribution, tab=tab, version=reached)
        if again != reached:
            return actions.save(found.pk, written, version=again, by=asked.by, now=timezone.now())
    return saved


def _after(
    request: HttpRequest, asked: Asking, saved: Contribution, form: forms.Contribution
) -> HttpResponse:
    """What the pressed button asked for, now that the text is saved."""
    if request.POST.get("done"):
        return _done(request, asked, saved)
    assert saved.round is not None
    back = request.POST.get("tillbaka", "")
    if back.partition("?")[0] == reverse("reporting:together", args=(saved.round.code,)):
        messages.success(request, gettext(_("Sparat %(time)s")) % {"time": clock(timezone.now())})
        return redirect(f"{back}#rad-{saved.pk}")
    if request.POST.get("next"):
        following = _following(asked, saved)
        messages.success(request, gettext(_("Sparat %(time)s")) % {"time": clock(timezone.now())})
        return redirect(following or asked.href("tasks"))
    messages.success(request, gettext(_("Sparat %(time)s")) % {"time": clock(timezone.now())})
    return redirect(_path(asked, saved))


def _with_earlier(found: Contribution, written: actions.Writing) -> actions.Writing:
    """What she wrote with last period's text after it."""
    before = previous_of(found)
    if before is None:
        return written
    parts = ((written.markdown or "").strip(), before.markdown.strip())
    return dataclasses.replace(written, answer=Answer.TEXT, markdown="\n\n".join(filter(None, parts)) + "\n")


def _done(request: HttpRequest, asked: Asking, saved: Contribution) -> HttpResponse:
    assert saved.round is not None
    result = actions.submit(
        saved.pk, version=saved.version, by=asked.by, now=timezone.now(),
        facts=facts.for_texts(saved.round, [answer_text(saved)]), over_limit=money.beside(saved).over,
    )  # fmt: skip
    match result:
        case Denied():
            return refuse(asked, result)
        case actions.Incomplete():
            return _shown(request, asked, result.contribution, incomplete=True, status=422)
        case actions.Conflict():
            return _conflict(request, asked, saved, _texts(request), status=409)
        case actions.Saved():
            messages.success(request, gettext(_("Klarmarkerad. Du kan ångra fram till att den är godkänd.")))
            return redirect(_path(asked, saved))


def _following(asked: Asking, saved: Contribution) -> str:
    place = pages.queue(asked, neighbours(saved, asked.by, today=asked.today))
    return place.next if place else ""


def _conflict(
    request: HttpRequest, asked: Asking, found: Contribution, mine: Mapping[str, str], *, status: int = 200
) -> HttpResponse:
    """Both texts, with what differs; nothing is saved until she chooses."""
    path = _path(asked, found)
    stored = Contribution.objects.select_related("changed_by").get(pk=found.pk)
    writing.keep_lost(request, path, asked.by.person, mine, stored.version)
    text = mine.get("markdown", stored.markdown).replace("\r\n", "\n")
    reader = Reader()
    changes = difference(reader.typed(stored.markdown, found), reader.typed(text, found))
    page = pages.ConflictPage(
        authority=found.authority.name, title=_title(found), by=str(stored.changed_by or ""),
        stored=reader.typed(stored.markdown, found), mine=text,
        changes=tuple((CHANGES[one.kind.value], one.text) for one in changes),
        fields=tuple(_differing(stored, mine)),
        hidden=tuple((name, mine[name]) for name in ("answer", "assessment", "elsewhere") if name in mine),
        version=stored.version, action=path, back=asked.contribution_href(found, "keep_theirs"),
    )  # fmt: skip
    context = {"page": page, "who": writing.signed(asked.by.person)}
    return render(request, "reporting/conflict.html", context, status=status)


def _differing(stored: Contribution, mine: Mapping[str, str]) -> list[tuple[str, str, str]]:
    found = []
    if "assessment" in mine and mine["assessment"] != stored.assessment:
        found.append((gettext(_("Bedömning")), _assessed(stored.assessment), _assessed(mine["assessment"])))
    if "answer" in mine and mine["answer"] != stored.answer and mine["answer"] in set(Answer):
        words = gettext(Answer(stored.answer).word), gettext(Answer(mine["answer"]).word)
        found.append((gettext(_("Svar")), *words))
    if "elsewhere" in mine and mine["elsewhere"] != stored.elsewhere:
        found.append((gettext(_("Var rapporteras det?")), stored.elsewhere, mine["elsewhere"]))
    return found


def _assessed(value: str) -> str:
    return gettext(Assessment(value).word) if value in set(Assessment) else "–"


def _title(found: Contribution) -> str:
    return found.task.title if hasattr(found, "task") else found.object


def _form(found: Contribution, data: object) -> forms.Contribution:
    return forms.Contribution(data, **_fields(found))


def _unbound(
    around: Beside, person: Person, *, tab: str, kept: Mapping[str, str] | None
) -> forms.Contribution:
    found = around.contribution
    initial = {
        "markdown": found.markdown, "answer": found.answer, "assessment": found.assessment,
        "elsewhere": found.elsewhere, "version": found.version, "tab": tab, "who": writing.signed(person),
        **(kept or {}),
    }  # fmt: skip
    return forms.Contribution(initial=initial, unchanged=around.previous is not None, **_fields(found))


def _fields(found: Contribution) -> dict[str, bool]:
    """Which fields the answer's form has, and the words of its assessment."""
    assert found.round is not None
    return {
        "assessed": bool(found.task.wants_assessment) if hasattr(found, "task") else False,
        "commented": pages.is_commented(found),
        "of_the_year": found.round.kind == RoundKind.ANNUAL,
    }


def _texts(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in writing.FIELDS if name in request.POST}


def _path(asked: Asking, found: Contribution) -> str:
    return asked.contribution_href(found)
