"""En runda: the deeds that concern all of it."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.access import Act, HandOver, Kind, Thing, permission, visibility
from utfall.domain.denied import Denied
from utfall.domain.reporting import RoundDeed, RoundState, State, round_deeds
from utfall.domain.reporting import Step as RoundStepWord
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority, Round, RoundStep
from utfall.records.reporting import actions
from utfall.records.reporting.actions.arranging import proposals
from utfall.records.reporting.models import Contribution, Edition
from utfall.records.reporting.models import HandOver as HandOverRow
from utfall.records.reporting.queries.contributions import round_refusal
from utfall.records.reporting.queries.lapsed import lapsed
from utfall.records.reporting.queries.overview import rounds_of
from utfall.records.reporting.queries.things import RELATED
from utfall.web.reporting import facts, forms
from utfall.web.reporting.asking import Asking, asking, refuse, round_asked, sentence
from utfall.web.reporting.pages import round as pages

NO_FACTS = _("Rundans siffror går inte att ta fram. Kontrollera att källmappen och huvudboken är inlästa.")
_ACTS = {
    "move": (Act.MOVE_DATE, Kind.ROUND),
    "confirm": (Act.CONFIRM, Kind.CONTRIBUTION),
    "decide": (Act.RECORD_DECISION, Kind.ROUND),
    "hand_over": (Act.HAND_OVER, Kind.EDITION),
}


@require_safe
def round(request: HttpRequest, round: str) -> HttpResponse:
    """The round for those who take part in it; for others what has come of it, if they may read that."""
    asked = asking(request)
    found = round_asked(asked, round)
    refused = round_refusal(found, asked.by)
    if refused is not None:
        return _editions_only(request, asked, found, refused)
    by = asked.by.actor
    deeds = {deed for role in by.roles for deed in round_deeds(RoundState(found.state), role=role)}
    may = {name for name, (act, kind) in _ACTS.items() if permission(by, act, kind) is None}
    page = pages.page(
        asked, found, steps=RoundStep.objects.filter(round=found), editions=_editions(found),
        handed=_handed(found), deeds=frozenset(deed.name.lower() for deed in deeds), may=frozenset(may),
        rounds=rounds_of(asked.by),
    )  # fmt: skip
    context = {"page": page, "meeting": forms.Day(prefix="m"), "summons": forms.Day(prefix="s"),
               "decision": _decision(found, None), "opening": forms.Day(prefix="m")}  # fmt: skip
    return render(request, "reporting/round.html", context)


@require_POST
def open_round(request: HttpRequest, round: str) -> HttpResponse:
    """Open it, with the day of the meeting that all other days are counted from."""
    asked = asking(request)
    found = _taking_part(asked, round)
    form = forms.Day(request.POST, prefix="m")
    meeting = form.day if form.is_valid() else None
    result = actions.open_round(found.pk, meeting_on=meeting, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    text = ngettext("Rundan är öppen. %(num)s uppgift är utlagd.", "Rundan är öppen. %(num)s uppgifter är utlagda.",
                    result.tasks)  # fmt: skip
    messages.success(request, text % {"num": result.tasks})
    return redirect(asked.href("overview", found.code))


@require_POST
def close_round(request: HttpRequest, round: str) -> HttpResponse:
    """Undo the opening."""
    return _deed(request, round, actions.close_round, _("Öppningen är ångrad."))


@require_POST
def reopen(request: HttpRequest, round: str) -> HttpResponse:
    """A new draft after a remittal."""
    return _deed(request, round, actions.reopen, _("Ett nytt utkast är öppet."))


@require_POST
def correct(request: HttpRequest, round: str) -> HttpResponse:
    """Take back a decision that was registered wrongly."""
    return _deed(
        request, round, actions.correct, _("Det registrerade beslutet är borttaget. Loggen har kvar det.")
    )


@require_POST
def release(request: HttpRequest, round: str) -> HttpResponse:
    """Let the round see what has been imported to the ledger since."""
    asked = asking(request)
    found = _taking_part(asked, round)
    result = actions.release_ledger(found.pk, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    messages.success(
        request, gettext(_("Siffrorna är släppta. Kontrollera de godkända texter som har andra siffror nu."))
    )
    return redirect(asked.href("figures", found.code))


def lock(request: HttpRequest, round: str) -> HttpResponse:
    """What a lock means, and the lock; a contradiction is shown instead of being locked."""
    asked = asking(request)
    found = _leading(asked, round)
    if request.method != "POST":
        return render(request, "reporting/lock.html", {"page": _lock_page(asked, found)})
    now = timezone.now()
    known = facts.all_of(found, now=now)
    if known.snapshot is None:
        messages.error(request, gettext(NO_FACTS))
        return redirect(asked.href("round", found.code))
    said = facts.explained(found)
    result = actions.lock(
        found.pk, known.snapshot, by=asked.by, now=now, explained=said, found=known.findings
    )
    match result:
        case Denied():
            return _said(request, asked, found, result)
        case actions.Contradicted():
            page = _lock_page(asked, found, result)
            return render(request, "reporting/lock.html", {"page": page}, status=409)
        case Edition():
            done = gettext(_("Rundan är låst. Utgåva %(number)s är gjord.")) % {"number": result.number}
            messages.success(request, done)
            return redirect(asked.href("round", found.code))


@require_POST
def unlock(request: HttpRequest, round: str) -> HttpResponse:
    """Open it again."""
    asked = asking(request)
    found = _taking_part(asked, round)
    result = actions.unlock(found.pk, request.POST.get("reason", ""), by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    messages.success(request, gettext(_("Rundan är öppen igen. Godkännandena gäller fortfarande.")))
    return redirect(asked.href("round", found.code))


@require_POST
def decide(request: HttpRequest, round: str) -> HttpResponse:
    """Register what the committee decided."""
    asked = asking(request)
    found = _taking_part(asked, round)
    form = _decision(found, request)
    if not form.is_valid():
        messages.error(request, gettext(_("Välj vad nämnden beslutade.")))
        return redirect(asked.href("round", found.code))
    given = form.cleaned_data
    now, by = timezone.now(), asked.by
    match RoundDeed(given["outcome"]):
        case RoundDeed.DECIDE_WITH_CHANGES:
            result = actions.decide_with_changes(
                found.pk,
                given["decision"],
                given["changes"],
                case_number=given["case_number"],
                by=by,
                now=now,
            )
        case RoundDeed.REMIT:
            result = actions.remit(found.pk, given["decision"], by=by, now=now)
        case RoundDeed.TABLE:
            result = actions.table(found.pk, given["decision"], by=by, now=now)
        case _:
            result = actions.decide(
                found.pk, given["decision"], case_number=given["case_number"], by=by, now=now
            )
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    messages.success(request, gettext(_("Beslutet är registrerat.")))
    return redirect(asked.href("round", found.code))


def meeting(request: HttpRequest, round: str) -> HttpResponse:
    """What another day for the meeting proposes, and the move."""
    asked = asking(request)
    found = _taking_part(asked, round)
    data = request.POST if request.method == "POST" else request.GET
    form = forms.Day(data, prefix="m")
    if not form.is_valid():
        messages.error(request, gettext(_("Ange ett datum.")))
        return redirect(asked.href("round", found.code))
    if request.method != "POST":
        page = pages.meeting_page(asked, found, form.day, proposals(found, form.day, today=asked.today))
        return render(request, "reporting/meeting.html", {"page": page})
    accepted = {RoundStepWord(value) for value in request.POST.getlist("steg") if value in set(RoundStepWord)}
    result = actions.move_meeting(found.pk, form.day, accepted=accepted, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    messages.success(request, gettext(_("Mötet och tidplanen är flyttade.")))
    return redirect(asked.href("round", found.code))


@require_POST
def summons(request: HttpRequest, round: str) -> HttpResponse:
    """The summons has gone out."""
    asked = asking(request)
    found = _taking_part(asked, round)
    form = forms.Day(request.POST, prefix="s")
    on = form.day if form.is_valid() else asked.today
    result = actions.record_summons(found.pk, on, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    messages.success(
        request, gettext(_("Kallelsen är registrerad. Ledamöterna kan läsa rapporten från den dagen."))
    )
    return redirect(asked.href("round", found.code))


def figures(request: HttpRequest, round: str) -> HttpResponse:
    """Approved texts whose figures have changed: confirm them, or let the approvals lapse."""
    asked = asking(request)
    found = _confirming(asked, round)
    known = facts.figures_of(found)
    if known is None:
        messages.error(request, gettext(NO_FACTS))
        return redirect(asked.href("round", found.code))
    if request.method != "POST":
        page = pages.figures_page(asked, found, lapsed(found, known))
        return render(request, "reporting/figures.html", {"page": page})
    chosen = [int(value) for value in request.POST.getlist("bidrag") if value.isdigit()]
    deed = actions.lapse if request.POST.get("deed") == "lapse" else actions.confirm_figures
    result = deed(found, chosen, known, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    text = ngettext("%(num)s text är behandlad.", "%(num)s texter är behandlade.", len(result.done))
    messages.success(request, text % {"num": len(result.done)})
    for _one, why in result.refused:
        messages.error(request, sentence(why))
    return redirect(asked.href("figures", found.code))


def hand_over(request: HttpRequest, round: str) -> HttpResponse:
    """Choose what is handed over and to whom, and hand it over."""
    asked = asking(request)
    found = _handing(asked, round)
    others = Authority.objects.exclude(pk=found.authority_id).order_by("name")
    form = forms.Handing(request.POST or None, authorities=others)
    if request.method == "POST" and form.is_valid():
        recipient = next(one for one in others if one.code == form.cleaned_data["recipient"])
        result = _handed_over(request, asked, found, recipient, form.cleaned_data["message"])
        if not isinstance(result, Denied):
            messages.success(request, gettext(_("Överlämnat till %(name)s.")) % {"name": recipient.name})
            return redirect(asked.href("round", found.code))
        form.add_error(None, sentence(result))
    texts = Contribution.objects.filter(round=found, secret="").exclude(markdown="", answer="text")
    unit = {name: Coalesce(f"task__unit__{name}", f"unit__{name}") for name in ("short", "name")}
    named = texts.annotate(
        said=Coalesce("task__title", "object"), **{f"unit_{key}": of for key, of in unit.items()}
    )
    page = pages.hand_page(
        asked, found,
        named.order_by("task__position", "pk").values_list("pk", "unit_short", "unit_name", "said"),
        has_edition=Edition.objects.filter(round=found).exists(),
    )  # fmt: skip
    failed = request.method == "POST"
    return render(
        request, "reporting/hand_over.html", {"page": page, "form": form}, status=422 if failed else 200
    )


@require_safe
def handed(request: HttpRequest, round: str, number: int) -> HttpResponse:
    """A hand-over with its frozen copy, for the one who gave it and the one who got it."""
    asked = asking(request)
    found = round_asked(asked, round)
    row = _handed(found).filter(pk=number).first()
    own = asked.by.authority
    if row is None or own is None:
        raise Http404
    thing = Thing(
        Kind.EDITION, authority=found.authority.code, locked=True, hand_overs=(_event(row),), summons_on=None
    )
    refused = visibility(asked.by.actor, thing)
    if refused is not None:
        return refuse(asked, refused)
    return render(request, "reporting/handed.html", {"page": pages.handed_page(asked, row)})


def edition_thing(edition: Edition, handed: tuple[HandOverRow, ...]) -> Thing:
    """An edition as access sees it: the members read it from the summons on, others when it is handed over."""
    return Thing(
        Kind.EDITION, authority=edition.authority.code, locked=True, summons_on=edition.summoned_on,
        hand_overs=tuple(_event(one) for one in handed if one.edition_id == edition.pk),
    )  # fmt: skip


def _event(row: HandOverRow) -> HandOver:
    return HandOver(to=row.recipient.code, on=timezone.localtime(row.at).date())


def _editions_only(request: HttpRequest, asked: Asking, found: Round, refused: Denied) -> HttpResponse:
    """What has come of the round, for members, auditors and whoever it was handed to."""
    rows = tuple(_handed(found))
    answers = [(one, visibility(asked.by.actor, edition_thing(one, rows))) for one in _editions(found)]
    seen = [one for one, answer in answers if answer is None]
    mine = [row for row in rows if asked.by.authority and row.recipient_id == asked.by.authority.pk]
    if not seen and not mine:
        told = visibility(asked.by.actor, Thing(Kind.EDITION, authority=found.authority.code, locked=True))
        return refuse(asked, told if told is not None else refused)
    page = pages.EditionsPage(
        found.authority.name, found.name, tuple(pages.edition(asked, one) for one in seen),
        tuple(pages.hand_line(asked, row) for row in mine),
    )  # fmt: skip
    return render(request, "reporting/editions.html", {"page": page})


def _handed_over(
    request: HttpRequest, asked: Asking, round: Round, recipient: Authority, message: str
) -> HandOverRow | Denied:
    now = timezone.now()
    if request.POST.get("extent") == "whole":
        return actions.hand_over(round.pk, recipient, by=asked.by, now=now, message=message)
    chosen = [int(value) for value in request.POST.getlist("bidrag") if value.isdigit()]
    texts = Contribution.objects.filter(round=round, pk__in=chosen).values_list("markdown", flat=True)
    return actions.hand_over_part(
        round.pk,
        recipient,
        chosen,
        by=asked.by,
        now=now,
        facts=facts.for_texts(round, texts),
        message=message,
    )


def _deed(request: HttpRequest, code: str, deed: Callable[..., object], done: str) -> HttpResponse:
    asked = asking(request)
    found = _taking_part(asked, code)
    result = deed(found.pk, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        return _said(request, asked, found, result)
    messages.success(request, gettext(done))
    return redirect(asked.href("round", found.code))


def _said(request: HttpRequest, asked: Asking, round: Round, denied: Denied) -> HttpResponse:
    """A refusal of access is a page of its own; one of the round's state is said where it was asked."""
    if denied.code.startswith("access.") or denied.code in ("round.not-leader", "round.not-secretary"):
        return refuse(asked, denied)
    messages.error(request, sentence(denied))
    return redirect(asked.href("round", round.code))


