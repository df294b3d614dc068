"""Variances explained: listed, one with its parts, and its text put into the unit's comment."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.domain.figure import Address
from utfall.domain.finance import EXPLAINED
from utfall.domain.finance.explanation_text import explanation_text
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.locale import mark as _
from utfall.records.finance.actions import explanations as actions
from utfall.records.finance.models import VarianceExplanation
from utfall.records.finance.queries import explanations as queries
from utfall.records.finance.queries.books import Books, books
from utfall.records.organisation.models import OrgUnit
from utfall.records.reporting.actions.inserting import insert
from utfall.records.reporting.queries.places import place_of_text
from utfall.web.finance import finding
from utfall.web.finance.forms.explanations import PartsForm, SuggestionForm, TextForm
from utfall.web.finance.pages import explanation_sheets as sheets
from utfall.web.finance.pages import explanations as pages
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted, said, unless


@dataclass(frozen=True, slots=True)
class Found:
    """The variance of the address, and who asks about it. She may see it."""

    place: finding.Place
    period: Period
    books: Books
    item: queries.Explained

    @property
    def may_write(self) -> Denied | None:
        """Why she may not explain it, or None if she may."""
        return queries.may_write(self.place.who, self.place.authority, self.place.path)

    @property
    def href(self) -> str:
        """The page of the variance."""
        return pages.href(self.item.address, self.period)


@require_safe
def explanations(request: HttpRequest, unit: str, month: str) -> HttpResponse:
    """What there is to explain of a unit to a month, and what is explained."""
    place, period = _place(request, unit), finding.period(month)
    known = books(place.authority)
    made = queries.made(known, place.authority, place.unit, period) if known else ()
    page = pages.explanations(place, period, known, made)
    if workbook.is_asked(request):
        return workbook.answer(*sheets.sheets(page, unit, month))
    return render(request, "finance/explanations.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def explanation(request: HttpRequest, unit: str, month: str, measure: str, scenario: str) -> HttpResponse:
    """One variance; POST saves its parts."""
    found = _found(request, unit, month, measure, scenario)
    scale = _scale(request)
    if request.method == "POST":
        unless(found.may_write)
    form = _form(request, found, scale)
    if request.method == "POST" and form.is_valid():
        done = actions.save_parts(
            found.place.unit, found.item.address, form.causes(), by=found.place.who, now=timezone.now()
        )
        if isinstance(done, VarianceExplanation):
            messages.success(request, gettext(_("Förklaringen är sparad.")))
            return redirect(f"{found.href}?enhetstal={scale}")
        form.add_error(None, said(done))
    return _shown(request, found, form, scale)


@require_POST
def suggest(request: HttpRequest, unit: str, month: str, measure: str, scenario: str) -> HttpResponse:
    """Take a suggested part."""
    found = _found(request, unit, month, measure, scenario)
    unless(found.may_write)
    form = SuggestionForm(request.POST)
    cause = form.cause() if form.is_valid() else None
    if cause is None:
        messages.error(request, gettext(_("Förslaget gick inte att läsa. Skriv orsaken själv.")))
        return redirect(found.href)
    done = actions.add_part(
        found.place.unit, found.item.address, cause, by=found.place.who, now=timezone.now()
    )
    if isinstance(done, Denied):
        messages.error(request, said(done))
    else:
        messages.success(request, gettext(_("”%(name)s” är tillagd.")) % {"name": cause.name})
    return redirect(f"{found.href}?enhetstal={_scale(request)}")


@require_POST
def text(request: HttpRequest, unit: str, month: str, measure: str, scenario: str) -> HttpResponse:
    """Put the text last in the unit's comment on its economy."""
    found = _found(request, unit, month, measure, scenario)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _shown(
            request, found, _form(request, found, _scale(request), bound=False), _scale(request), form
        )
    target = place_of_text(found.place.unit, found.period, found.place.who)
    if target is None:
        raise Http404
    done = insert(target.pk, form.cleaned_data["text"], by=found.place.who, now=timezone.now())
    if isinstance(done, Denied):
        messages.error(request, said(done))
    else:
        messages.success(request, gettext(_("Texten står sist i kommentaren.")))
    return redirect(found.href)


def _place(request: HttpRequest, unit: str) -> finding.Place:
    place = finding.place(request, unit)
    refused = queries.may_see(place.who, place.authority, place.path)
    if refused is not None:
        unless(queries.may_see(place.who, place.authority, place.path, ask=place.ask()))
        unless(refused)
    return place


def _found(request: HttpRequest, unit: str, month: str, measure: str, scenario: str) -> Found:
    place, period = _place(request, unit), finding.period(month)
    known = books(place.authority)
    if known is None or scenario not in {one.value for one in EXPLAINED}:
        raise Http404
    try:
        address: Address = queries.addresses(measure, unit, period)[Scenario(scenario)]
    except ValueError:
        raise Http404 from None
    item = queries.explained(known, address, queries.row_of(place.authority, address))
    if item is None:
        raise Http404
    return Found(place, period, known, item)


def _scale(request: HttpRequest) -> str:
    asked = request.GET.get("enhetstal", "")
    return asked if asked in pages.SCALES else next(iter(pages.SCALES))


def _units(found: Found) -> dict[str, str]:
    """The unit and those below it, by code."""
    below = OrgUnit.objects.filter(path__startswith=found.place.unit.path).order_by("path", "position")
    return {unit.code: unit.name for unit in below}


def _form(request: HttpRequest, found: Found, scale: str, *, bound: bool = True) -> PartsForm:
    rest = found.item.remainder if request.GET.get("rest") == "ja" else None
    return PartsForm(
        posted(request) if bound else None, causes=(part.cause for part in found.item.parts),
        units=_units(found).items(), unit=pages.SCALES[scale], rest=rest or None,
    )  # fmt: skip


def _suggestions(found: Found) -> tuple[pages.Suggestions, ...]:
    about = found.item.address
    months = queries.months_known(found.books, about, found.period)
    of_ledger = queries.of_ledger(found.books, about, months)
    return (
        pages.Suggestions(gettext(_("Rader")), queries.of_lines(found.books, about)),
        pages.Suggestions(gettext(_("Enheter")), queries.of_units(found.books, about)),
        pages.of_ledger(about, months, of_ledger),
    )


def _shown(
    request: HttpRequest, found: Found, form: PartsForm, scale: str, text: TextForm | None = None
) -> HttpResponse:
    may_write = found.may_write is None
    target = place_of_text(found.place.unit, found.period, found.place.who)
    where = pages.Where(f"{target.task.title}, {target.round.name}" if target and target.round else "")
    language = "en" if request.GET.get("sprak") == "en" else "sv"
    page = pages.explanation(
        found.place, found.period, found.item, scale=scale, language=language, where=where, may_write=may_write,
        suggested=_suggestions(found) if may_write else (), units=_units(found),
    )  # fmt: skip
    made = explanation_text(found.item.value(), found.item.variance, line=found.item.name, language=language)
    read = explanation_text(
        found.item.value(), found.item.variance, line=found.item.name, language=language, names=_units(found)
    )
    text = text or TextForm(None, initial={"text": made})
    status = 422 if form.errors or text.errors else 200
    return render(
        request,
        "finance/explanation.html",
        {"page": page, "form": form, "text": text, "read": read},
        status=status,
    )
