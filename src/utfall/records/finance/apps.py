"""The app for Django."""

from django.apps import AppConfig


class Finance(AppConfig):
    """The ledger's manifest, how statements are drawn up, and forecasts."""

    name = "utfall.records.finance"
    label = "finance"
