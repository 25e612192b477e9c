"""How every command speaks and ends: results on standard output, the rest on standard error, few exit codes."""

from __future__ import annotations

import functools
import json
import math
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from model.strict_yaml import InputError

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
PLAIN_WIDTH = 160


class Unusable(Exception):
    """What a person asked for cannot be done; the message says why. Exit code 2."""


class Failed(Exception):
    """A run or a check failed; the message says how. Exit code 1."""


class Printer(Console):
    """A console that leaves a closed pipe to the command."""

    def on_broken_pipe(self) -> None:
        """Say so to whoever called, instead of ending the program here."""
        raise BrokenPipeError


def printer(error: bool = False) -> Printer:
    """A console on standard output or standard error; in a file or pipe wide enough for every table."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else PLAIN_WIDTH
    return Printer(file=stream, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def progress(*columns: Any, hidden: bool = False) -> Any:
    """A bar on standard error while work goes on, gone when it is done; nothing at all in a file or a pipe."""
    from rich.progress import Progress

    console = printer(error=True)
    return Progress(*columns, console=console, transient=True, disable=hidden or not console.is_terminal)


def say(text: str = "") -> None:
    """One line of the result."""
    print(text)


def tell(text: str) -> None:
    """One line about what is going on."""
    print(text, file=sys.stderr)


def show(table: Table) -> None:
    """A table of the result, its title on a line of its own, however narrow the table is."""
    console = printer()
    if table.title:
        console.print(table.title, style="bold", soft_wrap=True)
        table.title = None
    console.print(table)


def show_json(value: Any) -> None:
    """The result as JSON; a number that is not finite (such as the utility of a move that is barred) is null."""
    print(json.dumps(finite(value), indent=1, ensure_ascii=False, allow_nan=False))


def finite(value: Any) -> Any:
    """Plain values with null for every number that is not finite."""
    if isinstance(value, dict):
        return {key: finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def table(*columns: str, title: str | None = None, numbers: tuple[str, ...] = ()) -> Table:
    """A table without frames; the columns named in `numbers` stand to the right."""
    made = Table(title=title, box=None, pad_edge=False, title_justify="left", header_style="bold", title_style="bold")
    for name in columns:
        made.add_column(name, justify="right" if name in numbers else "left", overflow="fold")
    return made


def load_mesa() -> None:
    """Import Mesa before the model: it looks at every frame and module above its import, and here are few of them."""
    import mesa  # noqa: F401


def command(function: Callable[..., None]) -> Callable[..., None]:
    """A command that ends with 0, 1, 2 or 130 and without a traceback for what a person did."""

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
            sys.stdout.flush()
        except (InputError, Unusable) as error:
            end(getattr(error, "exit_code", BAD_INPUT), str(error))
        except Failed as error:
            end(FAILED, str(error))
        except KeyboardInterrupt:
            end(INTERRUPTED, "interrupted")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    return guarded


def end(code: int, message: str) -> NoReturn:
    """Say why, and end."""
    tell(message)
    raise typer.Exit(code)
