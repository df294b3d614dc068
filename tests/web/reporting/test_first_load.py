"""A first visit to any of the main pages is at most a hundred kilobytes over the wire."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.records.reporting.small import ROUND, Site
from tests.web.reporting.conftest import SignIn

pytestmark = pytest.mark.django_db
MOST = 100 * 1024


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("anna", "/uppgifter"), ("anna", f"/mal/D1/{ROUND}?enhet=IT"), ("bo", f"/lage/{ROUND}"), ("bo", f"/lage/{ROUND}/alla"),
        ("bo", f"/lage/{ROUND}/avvikelser"), ("kim", "/plan/2024/SEN"), ("kim", "/indikatorer/SEN"), ("bo", "/uppdrag/SEN"),
        ("hans", f"/godkann/{ROUND}"), ("alva", "/administration/personer"), ("siv", "/rapport"), ("bo", "/sok?q=IT"),
    ],
)  # fmt: skip
def test_a_first_visit_is_light(site: Site, sign_in: SignIn, who: str, path: str):
    client = sign_in(who)
    answer = client.get(path)
    assert answer.status_code == 200
    page = answer.content.decode()
    names = {name.partition("#")[0] for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page)}
    assert {"shell/frame.css", "shell/vendor/source-sans-3.woff2"} <= names
    bodies = [page.encode()]
    for name in names:
        found = finders.find(name)
        assert isinstance(found, str), name
        bodies.append(Path(found).read_bytes())
    # Styles that the program itself makes are fetched too.
    bodies += [client.get(href).content for href in re.findall(r'<link rel="stylesheet" href="(/rapport/[^"]+)"', page)]  # fmt: skip
    assert sum(min(len(body), len(gzip.compress(body, 9))) for body in bodies) <= MOST
