"""`fulcrum findings`: everything a study has found, in both evidence sets, as one document."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from model.commands.console import INTERRUPTED, Failed, Unusable, command, end, progress, say, show_json, tell

GO_ON = "what was done before stays, and the same command goes on from there"
WORTH_TWO_PROCESSES = 5.0


@command
def findings(
    run: Annotated[str, typer.Argument(help="A run's folder or scenario file; the newest run if left out.")] = "",
    with_run: Annotated[str, typer.Option("--with", help="The run of the other evidence set.")] = "",
    to: Annotated[str, typer.Option(help="The Markdown file to write; - for standard output.")] = "-",
    outcome: Annotated[str, typer.Option(help="Only these main outcomes, commas between.")] = "",
    worlds: Annotated[
        int, typer.Option(help="Play no more worlds than this again for any part; 0 chooses.", min=0)
    ] = 0,
    jobs: Annotated[int, typer.Option(help="How many processes; 0 chooses.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Write down what RUN has found: what stands, what cannot be told, what flips, what surprises, and what it costs.

    Example: fulcrum findings runs/reference-articles --with runs/reference-record --to docs/findings.md
    """
    from model.analysis.findings.findings_page import findings_page, findings_plain
    from model.commands.choices import known, opened, split
    from model.commands.compare import beside, other_evidence
    from model.experiment import RunError

    first, second = beside(opened(run), opened(with_run) if with_run else None, run)
    second = second or other_evidence(first)
    refuse_at_odds(first, second)
    outcomes = known("outcome", split(outcome), first.outcomes)
    try:
        gathered = gather(first, second, outcomes, worlds, jobs)
    except KeyboardInterrupt:
        end(INTERRUPTED, f"interrupted; {GO_ON}")
    except RunError as error:
        raise Failed(str(error)) from None
    except OSError as error:
        raise Failed(f"{error.filename or 'runs'}: cannot be written: {error.strerror or error}; {GO_ON}") from None
    if to != "-":
        write(Path(to), findings_page(gathered))
    if as_json:
        show_json(findings_plain(gathered))
    elif to == "-":
        say(findings_page(gathered).rstrip("\n"))


def refuse_at_odds(first: Any, second: Any) -> None:
    """Unusable for two runs that are not one study under two evidence sets, or a run of the status quo alone."""
    if len(first.options) < 2:
        raise Unusable(f"{first.folder}: holds the status quo alone, so there is nothing to find")
    if second is None:
        return
    for what in ("months", "options", "worlds"):
        one, other = getattr(first, what), getattr(second, what)
        if one != other:
            raise Unusable(f"--with: {second.folder} holds other {what} than {first.folder}")
    if first.manifest.facts["evidence"] == second.manifest.facts["evidence"]:
        raise Unusable(f"--with: {second.folder} is of the same evidence set, {first.manifest.facts['evidence']}")


def write(path: Path, text: str) -> None:
    """Write the document, whole or not at all."""
    from model.experiment.store import write_atomically

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        raise Unusable(f"{path}: cannot be written: {error.strerror}") from None
    tell(f"{path}: {text.count(chr(10)):,} lines")


def gather(first: Any, second: Any, outcomes: Sequence[str], worlds: int, jobs: int) -> Any:
    """Compare, play and ask everything that the document needs; what was done before is not done again."""
    from model.analysis import compare
    from model.analysis.comparison.split import compare_by_ceasefire
    from model.analysis.comparison.theories import compare_by_theory
    from model.analysis.findings.findings import MAIN, Runs, standing
    from model.analysis.findings.findings_asked import AGAIN, questions
    from model.analysis.findings.findings_played import ATTRIBUTED, Gathered, acted_on, factorials
    from model.commands.run import processors

    runs = Runs(tuple(each for each in (first, second) if each))
    names = tuple(outcomes or [name for name in MAIN if name in first.outcomes])
    shared = tuple(name for name in ATTRIBUTED if name in names) or names[:1]
    jobs = jobs or processors()
    compared = tuple(compare(each) for each in runs.both)
    asked = questions(runs, compared, names, standing(compared, names), min(worlds or AGAIN, AGAIN))
    planned = factorials(runs, shared, worlds)
    tell_plan(runs, asked, planned, jobs)
    whys = {key: attributed(runs, factorial, jobs) for key, factorial in planned.items()}
    alone = tuple(compare(played_alone(each, worlds, jobs), (runs.last,), acted_on()) for each in runs.both)
    answers = {place_of(runs, question): answer for question, answer in answered(asked, jobs)}
    split = tuple(compare_by_ceasefire(each, (runs.last,), names) for each in runs.both)
    theories = tuple(compare_by_theory(each) for each in runs.both)
    ordered = {place_of(runs, question): answers[place_of(runs, question)] for question in asked}
    again = min(worlds or AGAIN, AGAIN, first.worlds)
    return Gathered(runs, names, again, compared, split, alone, whys, ordered, theories)


