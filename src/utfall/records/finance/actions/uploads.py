"""Files into the ledger step by step: received, mapped, tried, stored on somebody's word, or thrown away; and undone."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from utfall.domain.denied import Denied, first_refusal
from utfall.domain.finance import UploadDeed, UploadState, next_upload_state
from utfall.domain.scenario import Scenario
from utfall.integrations.kommunbas import ColumnMapping
from utfall.ledger.manifest import NOT_IN_FORCE
from utfall.ledger.phasing import Profile
from utfall.ledger.store import Deed, Import
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.finance import uploaded
from utfall.records.finance.ledger import ledger_name, store
from utfall.records.finance.models import LedgerUpload, SavedMapping
from utfall.records.finance.objects import rules_of
from utfall.records.finance.preview import as_plain, denied_plain, mapping_of, mapping_plain
from utfall.records.finance.queries.access import may_import
from utfall.records.finance.queries.imports import batches_of, terms_of
from utfall.records.organisation.actor import Acting
from utfall.records.organisation.models import Authority
from utfall.report.ledger_trial import Mapped, how, received, tried

ROWS_LEFT_OUT = Denied(
    "upload.rows-left-out",
    _(
        "Filen har rader som inte går att läsa. Säg att de andra ska läsas in utan dem, eller rätta filen och lämna den igen."
    ),
)
_NAMELESS = Denied(
    "upload.version", _("Ange vilken budget eller prognos filen är, till exempel KF eller 2024-D2.")
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent, and what it is said to be. `replaces` is the part of a batch that it is to replace."""

    name: str
    chunks: Iterable[bytes]
    scenario: Scenario
    version: str = ""
    decision: str = ""
    replaces: str = ""
    profiles: Mapping[str, Profile] | None = None


def receive(authority: Authority, sent: Sent, *, by: Acting, now: dt.datetime) -> LedgerUpload | Denied:
    """Keep the file, with the mapping that fits it if one was saved, else one that is proposed."""
    refused = may_import(by, authority, sent.scenario)
    if refused is not None:
        return refused
    if sent.scenario is not Scenario.OUTCOME and not ledger_name(sent.version):
        return _NAMELESS
    if sent.replaces and sent.replaces not in {batch.slot.part for batch in batches_of(authority)}:
        return NOT_IN_FORCE
    upload = LedgerUpload.objects.create(
        authority=authority, name=sent.name, sha256="", size=0, by=by.username, at=now,
        scenario=sent.scenario.value, version=ledger_name(sent.version), decision=sent.decision,
        part=sent.replaces or ledger_name(f"{authority.code}-{sent.name.rpartition('.')[0] or sent.name}"),
        profiles={key: list(one.weights) for key, one in (sent.profiles or {}).items()},
    )  # fmt: skip
    kept = uploaded.keep(upload.pk, sent.name, sent.chunks)
    if isinstance(kept, Denied):
        upload.delete()
        return kept
    with transaction.atomic():
        upload.name, upload.sha256, upload.size = kept.name, kept.sha256, kept.size
        upload.mapping = _proposed(authority, upload)
        upload.save()
        note(
            "ledger.upload", by=by.username, at=now, object=f"upload:{upload.pk}", authority=authority.code,
            details={"name": kept.name, "sha256": kept.sha256, "size": kept.size, "scenario": upload.scenario},
        )  # fmt: skip
    return upload


def _proposed(authority: Authority, upload: LedgerUpload) -> object:
    """The saved mapping that knows every column of the file, or the proposal; what is wrong comes out in the trial."""
    file = uploaded.path(upload.pk)
    assert file is not None
    proposal = how(file, name=upload.name)
    if not isinstance(proposal, ColumnMapping):
        return mapping_plain(proposal)
    for saved in SavedMapping.objects.filter(authority=authority).order_by("-at"):
        known = mapping_of(saved.content)
        if isinstance(known, ColumnMapping) and _named(known) == _named(proposal):
            return saved.content
    return mapping_plain(proposal)


def _named(mapping: ColumnMapping) -> set[str]:
    """The names of all the columns that the mapping speaks of."""
    return {*mapping.columns, *mapping.months}


def choose_mapping(
    upload: LedgerUpload, mapping: Mapped, *, save_as: str, by: Acting, now: dt.datetime
) -> Denied | None:
    """Read the file by this mapping from now on, and keep it under a name for the next file if it has one."""
    refused = may_import(by, upload.authority, Scenario(upload.scenario))
    if refused is not None:
        return refused
    with transaction.atomic():
        row = LedgerUpload.objects.select_for_update().get(pk=upload.pk)
        after = next_upload_state(UploadState(row.state), UploadDeed.READ)
        if isinstance(after, Denied):
            return after
        row.mapping = mapping_plain(mapping)
        row.state, row.preview, row.problem, row.rows_read = after.value, None, None, 0
        file = uploaded.path(row.pk)
        row.rows_expected = uploaded.rows_in(file) if file else None
        row.save()
        if save_as:
            SavedMapping.objects.update_or_create(
                authority=row.authority, name=save_as,
                defaults={"content": row.mapping, "by": by.username, "at": now},
            )  # fmt: skip
        note(
            "ledger.mapping", by=by.username, at=now, object=f"upload:{row.pk}", authority=row.authority.code,
            details={"saved": save_as},
        )  # fmt: skip
    return None


