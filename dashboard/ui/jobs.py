"""Long work on a page: how far it is, how long it takes, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.services import jobs
from dashboard.services.jobs import Job
from dashboard.vm import wording

EVERY = 1.0  # seconds between two looks at a running job


def visitor() -> str:
    """Who looks at this page: a name that lasts as long as the session."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    return context.session_id if context else ""


def start(key: str, work: Callable, *arguments: object) -> Job:
    """The job of a key, started if need be, in the name of this visitor."""
    return jobs.job(key, work, *arguments, visitor=visitor())


def show(job: Job, name: str = "The work") -> None:
    """Draw a job's progress and its Cancel button while it runs; the page runs again once it ends.

    A finished job draws nothing; one that failed or was cancelled says so.
    """
    if job.active:
        watch(job.key, name)
    elif job.state == jobs.FAILED:
        st.error(wording.job_failed(name, job.error))
    elif job.state == jobs.CANCELLED:
        st.info(wording.job_cancelled(name))


@st.fragment(run_every=EVERY)
def watch(key: str, name: str) -> None:
    """Look at a job every second, alone; run the whole page once it has ended."""
    now = jobs.find(key)
    if now is None or not now.active:
        st.rerun()
    text, button = st.columns([5, 1], vertical_alignment="center")
    text.progress(now.share, wording.job_running(name, now.state, now.share, now.eta))
    if button.button("Cancel", key=f"cancel-{key}", width="stretch"):
        jobs.cancel(key, visitor())
        st.rerun()
