"""The zip of a Word document, the same bytes whenever it is made."""

import io
import zipfile

from utfall.documents.render import words
from utfall.documents.render.docx.charts import EPOCH, chart_parts
from utfall.documents.render.docx.markup import HEAD, NAMESPACES, R, field, paragraph, run, value
from utfall.documents.render.docx.parts import Parts

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
# Where the font is not installed, Word takes the one named beside it instead of any.
_FONTS = (
    f'{HEAD}<w:fonts {NAMESPACES}><w:font w:name="Source Sans 3"><w:altName w:val="Calibri"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
_ITEM = "{6F1D6B9C-3A55-4B7E-9C39-0A7C2F5E7D10}"


def packed(parts: Parts, main: str, *, styles: str, language: str) -> bytes:
    """The package from the body and what it gathered."""
    files: dict[str, bytes] = {}
    files["word/document.xml"] = (HEAD + main).encode()
    files["word/styles.xml"] = styles.encode()
    files["word/numbering.xml"] = parts.numbering_xml().encode()
    files["word/fontTable.xml"] = _FONTS.encode()
    files["word/settings.xml"] = _settings(language).encode()
    files["word/footnotes.xml"] = _footnotes(parts).encode()
    files["word/header1.xml"] = _header(parts).encode()
    files["word/footer1.xml"] = _footer(parts).encode()
    files["customXml/item1.xml"] = parts.figures_xml().encode()
    files["customXml/itemProps1.xml"] = (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{_ITEM}"/>'
    ).encode()
    files["customXml/_rels/item1.xml.rels"] = _related(
        [("rId1", f"{R}/customXmlProps", "itemProps1.xml", False)]
    )
    for number, chart in enumerate(parts.charts, start=1):
        xml, workbook = chart_parts(chart)
        files[f"word/charts/chart{number}.xml"] = xml
        files[f"word/embeddings/chart{number}.xlsx"] = workbook
        files[f"word/charts/_rels/chart{number}.xml.rels"] = _related(
            [("rId1", f"{R}/package", f"../embeddings/chart{number}.xlsx", False)]
        )
    files["word/_rels/document.xml.rels"] = _related(_of_document(parts))
    # A link in a note leads nowhere (notes hold none); the part still needs no list of its own.
    files["docProps/core.xml"] = _core(parts, language).encode()
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    files["_rels/.rels"] = _related(
        [
            ("rId1", f"{R}/officeDocument", "word/document.xml", False),
            ("rId2", core, "docProps/core.xml", False),
        ]
    )
    files["[Content_Types].xml"] = _types(parts).encode()
    return _zipped(files)


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # The list of types comes first: some readers tell the kind of file by it.
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()


def _related(relations: list[tuple[str, str, str, bool]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target={value(target)}'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for id, kind, target, external in relations
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{lines}</Relationships>'.encode()


def _of_document(parts: Parts) -> list[tuple[str, str, str, bool]]:
    fixed = [
        (f"rId{name.title()}", f"{R}/{kind}", target, False)
        for name, kind, target in (
            ("styles", "styles", "styles.xml"),
            ("numbering", "numbering", "numbering.xml"),
            ("settings", "settings", "settings.xml"),
            ("fonts", "fontTable", "fontTable.xml"),
            ("footnotes", "footnotes", "footnotes.xml"),
            ("header", "header", "header1.xml"),
            ("footer", "footer", "footer1.xml"),
            ("figures", "customXml", "../customXml/item1.xml"),
        )
    ]
    charts = [
        (f"rIdChart{n}", f"{R}/chart", f"charts/chart{n}.xml", False) for n in range(1, len(parts.charts) + 1)
    ]
    links = [(f"rIdLink{n}", f"{R}/hyperlink", target, True) for n, target in enumerate(parts.links, start=1)]
    return [*fixed, *charts, *links]


def _types(parts: Parts) -> str:
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    )
    own = [
        ("word/document.xml", f"{_WORD}.document.main+xml"),
        *(
            (f"word/{n}.xml", f"{_WORD}.{n}+xml")
            for n in ("styles", "numbering", "settings", "fontTable", "footnotes")
        ),
        ("word/header1.xml", f"{_WORD}.header+xml"),
        ("word/footer1.xml", f"{_WORD}.footer+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        (
            "customXml/itemProps1.xml",
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        ),
        *(
            (f"word/charts/chart{n}.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
            for n in range(1, len(parts.charts) + 1)
        ),
    ]
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in own)
    return f'{HEAD}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'


def _settings(language: str) -> str:
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="1134"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="15"/></w:compat><w:themeFontLang w:val={value(language)}/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _footnotes(parts: Parts) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    return f"{HEAD}<w:footnotes {NAMESPACES}>{lines}{''.join(parts.footnotes)}</w:footnotes>"


def _header(parts: Parts) -> str:
    title = words.title(parts.document, parts.outline.title)
    inner = f"{run(title)}<w:r><w:tab/></w:r>{run(parts.document.organisation)}"
    return f"{HEAD}<w:hdr {NAMESPACES}>{paragraph('Header', inner)}</w:hdr>"


def _footer(parts: Parts) -> str:
    language = parts.document.language
    first, second, last = words.say(words.PAGE, language, page="\n", pages="\n").split("\n")
    pages = f"{run(first)}{field('PAGE', run('1'))}{run(second)}{field('NUMPAGES', run('1'))}{run(last)}"
    inner = f"{run(words.made(parts.document))}<w:r><w:tab/></w:r>{pages}"
    return f"{HEAD}<w:ftr {NAMESPACES}>{paragraph('Footer', inner)}</w:ftr>"


def _core(parts: Parts, language: str) -> str:
    moment = words.moment(parts.document)
    dates = ""
    if moment is not None:
        written = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        dates = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{written}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    title = value(words.title(parts.document, parts.outline.title))[1:-1]
    creator = value(parts.document.organisation)[1:-1]
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        f"<dc:language>{language}</dc:language>{dates}</cp:coreProperties>"
    )
