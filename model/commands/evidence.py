"""`fulcrum evidence`: figures and grades; `conflicts` with the record; `verify` finds each figure in the articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from model.commands.console import Failed, Unusable, command, say, show, show_json, table

app = typer.Typer(help="The figures of both articles, their grades and conflicts.", invoke_without_command=True)


@app.callback(invoke_without_command=True)
@command
def evidence(
    context: typer.Context,
    document: Annotated[str, typer.Option(help="Only figures of this article: A or B.")] = "",
    role: Annotated[str, typer.Option(help="Only figures of this role: target, input, event or context.")] = "",
    grade: Annotated[str, typer.Option(help="Only figures of this grade.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="All evidence as JSON.")] = False,
) -> None:
    """Show the figures of both articles: where they stand, how they are read, graded and used.

    Examples: fulcrum evidence --role target; fulcrum evidence conflicts; fulcrum evidence verify --articles DIR
    """
    from model.evidence import as_json as all_evidence
    from model.evidence import evidence_table, summary

    if context.invoked_subcommand:
        return
    if as_json:
        show_json(all_evidence())
        return
    rows = evidence_table(document or None, role or None, grade or None)
    if not rows:
        raise Unusable("evidence: no figure has this document, role and grade")
    made = table("figure", "where", "token", "value", "grade", "role", "sets", "conflict")
    for row in rows:
        made.add_row(*(str(row[column.header]) for column in made.columns))
    show(made)
    counted = summary()
    say(f"{len(rows)} of {counted['figures']} figures; {counted['mechanisms']} mechanisms, {counted['claims']} claims; "
        f"{counted['conflicts']} conflicts with the record (fulcrum evidence conflicts); "
        f"{counted['sources_checked']} of {counted['sources']} sources were read.")  # fmt: skip


@app.command()
@command
def conflicts(as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False) -> None:
    """Show where the articles and the public record differ: both values, the sources, and what carries the difference.

    Example: fulcrum evidence conflicts
    """
    from model.evidence import conflict_table, load

    rows = conflict_table()
    if as_json:
        show_json(rows)
        return
    made = table("id", "the article says", "the record says", "acts on", "sources")
    known = load().sources
    for row in rows:
        named = ", ".join(name if known[name].checked else f"{name} (not read)" for name in row["sources"])
        made.add_row(row["id"], row["article"], row["record"], row["acts_on"], named)
    show(made)
    say(f"{len(rows)} conflicts. The option --evidence of a study says which of two values its worlds follow.")


@app.command()
@command
def verify(
    articles: Annotated[Path, typer.Option(help="The folder of the two articles.")],
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON: found, missing.")] = False,
) -> None:
    """Find the exact token of every figure in its paragraph of the articles in a folder.

    Example: fulcrum evidence verify --articles ../shared/articles
    """
    from model.evidence import verify as verify_figures

    verification = verify_figures(articles)
    if as_json:
        show_json(verification.as_json())
    else:
        say(f"{len(verification.found)} of {len(verification.found) + len(verification.missing)} figures found")
        for copy in verification.documents:
            say(f"article {copy.document}, {copy.file}: {copy.note}")
    if not verification.ok:
        lines = [f"{missing.id}: {missing.reason}" for missing in verification.missing]
        raise Failed("\n".join(lines or ["an article is not the document that was read"]))
