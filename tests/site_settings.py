"""The settings of the tests: the site's own, with a data folder for this run and this worker alone."""

import os
import tempfile

# Before the settings are read: pytest-django reads them earlier than any conftest.
os.environ["UTFALL_DATA"] = tempfile.mkdtemp(prefix="utfall-tests-")
os.environ.setdefault("UTFALL_JOBS", "immediate")

from utfall.config.settings import *  # noqa: F403
