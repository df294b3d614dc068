"""Kolada, the open database of key figures for Swedish municipalities, asked over its third interface."""

from utfall.integrations.kolada.client import Answer, Kolada
from utfall.integrations.kolada.harvest import Harvest, Wanted, harvest, read_harvest, written
from utfall.integrations.kolada.values import (
    KeyFigure,
    KeyValue,
    Municipality,
    MunicipalityGroup,
    OrganisationalUnit,
)

__all__ = [
    "Answer", "Harvest", "KeyFigure", "KeyValue", "Kolada", "Municipality", "MunicipalityGroup", "OrganisationalUnit",
    "Wanted", "harvest", "read_harvest", "written",
]  # fmt: skip
