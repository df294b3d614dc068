"""The app for Django."""

from django.apps import AppConfig


class Indicators(AppConfig):
    """Indicators with targets and measured values."""

    name = "utfall.records.indicators"
    label = "indicators"
