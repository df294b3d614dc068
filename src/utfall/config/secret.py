"""The secret key of a site: made once, kept in the data folder, readable by nobody else."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """The key of the site whose data folder this is; made at the first call, from then on the same."""
    place = data / "secret-key"
    data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(place)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return _read(place)


def _read(place: Path) -> str:
    return place.read_text(encoding="ascii")
