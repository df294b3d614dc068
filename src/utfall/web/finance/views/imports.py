"""Files into the ledger: sent, mapped, looked at, stored on somebody's word, and undone."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from utfall.domain.denied import Denied
from utfall.domain.finance import UploadState
from utfall.domain.finding import Finding
from utfall.domain.scenario import Scenario
from utfall.domain.statement import StatementForm
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.kommunbas import ColumnMapping
from utfall.integrations.sie.dimensions import DimensionMapping
from utfall.jobs import uploads as jobs
from utfall.ledger.batch import Batch
from utfall.ledger.phasing import Profile
from utfall.locale import mark as _
from utfall.records.finance import uploaded
from utfall.records.finance.actions import uploads as actions
from utfall.records.finance.ledger import store
from utfall.records.finance.models import LedgerUpload
from utfall.records.finance.preview import mapping_of
from utfall.records.finance.queries import imports as queries
from utfall.records.finance.queries.access import may_import
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority
from utfall.report import ledger_table, ledger_trial
from utfall.web.finance.forms.imports import ColumnsForm, DimensionsForm, SendForm
from utfall.web.finance.pages import imports as pages
from utfall.web.shell.asking import asking, posted, said, said_finding, unless

AnyForm = ColumnsForm | DimensionsForm


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """What is in force and what waits, and where a file is sent in."""
    who, authority = _entering(request)
    batches = queries.batches_of(authority)
    form = SendForm(posted(request), request.FILES if request.method == "POST" else None, batches=batches)
    if request.method == "POST" and form.is_valid():
        profiles = _profiles(form)
        if profiles is not None:
            sent = actions.Sent(
                name=form.cleaned_data["file"].name, chunks=form.cleaned_data["file"].chunks(),
                scenario=Scenario(form.cleaned_data["scenario"]), version=form.cleaned_data["version"],
                decision=form.cleaned_data["decision"], replaces=form.part, profiles=profiles,
            )  # fmt: skip
            done = actions.receive(authority, sent, by=who, now=timezone.now())
            if not isinstance(done, Denied):
                return _begun(request, done, who)
            form.add_error(None, said(done))
    sent_in = queries.uploads_of(authority)
    names = queries.names([*(one.by for one in sent_in), *(one.by for one in batches)])
    page = pages.imports(authority, batches, sent_in, names=names, today=who.actor.today)
    status = 422 if form.errors else 200
    return render(request, "finance/imports.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, number: int) -> HttpResponse:
    """One file: how its columns are read, how far the program has come, or what storing it would bring."""
    row, who = _upload(request, number)
    mapped = row.state == UploadState.RECEIVED.value or (
        not UploadState(row.state).is_busy and "koppling" in request.GET
    )
    form = _mapping_form(request, row) if mapped or request.method == "POST" else None
    if request.method == "POST" and form is not None and form.is_valid():
        done = actions.choose_mapping(
            row, form.mapping(), save_as=form.cleaned_data["save_as"], by=who, now=timezone.now()
        )
        if done is None:
            jobs.look.enqueue(row.pk)
        else:
            messages.warning(request, said(done))
        return redirect("finance:upload", row.pk)
    file = uploaded.path(row.pk)
    sample = ledger_trial.sample(file) if isinstance(form, ColumnsForm) and file else ((), ())
    page = pages.upload(
        row,
        replaced=_replaced(row),
        form=_statement_form(row.authority),
        sample=sample,
        names=queries.names([row.by]),
        today=who.actor.today,
    )
    status = 422 if form is not None and form.errors else 200
    return render(request, "finance/upload.html", {"page": page, "form": form}, status=status)


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Store the file as its preview shows it."""
    row, who = _upload(request, number)
    leaving_out = request.POST.get("leaving_out") == "yes"
    done = actions.confirm(row, leaving_out=leaving_out, by=who, now=timezone.now())
    if done is None:
        jobs.store_file.enqueue(row.pk)
    else:
        messages.warning(request, said(done))
    return redirect("finance:upload", row.pk)


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw the file away."""
    row, who = _upload(request, number)
    done = actions.discard(row, by=who, now=timezone.now())
    if done is None:
        messages.success(request, gettext(_("Filen är kastad. Huvudboken är oförändrad.")))
    else:
        messages.warning(request, said(done))
    return redirect(_home(row.authority))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take one import out of force."""
    who, authority = _entering(request)
    done = actions.undo(authority, request.POST.get("batch", ""), by=who, now=timezone.now())
    if done is None:
        messages.success(request, gettext(_("Inläsningen är ångrad. Det som den ersatte gäller igen.")))
    else:
        messages.warning(request, said(done))
    return redirect(_home(authority))


def _entering(request: HttpRequest) -> tuple[Acting, Authority]:
    """Who asks and for which authority, if she may import there at all."""
    who = asking(request, request.GET.get("namnd", ""))
    if who.authority is None:
        raise Http404
    unless(may_import(who, who.authority, Scenario.OUTCOME))
    return who, who.authority


def _upload(request: HttpRequest, number: int) -> tuple[LedgerUpload, Acting]:
    """The upload, for somebody who may import where it belongs; to everybody else it does not exist."""
    row = queries.upload(number)
    if row is None:
        raise Http404
    who = asking(request, row.authority.code)
    if who.authority is None or who.authority.pk != row.authority_id:
        raise Http404
    unless(may_import(who, row.authority, Scenario(row.scenario)))
    return row, who


def _begun(request: HttpRequest, row: LedgerUpload, who: Acting) -> HttpResponse:
    """On to the file's page; a table that says itself what its columns are is read at once."""
    file = uploaded.path(row.pk)
    if row.mapping is None and file and not isinstance(ledger_trial.how(file, name=row.name), Finding):
        actions.choose_mapping(row, None, save_as="", by=who, now=timezone.now())
        jobs.look.enqueue(row.pk)
    return redirect("finance:upload", row.pk)


def _mapping_form(request: HttpRequest, row: LedgerUpload) -> AnyForm | None:
    """The form of the file's mapping; None for a file that needs none, or that nobody can read."""
    file = uploaded.path(row.pk)
    mapping = mapping_of(row.mapping)
    if isinstance(mapping, ColumnMapping):
        return ColumnsForm(posted(request), proposed=mapping)
    if isinstance(mapping, DimensionMapping) and file:
        return DimensionsForm(posted(request), proposed=mapping, declared=ledger_trial.dimensions(file))
    return None


def _replaced(row: LedgerUpload) -> tuple[Batch, ...]:
    if row.preview is None or row.state != UploadState.READ.value:
        return ()
    deed = actions.deed_of(row, by=row.by, at=row.at)
    return store().would_replace(deed, row.preview["years"])


def _profiles(form: SendForm) -> dict[str, Profile] | None:
    """The phasing keys that were sent; None, with the form saying why, where they cannot be read."""
    sent = form.cleaned_data["profiles"]
    if sent is None:
        return {}
    found, findings = ledger_table.read_profiles(SourceFile(Path(sent.name), sent.name, sent.read()))
    for finding in findings:
        form.add_error("profiles", f"{finding.where}: {said_finding(finding)}")
    return None if findings else found


def _statement_form(authority: Authority) -> StatementForm | None:
    terms = queries.terms_of(authority)
    return terms.form if terms else None


def _home(authority: Authority) -> str:
    return f"{reverse('finance:imports')}?namnd={authority.code}"
