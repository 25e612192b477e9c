"""Takes findings and charts; gives the document that leaves the building, and checks one that comes back."""

from model.appendix.building import COSTLY, QUICK, SECTIONS, build
from model.appendix.gathering import PAPERS, Asked

__all__ = ["COSTLY", "PAPERS", "QUICK", "SECTIONS", "Asked", "build"]
