"""Any assumption can be another one: pick a parameter, see what is believed and why, and give a distribution."""

from __future__ import annotations

import streamlit as st

from dashboard.ui import state as visitor
from dashboard.vm import assumptions, wording
from dashboard.vm.assumptions import Belief
from dashboard.vm.scenario import Scenario


def draw(world: Scenario) -> None:
    """The assumptions that are changed, each with a button that takes it back, and a form for one more."""
    for name, text in world.assume:
        words, button = st.columns([2, 1], vertical_alignment="center")
        words.markdown(assumptions.in_words(name, text, world.evidence))
        rest = without(world, name)
        button.button(
            "Take back", key=f"assume-{name}", type="tertiary", on_click=visitor.change_world, kwargs={"assume": rest}
        )
    name = st.selectbox(
        "Parameter", assumptions.names(world.evidence), None, key="assume-name", placeholder="search 665 parameters",
        format_func=lambda name: assumptions.label(name, world.evidence),
    )  # fmt: skip
    if name is not None:
        change(world, assumptions.belief(name, world.evidence))


def without(world: Scenario, name: str) -> tuple[tuple[str, str], ...]:
    """The assumptions besides one."""
    return tuple(item for item in world.assume if item[0] != name)


def change(world: Scenario, known: Belief) -> None:
    """What is believed about one parameter, and the form that puts something else in its place."""
    st.caption(wording.belief(known))
    forms = assumptions.forms()
    form = st.selectbox("Shape", forms, forms.index(known.form), key=f"shape-{known.name}")
    begin = assumptions.starts(known, form, assumptions.median(known.name, world.evidence))
    values = [
        st.number_input(f"{called} ({known.unit})", value=start, format="%g", key=f"value-{known.name}-{form}-{called}")
        for called, start in zip(assumptions.asked(form), begin, strict=True)
    ]
    text, fault = assumptions.tried(known.name, world.evidence, form, values)
    if fault:
        st.error(fault)
    added = (*without(world, known.name), (known.name, text))
    st.button(
        "Assume this", on_click=visitor.change_world, kwargs={"assume": added}, disabled=bool(fault), width="stretch"
    )
    st.caption(wording.ASSUMING)
