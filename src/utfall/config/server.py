"""How gunicorn serves the site, beside what `utfall serve` says: read in once, and shared by its workers."""

import gc
from typing import Any

preload_app = True
keepalive = 5


def when_ready(_server: Any) -> None:
    """Get ready what every worker needs, before they part: pages compiled, addresses known.

    What is there then is never looked through again for rubbish: to do that took a tenth of a second, in the middle of
    somebody's page.
    """
    # Not at the top: the settings are not there yet when this file is read.
    from django.template import engines
    from django.template.backends.jinja2 import Jinja2
    from django.urls import reverse

    reverse("help")
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    pages = engine.env
    for name in pages.list_templates(extensions=["html"]):
        pages.get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def worker_exit(_server: Any, _worker: Any) -> None:
    """What was kept from being looked through is tidied up at the end as usual; otherwise libraries complain of it."""
    gc.unfreeze()


def on_exit(_server: Any) -> None:
    """The same for the process that the workers came from."""
    gc.unfreeze()
