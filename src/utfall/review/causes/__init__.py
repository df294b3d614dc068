"""Broken relations traced to the smallest repair that explains them: one cause, one finding."""

from utfall.review.causes.network import Network
from utfall.review.causes.repair import Repair, repairs
from utfall.review.causes.wording import findings

__all__ = ["Network", "Repair", "findings", "repairs"]
