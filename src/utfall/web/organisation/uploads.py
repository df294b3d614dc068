"""A file between its preview and its storing: kept an hour for the one who sent it, then forgotten."""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

_KEPT = 60 * 60


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent; `token` names it on the page of its preview."""

    name: str
    data: bytes
    token: str


def keep(request: HttpRequest, name: str, data: bytes) -> File:
    """Keep the file for this person."""
    file = File(name, data, hashlib.sha256(data).hexdigest())
    cache.set(_key(request, file.token), (name, data), _KEPT)
    return file


def kept(request: HttpRequest, token: str) -> File | None:
    """The file that this person sent, or None when it is too long ago."""
    found = cache.get(_key(request, token))
    return File(found[0], found[1], token) if found else None


def forget(request: HttpRequest, token: str) -> None:
    """The file has been stored."""
    cache.delete(_key(request, token))


def _key(request: HttpRequest, token: str) -> str:
    return f"upload:{request.user.pk}:{hashlib.sha256(token.encode()).hexdigest()}"
