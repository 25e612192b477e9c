"""Takes seeds/; gives checked figures, sources, targets, dated events, and the articles' actors, mechanisms, claims."""

from model.evidence.argument import Actor, Claim, Mechanism
from model.evidence.articles import Missing, Verification, verify
from model.evidence.catalogue import EVIDENCE_SETS, Evidence, dated_events, load, targets
from model.evidence.conflict import Conflict
from model.evidence.figures import NOT_CORROBORATED, Figure
from model.evidence.history import DatedEvent, Target, Window
from model.evidence.month import Month, month_index, month_text
from model.evidence.sources import Source
from model.evidence.tables import as_json, conflict_table, evidence_table, summary

__all__ = [
    "EVIDENCE_SETS",
    "NOT_CORROBORATED",
    "Actor",
    "Claim",
    "Conflict",
    "DatedEvent",
    "Evidence",
    "Figure",
    "Mechanism",
    "Missing",
    "Month",
    "Source",
    "Target",
    "Verification",
    "Window",
    "as_json",
    "conflict_table",
    "dated_events",
    "evidence_table",
    "load",
    "month_index",
    "month_text",
    "summary",
    "targets",
    "verify",
]
