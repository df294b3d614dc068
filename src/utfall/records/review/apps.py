"""The app for Django."""

from django.apps import AppConfig


class Review(AppConfig):
    """What people have said about findings."""

    name = "utfall.records.review"
    label = "review"
