"""Kolada, the open database of key figures for Swedish municipalities, asked over its third interface."""

from utfall.integrations.kolada.client import Answer, Kolada
from utfall.integrations.kolada.values import KeyFigure, KeyValue, Municipality, OrganisationalUnit

__all__ = ["Answer", "KeyFigure", "KeyValue", "Kolada", "Municipality", "OrganisationalUnit"]
