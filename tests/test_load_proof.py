"""The proof of load looks at every page there is, and counts what a browser lays out."""

from proofs.load_site import EIGHT
from proofs.open_nodes import open_nodes
from tests.browser.every_page import PAGES
from tests.web.test_access_table import CAST, ROWS


def test_every_page_of_the_table_is_shown_to_one_of_the_eight():
    pages = {address for address, _who in PAGES}
    shown = {
        row[0]
        for row in ROWS
        if row[1] == "GET" and any(row[3].replace(" ", "")[CAST.index(name)] == "." for name in EIGHT)
    }
    # Only somebody who is not signed in is shown the login.
    assert {row[0] for row in ROWS if row[2] in pages} - shown == {"account_login", "account_signup"}


def test_what_is_folded_is_not_open():
    folded = "<details><summary>x <b>y</b></summary><table><tr><td>1</td></tr></table></details>"
    assert open_nodes(f"<main><p>a</p>{folded}<br></main>") == 6
    assert open_nodes("<details open><summary>s</summary><p></p></details>") == 3
