"""What is said when a link asked for something that does not exist, or when something failed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from uuid import uuid4

import streamlit as st

from dashboard.services import versions
from dashboard.vm import wording
from dashboard.vm.link import Opened

LOG = logging.getLogger("fulcrum.dashboard")


def link(opened: Opened) -> None:
    """Say what an address asked for in vain, and that another version of the model made it."""
    if opened.problems:
        lines = "\n".join(f"- {problem}" for problem in opened.problems)
        st.warning(f"Part of this link was not understood:\n\n{lines}")
    if said := wording.other_version(opened.model, versions.model(), opened.data, versions.data()):
        st.warning(said)


def guarded(work: Callable[[], object]) -> object:
    """What some work gives; where it fails, a sentence with a reference in its place, and no traceback."""
    try:
        return work()
    except Exception as error:
        failed(error)
        return None


def failed(error: Exception) -> None:
    """Say that something failed, under a reference that stands in the server's log with all the rest."""
    reference = uuid4().hex[:4].upper()
    LOG.error("reference %s: %s", reference, "".join(traceback.format_exception(error)))
    st.error(wording.failed(reference))
