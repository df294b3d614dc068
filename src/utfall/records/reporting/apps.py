"""The app for Django."""

from django.apps import AppConfig


class Reporting(AppConfig):
    """What is owed in a round, what was answered, and the editions made of it."""

    name = "utfall.records.reporting"
    label = "reporting"
