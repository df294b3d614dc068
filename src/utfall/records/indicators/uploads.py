"""Files that somebody means to import, kept as they came, by authority and hash."""

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from utfall.records.organisation.models import Authority

_FOLDER = "indikatorer"


def keep(authority: Authority, name: str, data: bytes) -> str:
    """Keep the file; its SHA-256, by which it is found again. The same file is kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    if kept(authority, sha256) is None:
        safe = PurePath(name.replace("\\", "/")).name or "fil.csv"
        default_storage.save(f"{_FOLDER}/{authority.code}/{sha256}/{safe}", ContentFile(data))
    return sha256


def kept(authority: Authority, sha256: str) -> tuple[str, bytes] | None:
    """Name and content of a file that was kept for the authority, or None."""
    if len(sha256) != 64 or not sha256.isalnum():
        return None
    folder = f"{_FOLDER}/{authority.code}/{sha256}"
    if not default_storage.exists(folder):
        return None
    _folders, names = default_storage.listdir(folder)
    if not names:
        return None
    with default_storage.open(f"{folder}/{names[0]}") as file:
        return names[0], file.read()
