"""A unit's forecast: read, filled in, handed in, taken back, returned, approved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.domain.money import Money
from utfall.domain.reporting import Deed, State
from utfall.locale import mark as _
from utfall.records.finance.actions import forecast as actions
from utfall.records.finance.actions.forecast_refusals import NO_STATEMENT
from utfall.records.finance.models import Forecast, ForecastVersion
from utfall.records.finance.queries.accuracy import may_see_accuracy, tried
from utfall.records.finance.queries.agreed import changes
from utfall.records.finance.queries.forecast import Standing, standing
from utfall.records.finance.queries.forecast_around import KINDS, Around, around
from utfall.web.finance import forecasting
from utfall.web.finance.forecasting import Place
from utfall.web.finance.forms.forecast import ForecastForm, ReturnForm
from utfall.web.finance.pages import forecast as pages
from utfall.web.finance.pages.forecast_rows import labelled
from utfall.web.reporting.wording import clock
from utfall.web.shell.asking import posted, refuse, said


@require_safe
def forecasts(request: HttpRequest, unit: str) -> HttpResponse:
    """To the unit's forecast in the round where forecasts are made now."""
    found, round = forecasting.latest(request, unit)
    return redirect("finance:forecast", found.code, round.code)


@require_http_methods(["GET", "HEAD", "POST"])
def forecast(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """The page, and its form: every button saves what is typed, and then does what it says."""
    place = forecasting.place(request, unit, round)
    found = around(place.round)
    if found is None or place.unit.code not in found.tree:
        return _without_statement(request, place)
    held = standing(found, place.unit.code, method=place.method)
    form = _form(place, found, held, posted(request))
    if request.method != "POST":
        return shown(request, place, found, held, form)
    if not form.is_valid():
        return shown(request, place, found, held, form, status=422)
    written = form.writing(fill="fill" in request.POST)
    saved = actions.save(
        place.round, place.unit, written, version=form.read_version, by=place.who, now=timezone.now()
    )
    match saved:
        case Denied():
            refuse(saved)
        case actions.Conflict():
            return _conflict(request, place, found, held)
        case actions.Saved():
            if "done" in request.POST:
                return _submit(request, place, saved.forecast)
    messages.success(request, gettext(_("Sparat %(time)s")) % {"time": clock(timezone.now())})
    return redirect(place.href())


@require_POST
def withdraw(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """Take back what was handed in."""
    place = forecasting.place(request, unit, round)
    done = actions.withdraw(place.round, place.unit, by=place.who, now=timezone.now())
    return _after(request, place, done, gettext(_("Prognosen är tillbaka hos dig. Du kan ändra den.")))


@require_POST
def approve(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """Approve the version that was read."""
    place = forecasting.place(request, unit, round)
    version = request.POST.get("version", "")
    number = int(version) if version.isdecimal() else -1
    done = actions.approve(place.round, place.unit, version=number, by=place.who, now=timezone.now())
    words = gettext(_("Prognosen är godkänd."))
    if place.unit.code == place.authority.code:
        words = gettext(_("Prognosen är godkänd. Det är den som gäller i rapporten nu."))
    return _after(request, place, done, words)


@require_POST
def give_back(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """Return it with what needs to be changed."""
    place = forecasting.place(request, unit, round)
    form = ReturnForm(request.POST)
    comment = form.cleaned_data["comment"] if form.is_valid() else ""
    done = actions.return_(place.round, place.unit, comment, by=place.who, now=timezone.now())
    return _after(request, place, done, gettext(_("Prognosen är återlämnad.")))


def shown(
    request: HttpRequest, place: Place, found: Around, held: Standing, form: ForecastForm, *, status: int = 200,
    incomplete: bool = False, conflict: Forecast | None = None,
) -> HttpResponse:  # fmt: skip
    """The page with the form; after a `conflict` with what is stored beside what was typed."""
    sees = may_see_accuracy(place.who, place.round, place.unit) is None
    page = pages.page(
        place, found, held, rounds=_rounds(place, found), tried=tried(found, place.unit.code) if sees else None,
        returned=_returned(held.record), changes=changes(place.who, place.authority, place.unit, found.period),
        stored=_stored(held, form) if conflict is not None else None,
    )  # fmt: skip
    context = {
        "page": page, "form": form, "incomplete": incomplete, "reason": ReturnForm(),
        "conflict": str(conflict.changed_by or "") if conflict is not None else None,
    }  # fmt: skip
    return render(request, "finance/forecast.html", context, status=status)


def _submit(request: HttpRequest, place: Place, row: Forecast) -> HttpResponse:
    done = actions.submit(place.round, place.unit, version=row.version, by=place.who, now=timezone.now())
    match done:
        case Denied() | actions.Saved():
            words = gettext(_("Prognosen är skickad. Du kan ångra tills den är godkänd."))
            return _after(request, place, done, words)
        case _:
            found = around(place.round)
            assert found is not None
            held = standing(found, place.unit.code, method=place.method)
            form = _form(place, found, held, None)
            return shown(request, place, found, held, form, status=422, incomplete=True)


def _after(request: HttpRequest, place: Place, done: actions.Saved | Denied, words: str) -> HttpResponse:
    match done:
        case Denied() if done.code.startswith("access."):
            refuse(done)
        case Denied():
            messages.error(request, said(done))
        case _:
            messages.success(request, words)
    return redirect(place.href())


def _conflict(request: HttpRequest, place: Place, found: Around, held: Standing) -> HttpResponse:
    """What was typed stays in the fields, what is stored stands beside it; nothing is saved until she chooses."""
    version = held.record.version if held.record else 0
    data = request.POST.copy()
    data["version"] = str(version)
    form = _form(place, found, held, data)
    form.is_valid()
    row = held.record or Forecast(authority=place.authority, round=place.round, unit=place.unit)
    return shown(request, place, found, held, form, status=409, conflict=row)


def _form(place: Place, found: Around, held: Standing, data: object) -> ForecastForm:
    return ForecastForm(
        data, cells=labelled(found, held), lines=held.lines, unit=place.shown_in, decimals=place.decimals,
        version=held.record.version if held.record else 0,
    )  # fmt: skip


def _stored(held: Standing, form: ForecastForm) -> dict[str, Money | None]:
    """What is stored for the account groups where something else was typed."""
    return {account: form.cells[account].said for account in form.writing().cells} if form.is_valid() else {}


def _returned(row: Forecast | None) -> ForecastVersion | None:
    """Why it was returned, while it is."""
    if row is None or row.state != State.RETURNED:
        return None
    return row.versions.filter(deed=Deed.RETURN).order_by("-number").first()


def _rounds(place: Place, found: Around) -> list[tuple[str, str]]:
    rows = [row for row in found.rounds if row.kind in KINDS]
    return [(row.name, place.href(round=row.code)) for row in reversed(rows)]


def _without_statement(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method == "POST":
        refuse(NO_STATEMENT)
    page = {
        "title": gettext(_("Prognos: %(unit)s")) % {"unit": place.unit.name}, "committee": place.authority.name,
        "start": reverse("finance:start"),
    }  # fmt: skip
    return render(request, "finance/no_forecast.html", {"page": page, "sentence": said(NO_STATEMENT)})
