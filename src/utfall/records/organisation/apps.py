"""The app for Django."""

from django.apps import AppConfig


class Organisation(AppConfig):
    """Units, authorities, people with their roles, and rounds."""

    name = "utfall.records.organisation"
    label = "organisation"
