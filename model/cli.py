"""The command `fulcrum`."""

from __future__ import annotations

import typer

from model.commands.appendix import appendix
from model.commands.backcast import backcast
from model.commands.check import check
from model.commands.compare import compare
from model.commands.dashboard import dashboard
from model.commands.drivers import drivers
from model.commands.evidence import app as evidence_app
from model.commands.explain import explain
from model.commands.export import export
from model.commands.fails import fails
from model.commands.findings import findings
from model.commands.flips import flips
from model.commands.history import history
from model.commands.listing import list_
from model.commands.run import run
from model.commands.stories import stories
from model.commands.verify import verify
from model.commands.why import why

app = typer.Typer(
    name="fulcrum",
    help="What could policy do about the North Korea–Russia partnership? Thousands of uncertain worlds, "
    "paired comparison with the status quo, every number traceable. Simulated scenarios, not a forecast.",
    epilog="Exit codes: 0 done, 1 a run or a check failed, 2 bad input.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for function in (
    run,
    compare,
    appendix,
    export,
    history,
    backcast,
    check,
    explain,
    drivers,
    fails,
    findings,
    flips,
    stories,
    verify,
    why,
    dashboard,
):
    app.command()(function)
app.command("list")(list_)
app.add_typer(evidence_app, name="evidence")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
