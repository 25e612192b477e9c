"""What is said when a link asked for something that does not exist, or when something failed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from uuid import uuid4

import streamlit as st

from dashboard.services import versions
from dashboard.ui import state as visitor
from dashboard.vm import checks, wording
from dashboard.vm.checks import Mend, Notice
from dashboard.vm.link import KEYS, Opened

LOG = logging.getLogger("fulcrum.dashboard")


def link(opened: Opened) -> None:
    """Say what an address asked for in vain, and that another version of the model made it."""
    if opened.problems:
        lines = "\n".join(f"- {problem}" for problem in opened.problems)
        st.warning(f"Part of this link was not understood:\n\n{lines}")
    if said := wording.other_version(opened.model, versions.model(), opened.data, versions.data()):
        st.warning(said)


def notices(found: Sequence[Notice]) -> None:
    """Say what does not fit together, with the buttons that mend it."""
    for notice in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(notice.text)
            for mend in notice.mends:
                st.button(mend.label, key=f"{mend.what}-{mend.lever}", on_click=mended, args=(mend,))


def mended(mend: Mend) -> None:
    """Do what a button promises."""
    if mend.what == checks.FORGET:
        visitor.forget(mend.lever)
    elif mend.what == checks.TURN_ON:
        st.session_state[KEYS[mend.lever]] = checks.MIDDLE
    else:
        visitor.hold(mend.lever, start=0.0, ramp=0.0)


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
