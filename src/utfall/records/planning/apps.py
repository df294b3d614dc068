"""The app for Django."""

from django.apps import AppConfig


class Planning(AppConfig):
    """The goal chain, assignments, activities and plans by date."""

    name = "utfall.records.planning"
    label = "planning"
