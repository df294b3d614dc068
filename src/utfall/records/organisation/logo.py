"""The municipality's own logo: a file among the site's uploads, or the one that the settings name."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import transaction
from lxml import etree

from utfall.domain.access import Act, Kind, granting, no_access
from utfall.domain.denied import Denied
from utfall.locale import mark as _
from utfall.records.audit.actions import note
from utfall.records.organisation.actor import Acting

MOST = 200 * 1024
"""The largest logo in bytes: it is fetched by every first visit."""
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
TOO_LARGE = Denied("logo.too-large", _("Bilden är större än 200 kB. Välj en mindre."))
NOT_A_LOGO = Denied("logo.not-a-picture", _("Filen är varken SVG eller PNG."))
UNSAFE = Denied(
    "logo.unsafe", _("Bilden innehåller skript eller hämtar något utifrån. Spara den som en enkel SVG.")
)
_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "image", "a", "set", "animate", "handler"})


def logo() -> Path | None:
    """The file of the logo; what somebody has sent in comes before what the settings name."""
    sent = (_folder() / f"logo{ending}" for ending in TYPES)
    named = (Path(settings.LOGO),) if settings.LOGO and Path(settings.LOGO).suffix in TYPES else ()
    return next((path for path in (*sent, *named) if path.is_file()), None)


def keep_logo(content: bytes, *, by: Acting, at: dt.datetime) -> Path | Denied:
    """Show this picture as the logo from now on; in the place of the one before."""
    if not granting(by.actor, Act.OPERATE, Kind.SYSTEM):
        return no_access()
    ending = _ending(content)
    if isinstance(ending, Denied):
        return ending
    path = _folder() / f"logo{ending}"
    with transaction.atomic():
        note("site.logo", by=by.username, at=at, details={"bytes": len(content), "kind": ending[1:]})
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_bytes(content)
        beside.replace(path)
        _remove(but=path)
    return path


def remove_logo(*, by: Acting, at: dt.datetime) -> Denied | None:
    """Show the name in text again, or the logo that the settings name."""
    if not granting(by.actor, Act.OPERATE, Kind.SYSTEM):
        return no_access()
    with transaction.atomic():
        note("site.logo-removed", by=by.username, at=at)
        _remove(but=None)
    return None


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "logo"


def _remove(*, but: Path | None) -> None:
    for ending in TYPES:
        path = _folder() / f"logo{ending}"
        if path != but:
            path.unlink(missing_ok=True)


def _ending(content: bytes) -> str | Denied:
    """Which of the types it is; a drawing that could do more than be looked at is refused."""
    if len(content) > MOST:
        return TOO_LARGE
    if content.startswith(_PNG):
        return ".png"
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return NOT_A_LOGO
    if etree.QName(root).localname != "svg":
        return NOT_A_LOGO
    return UNSAFE if root.getroottree().docinfo.internalDTD is not None or _is_active(root) else ".svg"


def _is_active(root: etree._Element) -> bool:
    for one in root.iter("*"):
        if etree.QName(one).localname in _ACTIVE:
            return True
        for name, value in one.attrib.items():
            local = etree.QName(name).localname.lower()
            if local.startswith("on") or (local == "href" and not str(value).startswith("#")):
                return True
    return False
