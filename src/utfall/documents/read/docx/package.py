"""The zip of an office document, opened with care: bounded in size, its XML without entities."""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from utfall.documents.read import refusal
from utfall.documents.read.refusal import RefusedError

MAX_ENTRIES = 10_000
MAX_PART = 120_000_000
MAX_TOTAL = 1_000_000_000
MAX_RATIO = 400
"""Word's own XML packs at most some 60 times; a part that packs better and is large was made to hurt."""
_BIG = 20_000_000
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Related:
    """What a part points at: the kind of thing, and its path in the package or its web address."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An open package; `name` is the file's, for messages."""

    name: str
    _zip: zipfile.ZipFile
    _parsed: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all parts."""
        return tuple(self._zip.namelist())

    def raw(self, path: str) -> bytes | None:
        """The bytes of a part; None where there is none. Raises RefusedError when it is damaged or too large."""
        try:
            with self._zip.open(path) as file:
                content = file.read(MAX_PART + 1)
        except KeyError:
            return None
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as e:
            encrypted = isinstance(e, RuntimeError) and "password" in str(e)
            raise RefusedError(
                refusal.password(self.name) if encrypted else refusal.damaged(self.name)
            ) from e
        if len(content) > MAX_PART:
            raise RefusedError(refusal.bomb(self.name))
        return content

    def xml(self, path: str) -> etree._Element | None:
        """The root of an XML part; None where there is none. Raises RefusedError when it is not sound."""
        if path not in self._parsed:
            content = self.raw(path)
            if content is None:
                return None
            self._parsed[path] = parsed(content, name=self.name)
        return self._parsed[path]

    def related(self, path: str) -> Mapping[str, Related]:
        """What the part points at, by the identifier used in it."""
        folder, file = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Related] = {}
        for element in root.iter(_RELATIONSHIP) if root is not None else ():
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = Related(kind, target, external)
        return found


def parsed(content: bytes, *, name: str) -> etree._Element:
    """The root of XML from a stranger: no entities, no network, bounded depth. Raises RefusedError."""
    for strict, usual in _STRICT:
        if strict in content:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as e:
        raise RefusedError(refusal.damaged(name)) from e
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError(refusal.entities(name))
    return root


def opened(data: bytes, *, name: str) -> Package:
    """The package in the bytes. Raises RefusedError for a broken zip, an encrypted file and a zip bomb."""
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise RefusedError(refusal.password(name) if encrypted else refusal.legacy(name))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, UnicodeDecodeError) as e:
        raise RefusedError(refusal.damaged(name)) from e
    total = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > _BIG and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or swollen:
        raise RefusedError(refusal.bomb(name))
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError(refusal.password(name))
    return Package(name, archive)
