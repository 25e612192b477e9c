"""`fulcrum run`: play a scenario's options in its worlds and store the results."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from model.commands.console import INTERRUPTED, Failed, Unusable, command, end, progress, say, show_json, tell

WORTH_A_BAR = 1.0
WORTH_TWO_PROCESSES = 2.0
READY = "model.experiment.pasts.ready"  # named here too, as nothing of the model is imported before it begins to load


@command
def run(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped one.")],
    options: Annotated[str, typer.Option(help="Play only these options: names with commas between.")] = "",
    worlds: Annotated[int | None, typer.Option(help="How many worlds.")] = None,
    seed: Annotated[int | None, typer.Option(help="What all chance starts from.")] = None,
    evidence: Annotated[str, typer.Option(help="articles or record.")] = "",
    histories: Annotated[str, typer.Option(help="prior, or conditioned on the articles' figures.")] = "",
    jobs: Annotated[int, typer.Option(help="How many processes; 0 chooses.", min=0)] = 0,
    timeout: Annotated[
        float | None,
        typer.Option(help="Seconds that a batch of blocks may take; one that takes longer fails.", min=0.1),
    ] = None,
    scheduler: Annotated[str, typer.Option(help="Play on a Dask cluster instead: tcp://host:port or tls://…")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder of the results.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Play the options of SCENARIO in its worlds and store the results; the same command again resumes.

    Examples: fulcrum run scenarios/reference.yaml; fulcrum run ceasefire --worlds 500 --evidence record
    """
    if scheduler and timeout is not None:
        raise Unusable("--timeout: works with processes on this machine, not with --scheduler")
    if jobs != 1 and not scheduler:
        warm_up()
    from model.commands.choices import chosen_scenario
    from model.commands.history import searched
    from model.experiment import expected_seconds, plan_of, refuse_other_study

    chosen = chosen_scenario(scenario, options, worlds, seed, evidence, histories)
    if chosen.histories == "conditioned":
        searched(chosen, jobs or processors(), limit=timeout)
    plan = plan_of(chosen, out)
    refuse_other_study(plan)
    say_plan = tell if as_json else say
    seconds = expected_seconds(plan)
    if jobs > 1 or (jobs == 0 and seconds > WORTH_TWO_PROCESSES and processors() > 1):
        plan = plan_of(chosen, out, jobs or processors())
        seconds = expected_seconds(plan)
    say_plan(f"{plan.scenario.title} ({plan.scenario.evidence}): {plan}{expectation(plan, seconds)}")
    started = perf_counter()
    results = played(plan, seconds, timeout, scheduler)
    report(plan, results, perf_counter() - started, as_json)


def processors() -> int:
    """How many processes can run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def warm_up() -> None:
    """Let the server that processes come from load the model, on another processor, while this process does.

    Where there is no such server, or no second processor, nothing is done.
    """
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods() or processors() == 1:
        return
    from multiprocessing.forkserver import ensure_running

    multiprocessing.get_context("forkserver").set_forkserver_preload([READY])
    ensure_running()


def expectation(plan: Any, seconds: float) -> str:
    """What is left to do and how long it should take."""
    if not plan.batches:
        return f"; all {len(plan.blocks):,} blocks are stored"
    part = "" if plan.to_play == len(plan.blocks) else f", {plan.to_play:,} of {len(plan.blocks):,} blocks missing"
    side_by_side = min(plan.jobs, len(plan.batches))
    processes = "" if side_by_side == 1 else f" on {side_by_side} processes"
    return f"{part}; about {seconds:.0f} s{processes}" if seconds >= 1 else f"{part}; about a second"


def played(plan: Any, seconds: float, timeout: float | None = None, scheduler: str = "") -> Any:
    """The results, with a progress bar where there is time to look at one."""
    from model.experiment import RunInUse, StudyFailed, carry_out

    try:
        with bar(plan, seconds) as finished:
            return carry_out(plan, finished, timeout, scheduler)
    except StudyFailed as error:
        kept = f"every other block is stored in {error.folder}; the same command plays only what is missing"
        raise Failed(f"{error}\n{len(error.failures)} blocks failed; {kept}") from None
    except RunInUse as error:
        raise Failed(str(error)) from None
    except OSError as error:
        kept = "what was stored before stays, and the same command goes on from there"
        raise Failed(f"{plan.folder}: cannot be written: {error.strerror or error}; {kept}") from None
    except KeyboardInterrupt:
        end(INTERRUPTED, "interrupted; the same command resumes")


@contextmanager
def bar(plan: Any, seconds: float) -> Iterator[Any]:
    """A progress bar over columns, on standard error; none for short work."""
    if seconds < WORTH_A_BAR:
        yield lambda batch: None
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("playing"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with progress(*columns) as shown:
        task = shown.add_task("playing", total=plan.to_play)
        yield lambda batch: shown.advance(task, len(batch.blocks))


def report(plan: Any, results: Any, seconds: float, as_json: bool) -> None:
    """Where the results are, what they rest on, and what to type next."""
    facts = results.manifest.facts
    if as_json:
        show_json(
            {
                "run": str(results.folder),
                "scenario": plan.scenario.name,
                "evidence": facts["evidence"],
                "worlds": results.worlds,
                "options": list(results.options),
                "months": plan.scenario.months,
                "histories": facts["histories"],
                "blocks": len(plan.blocks),
                "blocks_played": plan.to_play,
                "content": facts["content"],
                "results": facts["results"],
            }
        )
        return
    done = f"played {plan.to_play:,} blocks in {seconds:.1f} s" if plan.batches else "nothing was left to play"
    say(f"{results.folder}: {done}. {past_in_words(plan)}")
    say(f"Next:            fulcrum compare {shlex.quote(str(results.folder))}")
    other = "record" if facts["evidence"] == "articles" else "articles"
    say(f"Other evidence:  fulcrum run {shlex.quote(scenario_argument(plan))} --evidence {other}")


def past_in_words(plan: Any) -> str:
    """Where the worlds' past comes from."""
    from model.analysis import PRIOR_HISTORIES

    if plan.kept is None:
        return PRIOR_HISTORIES
    s, kept = plan.scenario, plan.kept
    return (
        f"Histories are those of {-(-s.worlds // s.lucks):,} prior worlds whose past lies inside every target's band, "
        f"one in {kept.one_in:,.0f} of {kept.tried:,} tried; each is continued with {s.lucks} lucks."
    )


def scenario_argument(plan: Any) -> str:
    """The scenario as a person may type it again."""
    from model.strict_yaml import scenarios

    shipped = scenarios() / f"{plan.scenario.name}.yaml"
    return f"scenarios/{plan.scenario.name}.yaml" if Path("scenarios", shipped.name).is_file() else plan.scenario.name
