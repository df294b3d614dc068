"""The document as one accessible HTML file that needs nothing beside itself."""

import base64
from functools import cache
from pathlib import Path

from markupsafe import Markup

from utfall.documents.model import Document
from utfall.documents.render import words
from utfall.documents.render.chart import FONTS, palette
from utfall.documents.render.html.blocks import Writer
from utfall.documents.render.html.templates import environment
from utfall.documents.render.outline import outline

_FACES = (("normal", "SourceSans3-latin.woff2"), ("italic", "SourceSans3-latin-It.woff2"))


def render(document: Document) -> bytes:
    """The document as UTF-8 HTML with its style and font inside, no script, and exactly one h1."""
    shape = outline(document)
    body = Writer(document, shape).blocks(document.blocks)
    page = environment().get_template("page.html")
    html = page.render(
        document=document,
        outline=shape,
        title=words.title(document, shape.title),
        body=body,
        language=words.tag(document.language),
        style=style(),
        skip=words.say(words.SKIP, document.language),
        made=words.made(document),
    )
    return html.encode()


@cache
def style() -> Markup:
    """The style sheet with the font in it; a chart's colours are exchanged on a dark ground."""
    faces = "\n".join(
        f'@font-face{{font-family:"Source Sans 3";font-style:{style};font-weight:200 900;font-display:swap;'
        f'src:url("data:font/woff2;base64,{base64.b64encode((FONTS / name).read_bytes()).decode()}")'
        f' format("woff2")}}'
        for style, name in _FACES
    )
    dark = "\n".join(
        f'.chart svg [{attribute}="{light}"]{{{attribute}:{night}}}'
        for light, night in palette.DARK.items()
        for attribute in ("fill", "stroke")
    )
    sheet = (Path(__file__).parent / "templates" / "style.css").read_text("utf-8")
    # Ours alone: nothing from a document ever reaches the style sheet.
    return Markup(f"{faces}\n{sheet}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}")
