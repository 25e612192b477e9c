"""The world that the levers are set in: evidence, decision month, outside events, assumptions, worlds and seed."""

from __future__ import annotations

import streamlit as st

from dashboard.ui import assumptions, groups
from dashboard.ui import state as visitor
from dashboard.vm import wording, world_choices
from dashboard.vm.link import MOST_WORLDS
from dashboard.vm.scenario import EVIDENCE, HISTORIES, Scenario
from model.experiment.inputs.forms import SEED as SEEDS
from model.world import EVENTS


def draw() -> None:
    """Evidence in sight, the rest in groups that are drawn while they are open."""
    st.markdown("**World**")
    world: Scenario = st.session_state[visitor.WORLD]
    choice("Evidence the worlds follow", "evidence", list(EVIDENCE), world.evidence)
    st.caption(f"{EVIDENCE[world.evidence].capitalize()}.")
    with groups.group(wording.events_name(world), "events-group") as box:
        if box.open:
            events(world)
    with groups.group(wording.assumptions_name(world), "assumptions-group") as box:
        if box.open:
            assumptions.draw(world)
    with groups.group(wording.decision_name(world), "decision-group") as box:
        if box.open:
            decision(world)


def key_of(part: str) -> str:
    """The key of a control; another one after everything was set anew, so that it shows what was set."""
    return f"world-{part}-{st.session_state.get('drawn_anew', 0)}"


def choice(label: str, part: str, values: list[str], now: str) -> None:
    """One of a few values of the world."""
    key = key_of(part)
    st.segmented_control(label, values, default=now, required=True, key=key, on_change=take, args=(part, key))


def take(part: str, key: str) -> None:
    """Let a control's value be part of the world."""
    visitor.change_world(**{part: st.session_state[key]})


def events(world: Scenario) -> None:
    """What happens outside in every world: the events that are set, each with its Remove button, and one more."""
    for place, (month, event) in enumerate(world.events):
        text, button = st.columns([2, 1], vertical_alignment="center")
        text.markdown(wording.event(month, event))
        rest = (*world.events[:place], *world.events[place + 1 :])
        button.button(
            "Remove",
            key=f"event-{month}-{event}",
            type="tertiary",
            on_click=visitor.change_world,
            kwargs={"events": rest},
        )
    event = st.selectbox("Event", list(EVENTS), format_func=lambda name: EVENTS[name].means, key="event-new")
    month = st.selectbox(
        "Month", world_choices.months(world), format_func=wording.month_words, key=f"event-month-{world.decision_month}"
    )
    added = (*world.events, (month, event))
    st.button("Add event", on_click=visitor.change_world, kwargs={"events": added}, width="stretch")


def decision(world: Scenario) -> None:
    """When the levers begin, for how many months, in how many worlds, with which seed and whose past."""
    key, months = key_of("decision_month"), world_choices.decisions(world)
    place = months.index(world.decision_month)
    st.selectbox(
        "Decision month", months, place, format_func=wording.month_words, key=key, on_change=take,
        args=("decision_month", key), help=wording.DECISION_HELP,
    )  # fmt: skip
    choice("Histories", "histories", list(HISTORIES), world.histories)
    st.caption(f"{HISTORIES[world.histories].capitalize()}.")
    for part, label, low, high, step in (
        ("months", "Months played", *world_choices.MONTHS, 6),
        ("worlds", "Worlds", world_choices.FEWEST_WORLDS, MOST_WORLDS, 100),
        ("seed", "Seed", SEEDS[0], world_choices.LARGEST_SEED, 1),
    ):
        key, now = key_of(part), getattr(world, part)
        st.number_input(label, min(low, now), max(high, now), now, step, key=key, on_change=take, args=(part, key))
