"""What a visitor takes away or brings: a pinned scenario, a link, a scenario file, a stored study."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from dashboard.services import folders, runs, versions
from dashboard.ui import downloads
from dashboard.ui import state as visitor
from dashboard.vm import address, wording
from dashboard.vm.manifest_file import LARGEST, brought
from dashboard.vm.scenario import Scenario
from model.world import OUTCOMES


def pin(chosen: Scenario) -> None:
    """Keep the scenario as an outline in the charts, or let the pinned one go."""
    pinned = st.session_state.get(visitor.PINNED)
    if pinned is None:
        st.button("Pin", on_click=keep, args=(chosen,), disabled=chosen.is_status_quo, help=wording.PIN_HELP)
    else:
        st.button("Unpin", on_click=keep, args=(None,), help=wording.PIN_HELP)


def keep(chosen: Scenario | None) -> None:
    """Pin a scenario, or none."""
    st.session_state[visitor.PINNED] = chosen


def link(chosen: Scenario) -> None:
    """The whole scenario as an address that others can open, with a button that copies it."""
    with st.popover("Copy link"):
        st.caption(wording.LINK_HELP)
        st.code(whole_link(chosen), language=None, wrap_lines=True)


def whole_link(chosen: Scenario) -> str:
    """The address of this page with everything that is set, every lever in so many words."""
    outcome = st.session_state[visitor.OUTCOME]
    parts = urlsplit(st.context.url or "")
    said = address.full(chosen, outcome, versions.model(), versions.data())
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", urlencode(said, safe=":,"), ""))


def file(chosen: Scenario) -> None:
    """Save the scenario as a file, open one, or open a stored study; drawn only while it is open."""
    with st.popover("Scenario file", on_change="rerun", key="files") as box:
        if not box.open:
            return
        downloads.offer("Save as scenario", chosen.yaml(), "scenario.yaml", "text/yaml", help=wording.SAVE_HELP)
        given = st.file_uploader(
            wording.OPEN_FILE, type=["yaml", "yml", "json"], key="uploaded", help=wording.OPEN_HELP
        )
        pasted = st.text_area("Or paste one", key="pasted", height=120, placeholder="title: …")
        if given or pasted:
            take(given.getvalue()[: LARGEST + 1].decode("utf-8", "replace") if given else pasted)
        studies()


def take(text: str) -> None:
    """Offer the options of a file, or say what is wrong with it; nothing in it is executed."""
    found = brought(text)
    if found.study is None:
        st.error(wording.faults(found.faults))
        return
    options = {option.id: option for option in found.study.options}
    last = list(options)[min(1, len(options) - 1)]
    name = st.selectbox("Its option", list(options), list(options).index(last), format_func=lambda o: options[o].title)
    for said in found.changed:
        st.caption(said)
    chosen = Scenario.from_study(found.study, options[name])
    st.button("Use it", on_click=use, args=(chosen, found.outcome), type="primary")


def use(chosen: Scenario, outcome: str) -> None:
    """Set a scenario that was brought, and show the outcome that it was sent with."""
    visitor.put(chosen)
    if outcome in OUTCOMES:
        st.session_state[visitor.OUTCOME] = outcome


def studies() -> None:
    """The stored studies of this machine: one can be opened beside the live scenario; nothing is played again."""
    names = {
        entry.folder: wording.stored_study(entry.title, entry.evidence, entry.worlds) for entry in folders.listed()
    }
    if not names:
        st.caption(wording.NO_STUDY)
        return
    now = st.session_state.get(runs.OPENED)
    place = list(names).index(now) if now in names else None
    st.selectbox(
        "Open a stored study", list(names), place, format_func=names.get, key="study_choice",
        placeholder="none is open", on_change=choose_study,
    )  # fmt: skip


def choose_study() -> None:
    """Open the study that was chosen, or close the one that is open."""
    st.session_state[runs.OPENED] = st.session_state["study_choice"]
