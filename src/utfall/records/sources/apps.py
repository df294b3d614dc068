"""The app for Django."""

from django.apps import AppConfig


class Sources(AppConfig):
    """What a source folder held for parts that are not yet edited here."""

    name = "utfall.records.sources"
    label = "sources"