def _taking_part(asked: Asking, code: str) -> Round:
    """The round, for those who take part in it; what each may do with it is the deed's own question."""
    found = round_asked(asked, code)
    refused = round_refusal(found, asked.by)
    return found if refused is None else refuse(asked, refused)


def _leading(asked: Asking, code: str) -> Round:
    return _permitted(asked, code, Act.LEAD, Kind.ROUND)


def _confirming(asked: Asking, code: str) -> Round:
    return _permitted(asked, code, Act.CONFIRM, Kind.CONTRIBUTION)


def _handing(asked: Asking, code: str) -> Round:
    return _permitted(asked, code, Act.HAND_OVER, Kind.EDITION)


def _permitted(asked: Asking, code: str, act: Act, kind: Kind) -> Round:
    found = round_asked(asked, code)
    hidden = round_refusal(found, asked.by)
    refused = hidden if hidden is not None else permission(asked.by.actor, act, kind)
    return found if refused is None else refuse(asked, refused)


def _lock_page(asked: Asking, round: Round, stopped: actions.Contradicted | None = None) -> pages.LockPage:
    tasks = Contribution.objects.filter(round=round, task__isnull=False)
    unfinished = tasks.exclude(state=State.APPROVED).select_related(*RELATED).order_by("task__position", "pk")
    return pages.lock_page(
        asked, round, approved=Contribution.objects.filter(round=round, state=State.APPROVED).count(),
        unapproved=unfinished[: pages.NAMED], left=unfinished.count(), findings=stopped.findings if stopped else (),
    )  # fmt: skip


def _decision(round: Round, request: HttpRequest | None) -> forms.Decision:
    words = [(deed.value, gettext(deed.word)) for deed in pages.OUTCOMES]
    return forms.Decision(request.POST if request else None, outcomes=words)


def _editions(round: Round) -> list[Edition]:
    rows = Edition.objects.filter(round=round).select_related("authority", "round").order_by("-number")
    return list(rows.defer("facts", "document", "template"))


def _handed(round: Round) -> QuerySet[HandOverRow]:
    return (
        HandOverRow.objects.filter(round=round)
        .select_related("recipient", "authority", "by", "round", "edition", "edition__round")
        .defer("edition__facts", "edition__document", "edition__template")
        .order_by("-at")
    )
