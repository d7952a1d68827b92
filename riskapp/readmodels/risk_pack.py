"""A risk on a page: one frozen value from which every form of it is drawn."""

from dataclasses import dataclass

from riskapp.readmodels.movement import Movement
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.risk_page import RiskPage


@dataclass(frozen=True, slots=True)
class RiskPack:
    """One risk in full, and what changed of it lately."""

    frame: PackFrame
    risk: RiskPage
    movement: Movement
