"""Start from an Excel workbook: template, preview, store, undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from utfall.domain.denied import Denied
from utfall.integrations.workbook import read_workbook
from utfall.integrations.workbook import template as empty_workbook
from utfall.locale import mark as _
from utfall.records.loading.workbook import allowed, last_import, stored_content
from utfall.records.loading.workbook import store as store_content
from utfall.records.loading.workbook import undo as undo_import
from utfall.web.organisation import uploads
from utfall.web.organisation.access import IMPORTS, entering
from utfall.web.organisation.forms import ROLES, Upload
from utfall.web.organisation.pages import workbook as pages
from utfall.web.reporting.asking import sentence

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORDS = tuple(role.value for role in ROLES)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """Where the workbook is fetched and sent in."""
    asked, authority = entering(request, IMPORTS)
    page = pages.workbook(asked, authority, last_import(authority))
    return render(request, "organisation/workbook.html", {"page": page, "form": Upload()})


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    entering(request, IMPORTS)
    answer = HttpResponse(empty_workbook(roles=_WORDS), content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="utfall-start.xlsx"'
    return answer


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the workbook would do; nothing is stored."""
    asked, authority = entering(request, IMPORTS)
    form = Upload(request.POST, request.FILES)
    if not form.is_valid():
        again = pages.workbook(asked, authority, last_import(authority))
        return render(request, "organisation/workbook.html", {"page": again, "form": form}, status=422)
    sent = form.cleaned_data["file"]
    file = uploads.keep(request, sent.name, sent.read())
    read = read_workbook(file.data, name=file.name, roles=_WORDS)
    kept = allowed(read.values, asked.by) if read.values else None
    page = pages.preview(asked, authority, file, read, kept, stored=stored_content(authority))
    return render(request, "organisation/preview.html", {"page": page})


@require_POST
def store(request: HttpRequest) -> HttpResponse:
    """Store what the preview showed."""
    asked, _authority = entering(request, IMPORTS)
    file = uploads.kept(request, request.POST.get("token", ""))
    read = read_workbook(file.data, name=file.name, roles=_WORDS) if file else None
    if file is None or read is None or read.values is None:
        messages.warning(request, gettext(_("Förhandsgranskningen är för gammal. Skicka in filen igen.")))
        return redirect(asked.href("organisation:workbook"))
    result = store_content(read.values, name=file.name, by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        messages.warning(request, sentence(result))
        return redirect(asked.href("organisation:workbook"))
    uploads.forget(request, file.token)
    messages.success(request, pages.stored(result.new, result.changed))
    return redirect(asked.href("organisation:workbook"))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last import."""
    asked, _authority = entering(request, IMPORTS)
    result = undo_import(by=asked.by, now=timezone.now())
    if isinstance(result, Denied):
        messages.warning(request, sentence(result))
    else:
        messages.success(request, gettext(_("Inläsningen är ångrad. Allt är som det var före.")))
    return redirect(asked.href("organisation:workbook"))
