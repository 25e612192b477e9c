"""`fulcrum verify DOCUMENT`: whether an appendix still says what its runs say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from model.commands.console import Failed, Unusable, progress, say, show_json, tell

ENDINGS = (".docx", ".pdf", ".html", ".htm", ".md")


def is_document(name: str) -> bool:
    """Whether what is to be checked is a file of one of the formats of an appendix."""
    return Path(name).suffix.lower() in ENDINGS and not Path(name).is_dir()


def verify_document(name: str, run: str, sample: int | None, as_json: bool) -> None:
    """Hold a document against its runs; Failed, naming each number that does not hold.

    `sample` is how many blocks of the runs named are played again, None for all.
    """
    from model.appendix.checking import check
    from model.appendix.gathering import in_memory

    document = read(Path(name))
    with ExitStack() as stack:
        told = stack.enter_context(spinner())
        problems: list[str] = []
        if run:
            results = named_runs(document, run)
            problems += [fault for each in results for fault in faults_of_run(each, sample, told)]
        else:
            tell("No --run: the study is played again from the manifest in the document.")
            results = play_again(document, Path(stack.enter_context(TemporaryDirectory())), told)
        found = guarded(lambda: check(document, in_memory(results), told))
        problems += found.problems
    if as_json:
        show_json({"document": name, "verified": not problems, "numbers": found.numbers, "findings": found.findings, "lines": found.lines, "problems": problems, "note": found.note})  # fmt: skip  # noqa: E501
    elif not problems:
        how = "from the run" if run else "by playing the study again"
        say(f"{name}: {found.numbers:,} numbers of {found.findings:,} findings in {found.lines:,} lines, all worked out again {how}.")  # fmt: skip  # noqa: E501
        say(f"{found.note}\nVerified but for these pictures." if found.note else "Verified.")
    if problems:
        lines = "\n".join(problems)
        raise Failed(f"{lines}\n{name}: not verified, {len(problems):,} problems")


def read(path: Path) -> Any:
    """The document; Unusable for a file that is not there, Failed for one without a trace that can be read."""
    from model.appendix.embedding import NoTrace
    from model.appendix.reading import read_document

    try:
        return read_document(path)
    except OSError as error:
        raise Unusable(f"{path}: cannot be read: {error.strerror}") from None
    except NoTrace as error:
        raise Failed(f"{path}: not verified: {error}") from None


def guarded(work: Callable[[], Any]) -> Any:
    """What some work gives; Failed where the document carries what nothing can be made from."""
    from model.appendix.lint import OverClaim
    from model.experiment import RunError, StudyFailed

    try:
        return work()
    except OverClaim as error:
        raise Failed(f"refused, as these sentences say too much:\n{error}") from None
    except (RunError, StudyFailed) as error:
        raise Failed(str(error)) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Failed(f"not verified: nothing can be made from what the document carries: {error}") from None


def named_runs(document: Any, run: str) -> list[Any]:
    """The run named, and beside it that of the other evidence set where the document has two."""
    from model.commands.choices import opened
    from model.commands.compare import other_evidence

    sets = [facts.get("evidence") for facts in document.trace["runs"]]
    found = {one.manifest.facts["evidence"]: one for one in (opened(run),)}
    if len(sets) > 1 and (other := other_evidence(next(iter(found.values())))):
        found[other.manifest.facts["evidence"]] = other
    absent = [name for name in sets if name not in found]
    if absent:
        raise Unusable(f"--run: no run with the evidence set {', '.join(map(str, absent))} lies at or beside {run}")
    return [found[name] for name in sets]


def faults_of_run(results: Any, sample: int | None, told: Callable[[str], None]) -> Sequence[str]:
    """What is wrong with a stored run."""
    from model.experiment.verification import verify

    told(f"checking {results.folder}")
    return verify(results.folder, sample).problems


def play_again(document: Any, folder: Path, told: Callable[[str], None]) -> list[Any]:
    """The runs of a document, played again."""
    from model.appendix.checking import replayed
    from model.commands.run import processors

    told("playing the study again")
    return guarded(lambda: replayed(document.trace, folder, processors()))


@contextmanager
def spinner() -> Iterator[Callable[[str], None]]:
    """What is going on, on standard error."""
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with progress(*columns) as shown:
        task = shown.add_task("reading", total=None)
        yield lambda what: shown.update(task, description=what)
