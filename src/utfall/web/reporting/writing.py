"""What keeps a text from being lost while it is written: who writes where, and what was typed without a login."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

from utfall.records.organisation.models import Person
from utfall.records.reporting.models import Contribution

FIELDS = ("markdown", "answer", "assessment", "elsewhere")
PRESENT = dt.timedelta(minutes=2)
"""How long somebody who has just saved is said to be writing."""
_REMEMBERED = 60 * 60
_JUST_NOW = 60
_LARGEST = 200_000
_SALT = "utfall.writing"
_SESSION = "kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that is not saved: it was typed after the login had run out, or lost against somebody else's."""

    fields: Mapping[str, str]
    version: int
    conflict: bool


def new_tab() -> str:
    """A name for one opened page, so that its own saves are told from another page's."""
    return secrets.token_urlsafe(9)


def version_reached(contribution: Contribution, *, tab: str, version: int) -> int:
    """The version that the page has reached, also where the answer to its last save never came back to it."""
    found = cache.get(_key(contribution))
    if tab and found and found["tab"] == tab and found["version"] == contribution.version:
        return int(contribution.version)
    return version


def reached(contribution: Contribution, person: Person, *, tab: str, now: dt.datetime) -> None:
    """Remember that the page has saved, and who writes."""
    cache.set(
        _key(contribution),
        {"tab": tab, "version": contribution.version, "who": person.get_username(), "name": str(person), "at": now},
        _REMEMBERED,
    )  # fmt: skip


def sent(contribution: Contribution, *, tab: str) -> None:
    """Remember that the page's form has been sent: what it saved before and comes later was in the form as well."""
    if tab:
        cache.set(_sent_key(contribution, tab), True, _JUST_NOW)


def was_sent(contribution: Contribution, *, tab: str) -> bool:
    """Whether the page's form has just been sent."""
    return bool(tab and cache.get(_sent_key(contribution, tab)))


def somebody_else(contribution: Contribution, person: Person, *, now: dt.datetime) -> str:
    """The name of somebody else who is writing in it now; empty for nobody."""
    found = cache.get(_key(contribution))
    if not found or found["who"] == person.get_username() or now - found["at"] > PRESENT:
        return ""
    return str(found["name"])


def signed(person: Person) -> str:
    """Who the page was made for, so that a text kept without a login is only given back to her."""
    return signing.dumps(person.get_username(), salt=_SALT)


def keep_without_login(request: HttpRequest) -> bool:
    """Keep what was typed until she has signed in again; whether there was anything to keep."""
    try:
        who = signing.loads(request.POST.get("who", ""), salt=_SALT)
    except signing.BadSignature:
        return False
    return _keep(request, request.get_full_path(), who, _typed(request), request.POST.get("version", ""))


def keep_lost(
    request: HttpRequest, path: str, person: Person, fields: Mapping[str, str], version: int
) -> None:
    """Keep what lost against somebody else's save, for the page where she compares and chooses."""
    _keep(request, path, person.get_username(), fields, str(version), conflict=True)


def kept(request: HttpRequest, path: str, person: Person) -> Kept | None:
    """What is kept for the page and for this person."""
    found = request.session.get(_SESSION, {}).get(path)
    if not found or found["who"] != person.get_username():
        return None
    return Kept(found["fields"], int(found["version"]), found["conflict"])


def forget(request: HttpRequest, path: str) -> None:
    """Nothing is kept for the page any longer."""
    texts = request.session.get(_SESSION, {})
    if path in texts:
        request.session[_SESSION] = {key: value for key, value in texts.items() if key != path}


def _keep(
    request: HttpRequest,
    path: str,
    who: str,
    fields: Mapping[str, str],
    version: str,
    *,
    conflict: bool = False,
) -> bool:
    if not fields or sum(map(len, fields.values())) > _LARGEST:
        return False
    texts = dict(request.session.get(_SESSION, {}))
    before = texts.get(path, {})
    merged = {**(before.get("fields", {}) if before.get("who") == who else {}), **fields}
    number = int(version) if version.isdigit() else 0
    texts[path] = {"who": who, "fields": merged, "version": number, "conflict": conflict}
    request.session[_SESSION] = texts
    return True


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in FIELDS if name in request.POST}


def _sent_key(contribution: Contribution, tab: str) -> str:
    return f"sent:{contribution.pk}:{hashlib.sha256(tab.encode()).hexdigest()}"


def _key(contribution: Contribution) -> str:
    return f"writing:{contribution.pk}"
