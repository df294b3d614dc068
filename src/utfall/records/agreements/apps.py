"""The app for Django."""

from django.apps import AppConfig


class Agreements(AppConfig):
    """Agreements: their parties, what is to be done, what it costs and when it ends."""

    name = "utfall.records.agreements"
    label = "agreements"