def look(number: int) -> None:
    """Try the file, and note what storing it would bring. For a background job; what somebody ended stays ended."""
    upload = LedgerUpload.objects.select_related("authority").get(pk=number)
    file = uploaded.path(number)
    if upload.state != UploadState.READING.value or file is None:
        return
    trial = tried(
        file, mapping=mapping_of(upload.mapping), deed=deed_of(upload, by=upload.by, at=upload.at),
        profiles=_profiles(upload), terms=terms_of(upload.authority), each=_counter(upload),
    )  # fmt: skip
    refused = store().refusal(deed_of(upload, by=upload.by, at=upload.at), trial.years)
    problem = first_refusal(trial.denied, refused)
    changes: dict[str, object] = {"preview": as_plain(trial), "state": UploadState.READ.value}
    if problem is not None:
        changes |= {"state": UploadState.REFUSED.value, "problem": denied_plain(problem)}
    LedgerUpload.objects.filter(pk=number, state=UploadState.READING.value).update(**changes)


def confirm(upload: LedgerUpload, *, leaving_out: bool, by: Acting, now: dt.datetime) -> Denied | None:
    """Say that the file is to be stored as its trial showed it; with unreadable rows only if they are left out knowingly."""
    refused = may_import(by, upload.authority, Scenario(upload.scenario))
    if refused is not None:
        return refused
    with transaction.atomic():
        row = LedgerUpload.objects.select_for_update().get(pk=upload.pk)
        after = next_upload_state(UploadState(row.state), UploadDeed.STORE)
        if isinstance(after, Denied):
            return after
        unread = int((row.preview or {}).get("unread", 0))
        if unread and not leaving_out:
            return ROWS_LEFT_OUT
        row.state, row.leaving_out, row.done_by, row.done_at = after.value, bool(unread), by.username, now
        row.rows_read = 0
        row.save()
        note(
            "ledger.confirm", by=by.username, at=now, object=f"upload:{row.pk}", authority=row.authority.code,
            details={"left_out": unread, "sha256": row.sha256},
        )  # fmt: skip
    return None


def store_file(number: int) -> None:
    """Store the file that somebody confirmed; the ledger's own audit row goes with it. For a background job."""
    upload = LedgerUpload.objects.select_related("authority").get(pk=number)
    file = uploaded.path(number)
    if upload.state != UploadState.STORING.value or file is None or upload.done_at is None:
        return
    deed = deed_of(upload, by=upload.done_by, at=upload.done_at)
    receipt = received(
        file, mapping=mapping_of(upload.mapping), store=store(), deed=deed, profiles=_profiles(upload),
        leaving_out=upload.leaving_out, each=_counter(upload),
    )  # fmt: skip
    if isinstance(receipt.result, Import):
        upload.batches = [batch.id for batch in receipt.result.batches]
        upload.state = UploadState.STORED.value
        upload.save(update_fields=("batches", "state"))
        uploaded.throw_away(number)
        return
    upload.problem, upload.state = denied_plain(receipt.result), UploadState.REFUSED.value
    upload.save(update_fields=("problem", "state"))


def discard(upload: LedgerUpload, *, by: Acting, now: dt.datetime) -> Denied | None:
    """Throw the file away; the ledger never knew of it."""
    refused = may_import(by, upload.authority, Scenario(upload.scenario))
    if refused is not None:
        return refused
    with transaction.atomic():
        row = LedgerUpload.objects.select_for_update().get(pk=upload.pk)
        after = next_upload_state(UploadState(row.state), UploadDeed.DISCARD)
        if isinstance(after, Denied):
            return after
        row.state, row.done_by, row.done_at = after.value, by.username, now
        row.save()
        note(
            "ledger.discard", by=by.username, at=now, object=f"upload:{row.pk}", authority=row.authority.code
        )
    uploaded.throw_away(upload.pk)
    return None


def undo(authority: Authority, batch_id: str, *, by: Acting, now: dt.datetime) -> Denied | None:
    """Take one import out of force: what it replaced is in force again, and both stay readable by date."""
    batch = next((one for one in batches_of(authority) if one.id == batch_id), None)
    refused = may_import(by, authority, batch.slot.scenario if batch else Scenario.OUTCOME)
    if refused is not None:
        return refused
    if batch is None:
        return NOT_IN_FORCE
    ledger = store()
    version = ledger.manifest.version
    done = ledger.manifest.withdraw(batch_id, by=by.username, at=now, expected_version=version)
    return done if isinstance(done, Denied) else None


def deed_of(upload: LedgerUpload, *, by: str, at: dt.datetime) -> Deed:
    """What storing the upload is about."""
    rules = rules_of(upload.authority, rounds=())
    municipality = rules.settings.municipality if rules else upload.authority.code
    return Deed(
        municipality=ledger_name(municipality),
        scenario=Scenario(upload.scenario),
        by=by,
        at=at,
        recipe="",
        version=upload.version,
        part=upload.part,
        decision=upload.decision,
    )


def _counter(upload: LedgerUpload) -> Callable[[int], None]:
    def count(rows: int) -> None:
        LedgerUpload.objects.filter(pk=upload.pk).update(rows_read=rows)

    return count


def _profiles(upload: LedgerUpload) -> dict[str, Profile]:
    return {key: Profile(key, tuple(weights)) for key, weights in upload.profiles.items()}
