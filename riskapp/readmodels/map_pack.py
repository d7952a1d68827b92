"""The assurance map as a pack: one frozen value from which every form of it is drawn."""

from dataclasses import dataclass

from riskapp.readmodels.assurance_map import AssuranceMap
from riskapp.readmodels.pack_frame import PackFrame


@dataclass(frozen=True, slots=True)
class MapPack:
    """The map as at a day; `left_out` counts the restricted risks that it does not show."""

    frame: PackFrame
    found: AssuranceMap
    left_out: int = 0