def place_of(runs: Any, question: Any) -> tuple[Any, ...]:
    """Under what an answer is found: kind, number of the run, and what was asked, without numbers of worlds."""
    run = [str(each.folder) for each in runs.both].index(question.runs[0])
    asked = question.asked
    if question.kind == "flips":
        outcome, month, option, *_ = asked
        asked = (outcome, month or runs.last, option)
    return question.kind, run, *asked


def tell_plan(runs: Any, asked: Sequence[Any], planned: Any, jobs: int) -> None:
    """What is going to be done, and about how long it takes."""
    from model.analysis.findings.findings_asked import known
    from model.experiment.designs.factorial_play import expected_seconds
    from model.experiment.designs.factorial_play import known as stored

    left = [question for question in asked if not known(question)]
    to_play = [factorial for factorial in planned.values() if not stored(factorial)]
    seconds = sum(question.seconds for question in left) / jobs
    seconds += sum(expected_seconds(factorial, jobs) for factorial in to_play)
    done = len(asked) + len(planned) - len(left) - len(to_play)
    before = f", {done} of them done before" if done else ""
    title = runs.first.manifest.facts["title"]
    tell(
        f"Findings of {title} ({' and '.join(runs.sets)}): {len(asked)} questions and {len(planned)} attributions"
        f"{before}; about {max(1, round(seconds / 60))} min on {jobs} processes"
    )


def attributed(runs: Any, factorial: Any, jobs: int) -> Any:
    """What is found about each outcome of one factorial."""
    from model.analysis.findings.findings_played import whys_of
    from model.commands.why import played

    return whys_of(runs, factorial, played(factorial, jobs, tell))


def played_alone(results: Any, worlds: int, jobs: int) -> Any:
    """The study of every lever alone, played or taken from disk."""
    from model.analysis.findings.findings_played import levers_alone, levers_folder
    from model.commands.run import played
    from model.experiment import plan_of
    from model.experiment.plan import expected_seconds

    scenario = levers_alone(results, worlds)
    plan = plan_of(scenario, levers_folder(scenario), jobs)
    seconds = expected_seconds(plan)
    tell(f"{scenario.title} ({scenario.evidence}): {plan}; about {max(1.0, seconds):.0f} s")
    return played(plan, seconds)


def answered(asked: Sequence[Any], jobs: int) -> Iterator[tuple[Any, Any]]:
    """Every question with its answer, in any order; what was answered before comes first."""
    from model.analysis.findings.findings_asked import answer, known
    from model.experiment.pool import Work, side_by_side

    left: deque[Any] = deque()
    for question in asked:
        if known(question):
            yield question, answer(question)
        else:
            left.append(question)
    processes = jobs if sum(question.seconds for question in left) > WORTH_TWO_PROCESSES else 1
    with bar(sum(question.seconds for question in left)) as done:
        if processes > 1 and len(left) > 1:
            for question, found in side_by_side(Work(answer, refuse), left, processes):
                done(question)
                yield question, found
        for question in left:
            found = answer(question)
            done(question)
            yield question, found


def refuse(question: Any, error: BaseException) -> None:
    """Failed, naming the question; nothing else is lost."""
    raise Failed(f"{question}: {type(error).__name__}: {error}; {GO_ON}") from error


@contextmanager
def bar(seconds: float) -> Iterator[Any]:
    """A progress bar over questions, each weighing what it takes, on standard error; none where none is left."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("asking: {task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with progress(*columns, hidden=not seconds) as shown:
        task = shown.add_task("", total=seconds)
        yield lambda question: shown.update(task, advance=question.seconds, description=str(question))
