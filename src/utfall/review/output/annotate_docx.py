"""A copy of a Word document with the findings as Word's own comments."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from utfall.documents.read.docx import Located, located
from utfall.review.output.notes import AUTHOR, Note

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
W = f"{{{_MAIN}}}"
_CELL_OR_BLOCK = re.compile(r"#t\d+(p\d+)$")


def commented(data: bytes, notes: Sequence[Note], *, name: str) -> bytes | None:
    """The document with a comment at each note's figure; None where it cannot be taken apart.

    Comments that stand there already are kept. Notes on footnotes stand nowhere, since Word allows no comments
    there. The same input gives the same bytes.
    """
    parts = located(data, name=name)
    if parts is None:
        return None
    path, comments = _comments(parts)
    number = _next_number(comments)
    for note in notes:
        element = _element(parts, note.origin.path)
        if element is None:
            continue
        _mark(element, number)
        comments.append(_comment(number, note.text))
        number += 1
    return _packed(data, parts, path, comments)


def _element(parts: Located, path: str) -> etree._Element | None:
    """The run or the paragraph that the path of an origin names; a table is known by its first paragraph."""
    return parts.elements.get(_CELL_OR_BLOCK.sub(r"#\1", path))


def _comments(parts: Located) -> tuple[str, etree._Element]:
    """The part that holds the comments: the document's own, or a new one."""
    for related in parts.package.related(parts.main).values():
        if related.kind == "comments":
            root = parts.package.xml(related.target)
            if root is not None:
                return related.target, root
    folder = posixpath.dirname(parts.main)
    taken = set(parts.package.paths)
    names = (posixpath.join(folder, f"comments{i or ''}.xml") for i in range(1000))
    path = next(name for name in names if name not in taken)
    return path, etree.Element(f"{W}comments", nsmap={"w": _MAIN})


def _next_number(comments: etree._Element) -> int:
    numbers = (comment.get(f"{W}id", "") for comment in comments.iter(f"{W}comment"))
    return max((int(text) for text in numbers if text.isdecimal()), default=-1) + 1


def _mark(element: etree._Element, number: int) -> None:
    """The commented range round a run, or round all of a paragraph, and the mark after it."""
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    mark = etree.Element(f"{W}r")
    etree.SubElement(mark, f"{W}commentReference", {f"{W}id": str(number)})
    if element.tag == f"{W}r":
        tail, element.tail = element.tail, None
        element.addprevious(start)
        for added in (mark, end):
            element.addnext(added)
        mark.tail = tail
        return
    properties = element.find(f"{W}pPr")
    element.insert(0 if properties is None else list(element).index(properties) + 1, start)
    element.extend((end, mark))


def _comment(number: int, text: str) -> etree._Element:
    comment = etree.Element(
        f"{W}comment", {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}initials": AUTHOR[0]}
    )
    paragraph = etree.SubElement(comment, f"{W}p")
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = "".join(c for c in text if c.isprintable() or c in "\t\n")
    return comment


def _packed(data: bytes, parts: Located, path: str, comments: etree._Element) -> bytes:
    """The package again, with the changed parts in their places and a new one at the end."""
    folder, file = posixpath.split(parts.main)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    changed = {parts.main: parts.root, path: comments}
    new = path not in parts.package.paths
    if new:
        changed[rels] = _with_relation(parts.package.xml(rels), posixpath.relpath(path, folder or "."))
        types = parts.package.xml("[Content_Types].xml")
        if types is not None:
            etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{path}", ContentType=_COMMENTS)
            changed["[Content_Types].xml"] = types
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for entry, content in _entries(old, changed):
            packed.writestr(entry, content, ZIP_DEFLATED)
    return out.getvalue()


def _entries(old: ZipFile, changed: dict[str, etree._Element]) -> Iterator[tuple[ZipInfo, bytes]]:
    seen: set[str] = set()
    for info in old.infolist():
        if info.filename in seen:
            continue
        seen.add(info.filename)
        entry = ZipInfo(info.filename, info.date_time)
        element = changed.get(info.filename)
        yield entry, old.read(info.filename) if element is None else _written(element)
    for name, element in changed.items():
        if name not in seen:
            yield ZipInfo(name), _written(element)


def _written(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_relation(root: etree._Element | None, target: str) -> etree._Element:
    rels = root if root is not None else etree.Element(f"{{{_RELATED}}}Relationships")
    taken = {relation.get("Id") for relation in rels}
    name = next(f"utfall{i}" for i in range(len(taken) + 1) if f"utfall{i}" not in taken)
    etree.SubElement(rels, f"{{{_RELATED}}}Relationship", Id=name, Type=_KIND, Target=target)
    return rels
