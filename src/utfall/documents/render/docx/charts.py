"""Charts that Word draws itself, with their numbers in a workbook that can be edited."""

import io
import zipfile
from typing import assert_never

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE

from utfall.documents.model import Chart, ChartKind
from utfall.documents.render.chart import palette
from utfall.documents.render.docx.markup import R, paragraph, value
from utfall.documents.render.words import fit_for_xml

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WIDTH = 5_760_000
"""16 centimetres in EMU."""
# What xlsxwriter says of itself and of the hour goes; the workbook is the same whenever it is made.
_DATED = "docProps/core.xml"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
EPOCH = (1980, 1, 1, 0, 0, 0)


def drawing(chart: Chart, number: int) -> str:
    """The paragraph that holds the chart, with its alternative text; `number` counts the charts from 1."""
    rows = len(chart.categories) * max(len(chart.series) if chart.kind is ChartKind.GROUPED_BARS else 1, 1)
    height = (
        2_700_000 if chart.kind is ChartKind.LINE_AND_TARGET else min(1_100_000 + rows * 230_000, 7_000_000)
    )
    return paragraph(
        "",
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{WIDTH}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name="Diagram {number}" descr={value(chart.alternative)}/>'
        f'<a:graphic><a:graphicData uri="{C}"><c:chart r:id="rIdChart{number}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>",
        "<w:keepNext/>",
    )


def chart_parts(chart: Chart) -> tuple[bytes, bytes]:
    """The chart's XML and its workbook."""
    decimals = max((n.decimals for s in chart.series for n in s.numbers if n is not None), default=0)
    data = CategoryChartData(number_format="#,##0" + ("." + "0" * decimals if decimals else ""))  # type: ignore[no-untyped-call]
    data.categories = [fit_for_xml(category) for category in chart.categories]
    for series in chart.series:
        # A chart's part holds binary numbers, whatever one gives it; the exact ones stand in the table below.
        values = [None if n is None or n.value is None else float(n.value) for n in series.numbers]
        data.add_series(fit_for_xml(series.name), values)  # type: ignore[no-untyped-call]
    written = ChartXmlWriter(_type(chart.kind), data).xml  # type: ignore[no-untyped-call]
    root = etree.fromstring(written.encode())
    _dress(root, chart)
    external = etree.SubElement(root, f"{{{C}}}externalData")
    external.set(f"{{{R}}}id", "rId1")
    etree.SubElement(external, f"{{{C}}}autoUpdate").set("val", "0")
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml, _repacked(CategoryWorkbookWriter(data).xlsx_blob)  # type: ignore[no-untyped-call]


def _type(kind: ChartKind) -> XL_CHART_TYPE:
    match kind:
        case ChartKind.BARS | ChartKind.GROUPED_BARS | ChartKind.VARIANCE_BARS | ChartKind.BULLET:
            return XL_CHART_TYPE.BAR_CLUSTERED
        case ChartKind.STACKED_SHARE:
            return XL_CHART_TYPE.BAR_STACKED_100
        case ChartKind.LINE_AND_TARGET:
            return XL_CHART_TYPE.LINE_MARKERS
        case _:
            assert_never(kind)


def _dress(root: etree._Element, chart: Chart) -> None:
    """Our colours, categories from the top down, a legend where there are several series, labels on the bars."""
    shares = chart.kind is ChartKind.STACKED_SHARE
    is_line = chart.kind is ChartKind.LINE_AND_TARGET
    colours = palette.SHARES if shares else palette.SERIES
    for number, series in enumerate(root.iter(f"{{{C}}}ser")):
        colour = colours[number % len(colours)]
        target = is_line and number and number == len(chart.series) - 1
        _paint(series, palette.TARGET if target else colour, line=is_line, dashed=bool(target))
        if chart.kind is ChartKind.VARIANCE_BARS:
            _paint_below_zero(series, chart)
        if not is_line:
            _label(series)
    if not is_line:
        for axis in root.iter(f"{{{C}}}catAx"):
            scaling = _part(axis, "scaling")
            for old in scaling:
                scaling.remove(old)
            etree.SubElement(scaling, f"{{{C}}}orientation").set("val", "maxMin")
            _part(axis, "tickLblPos").set("val", "low")
        # With the first category on top, the axis of values would stand there too.
        for crossing in root.iterfind(f".//{{{C}}}valAx/{{{C}}}crosses"):
            crossing.set("val", "max")
    inner = _part(root, "chart")
    for old in inner.findall(f"{{{C}}}legend") + inner.findall(f"{{{C}}}title"):
        inner.remove(old)
    _part(inner, "autoTitleDeleted").set("val", "1")
    if len(chart.series) > 1:
        legend = '<c:legendPos val="t"/><c:overlay val="0"/>'
        _part(inner, "plotArea").addnext(_made(f'<c:legend xmlns:c="{C}">{legend}</c:legend>'))
    for old in root.findall(f"{{{C}}}txPr"):
        root.remove(old)
    words = (
        f'<c:txPr xmlns:c="{C}" xmlns:a="{A}"><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">'
        f'<a:solidFill><a:srgbClr val="{palette.TEXT[1:]}"/></a:solidFill></a:defRPr></a:pPr>'
        "<a:endParaRPr/></a:p></c:txPr>"
    )
    inner.addnext(_made(words))
    frameless = "<a:noFill/><a:ln><a:noFill/></a:ln>"
    inner.addnext(_made(f'<c:spPr xmlns:c="{C}" xmlns:a="{A}">{frameless}</c:spPr>'))


def _part(parent: etree._Element, name: str) -> etree._Element:
    """The part of a chart that the chart writer always makes."""
    found = parent.find(f"{{{C}}}{name}")
    assert found is not None, name
    return found


def _paint(series: etree._Element, colour: str, *, line: bool, dashed: bool) -> None:
    fill = f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    inner = f'<a:ln w="25400">{fill}{dash}</a:ln>' if line else fill
    dressed = _made(f'<c:spPr xmlns:c="{C}" xmlns:a="{A}">{inner}</c:spPr>')
    _part(series, "tx").addnext(dressed)
    if not line and series.find(f"{{{C}}}invertIfNegative") is None:
        dressed.addnext(_made(f'<c:invertIfNegative xmlns:c="{C}" val="0"/>'))


def _paint_below_zero(series: etree._Element, chart: Chart) -> None:
    """A bar below zero in the colour of what is worse; Word would leave it empty otherwise."""
    before = series.find(f"{{{C}}}invertIfNegative")
    for position, number in enumerate(chart.series[0].numbers):
        if before is not None and number is not None and number.value is not None and number.value < 0:
            point = _made(
                f'<c:dPt xmlns:c="{C}" xmlns:a="{A}"><c:idx val="{position}"/><c:invertIfNegative val="0"/>'
                f'<c:bubble3D val="0"/><c:spPr><a:solidFill><a:srgbClr val="{palette.MINUS[1:]}"/></a:solidFill>'
                "</c:spPr></c:dPt>"
            )
            before.addnext(point)
            before = point


def _label(series: etree._Element) -> None:
    names = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    shown = "".join(f'<c:{name} val="{int(name == "showVal")}"/>' for name in names)
    _part(series, "cat").addprevious(_made(f'<c:dLbls xmlns:c="{C}">{shown}</c:dLbls>'))


def _made(xml: str) -> etree._Element:
    return etree.fromstring(xml)


def _repacked(workbook: bytes) -> bytes:
    """The workbook with fixed dates, in the same order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _CORE if name == _DATED else old.read(name))
    return out.getvalue()
