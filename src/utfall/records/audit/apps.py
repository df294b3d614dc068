"""The app for Django."""

from django.apps import AppConfig


class Audit(AppConfig):
    """Every deed as one row, chained by hash."""

    name = "utfall.records.audit"
    label = "audit"
