"""Beside a forecast: rows pasted from a spreadsheet, its versions, and the approved forecast for the finance system."""

import csv
import io
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from utfall.domain.denied import Denied
from utfall.domain.reporting import Deed
from utfall.locale import mark as _
from utfall.records.finance.actions import forecast as actions
from utfall.records.finance.actions.forecast_refusals import NO_STATEMENT
from utfall.records.finance.queries.forecast import standing
from utfall.records.finance.queries.forecast_around import around
from utfall.records.finance.queries.forecast_export import EXPORTED, exported
from utfall.web.finance import forecasting, pasted
from utfall.web.finance.asked import SCALES
from utfall.web.finance.forms.forecast import PastedForm
from utfall.web.finance.pages import forecast_tools as tools
from utfall.web.finance.pages.forecast_rows import labelled
from utfall.web.shell import workbook
from utfall.web.shell.asking import posted, refuse, unless


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """Rows from a spreadsheet: looked at first, stored when she says so; bad cells are named by row and column."""
    place = forecasting.place(request, unit, round)
    found = around(place.round)
    if found is None or unit not in found.tree:
        refuse(NO_STATEMENT)
    held = standing(found, unit, method=place.method)
    answer = place.may(held.record)[Deed.SAVE]
    unless(answer if isinstance(answer, Denied) else None)
    labels = {cell.account: word for cell, word in labelled(found, held)}
    version = held.record.version if held.record else 0
    form = PastedForm(posted(request), initial={"scale": place.scale, "version": version})
    if request.method != "POST" or not form.is_valid():
        page = tools.paste(place, held, labels, None)
        status = 422 if form.errors else 200
        return render(request, "finance/forecast_paste.html", {"page": page, "form": form}, status=status)
    given = form.cleaned_data
    rows = pasted.read(given["text"], held.lines, labels, unit=SCALES[given["scale"]][0])
    if "store" in request.POST and rows.rows:
        saved = actions.save(
            place.round, place.unit, actions.Writing(rows.cells), version=given.get("version") or 0, by=place.who,
            now=timezone.now(),
        )  # fmt: skip
        if isinstance(saved, Denied):
            refuse(saved)
        if isinstance(saved, actions.Saved):
            words = ngettext("%(num)s rad är sparad.", "%(num)s rader är sparade.", len(rows.rows))
            messages.success(request, words % {"num": len(rows.rows)})
            return redirect(place.href())
        messages.warning(request, gettext(_("Någon annan har sparat under tiden. Granska raderna igen.")))
        data = request.POST.copy()
        data["version"] = str(version)
        form = PastedForm(data)
    page = tools.paste(place, held, labels, rows)
    return render(request, "finance/forecast_paste.html", {"page": page, "form": form})


@require_safe
def history(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """Every version with what changed in it."""
    place = forecasting.place(request, unit, round)
    found = around(place.round)
    if found is None or unit not in found.tree:
        raise Http404
    held = standing(found, unit)
    labels = {cell.account: word for cell, word in labelled(found, held)}
    return render(
        request, "finance/forecast_history.html", {"page": tools.versions(place, found, held, labels)}
    )


@require_safe
def export(request: HttpRequest, unit: str, round: str) -> HttpResponse:
    """The approved forecast by code string and month, for the finance system."""
    place = forecasting.place(request, unit, round)
    found = around(place.round)
    rows = exported(found, unit) if found is not None and unit in found.tree else None
    if rows is None:
        raise Http404
    name = f"prognos-{unit}-{round}".lower()
    version = f"Prognos {round}"
    if workbook.is_asked(request):
        return workbook.answer(
            workbook.Sheet(
                name=name, caption=gettext(_("Prognos per kodsträng, kronor")),
                about=(place.unit.name, version, gettext(_("Debet är plus, kredit minus."))),
                columns=tuple(workbook.Column(word, number=word == "Belopp") for word in EXPORTED),
                rows=tuple(
                    (*row.codes, row.period, workbook.Number(Decimal(row.öre) / 100, 2), version) for row in rows
                ),
            )
        )  # fmt: skip
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(EXPORTED)
    writer.writerows(
        (*row.codes, row.period, f"{Decimal(row.öre) / 100:.2f}".replace(".", ","), version) for row in rows
    )
    return HttpResponse(
        held.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )  # fmt: skip
