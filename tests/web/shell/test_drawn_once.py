"""What is made once and shown hundreds of times: symbols, statuses, addresses, choices of many."""

import re
from urllib.parse import urlencode

import pytest
from django import forms
from django.forms.renderers import Jinja2
from django.template import engines
from django.utils import translation

from utfall.web.shell import addresses
from utfall.web.shell.render import Widgets
from utfall.web.shell.symbols import Symbols


def test_a_status_is_drawn_once_in_each_language():
    asked: list[str] = []

    def placed(path: str) -> str:
        asked.append(path)
        return f"/static/{path}"

    symbols = Symbols(placed)
    with translation.override("sv"):
        swedish = symbols.status("Klar")
        assert symbols.status("Klar") is swedish
    with translation.override("en"):
        english = symbols.status("Klar")
    assert ">Klar</span>" in swedish and ">Done</span>" in english
    assert asked == ["shell/vendor/icons.svg"]


def test_a_word_that_is_no_status_is_an_error():
    with pytest.raises(KeyError):
        Symbols(str).status("Nästan klar")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"enhet": "SÅ&1", "uppgift": 7},
        {"a": "", "b": None, "c": "å ä"},
        {"enhet": [3, 4], "runda": "2024-D2"},
    ],
)
def test_a_query_is_written_as_the_standard_library_writes_it(query):
    said = urlencode({key: value for key, value in query.items() if value not in ("", None)}, doseq=True)
    assert addresses.with_query("/x", **query) == (f"/x?{said}" if said else "/x")


class Choosing(forms.Form):
    who = forms.ChoiceField(
        choices=[("", "Välj"), ("a&b", '<Anna> "A"'), ("Grupp", [("c", "Cecilia")]), (3, "Tre")]
    )
    many = forms.MultipleChoiceField(choices=[("x", "X"), ("y", "Y")])


@pytest.mark.parametrize("data", [None, {"who": "a&b", "many": ["x", "y"]}, {"who": "c"}, {"who": "3"}])
def test_a_choice_is_written_as_django_writes_it(data):
    def shown(renderer):
        form = Choosing(data, renderer=renderer)
        html = "".join(str(form[name].as_widget(attrs={"class": "ds-input"})) for name in form.fields)
        return re.sub(r">\s+<", "><", html).replace("&quot;", "&#34;")

    assert shown(Widgets()) == shown(Jinja2())


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{ _("Spara") }}', "Spara"),
        ('{{ _("100 %%") }}', "100 %"),
        ('{{ _("Hej %(name)s", name="<b>") }}', "Hej &lt;b&gt;"),
        ('{{ gettext("Hej %(text)s", text="du") }}', "Hej du"),
        ("{% trans name='Anna' %}Hej {{ name }}, 5 % kvar{% endtrans %}", "Hej Anna, 5 % kvar"),
    ],
)
def test_sentences_are_filled_in_as_before(source, shown):
    with translation.override("sv"):
        assert engines["jinja2"].from_string(source).render({}) == shown


@pytest.mark.django_db
def test_a_page_is_sent_compressed_to_a_browser_that_asks_for_it(client, operator):
    client.force_login(operator)
    plain, packed = client.get("/hjalp"), client.get("/hjalp", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain and packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
