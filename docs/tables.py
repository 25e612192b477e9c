"""Rebuilds the tables of docs/ from the model's catalogues: `python docs/tables.py`, or `--check` to compare only.

A table stands between `<!-- table: name -->` and `<!-- end of table -->`; what lies between is replaced, the rest is
written by hand. `<!-- rules of FILE: 1a2b3c4d -->` in docs/model.md says which state of a file its section describes:
whoever changes a rule reads the section, mends its equations, and sets the mark anew with
`python docs/tables.py --described`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import source_code
from catalogues import TABLES

FOLDER = Path(__file__).resolve().parent
BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)
RULES = re.compile(r"<!-- rules of ([\w/]+\.py): (\w+) -->")


def rebuilt(document: str, text: str) -> str:
    """A document's text with every table as the catalogues have it now.

    Raises
    ------
    LookupError
        If the text asks for a table that is not made for this document, or leaves one out.
    """
    made = {make.__name__: make for make in TABLES[document]}
    asked = [name for _, name, _ in BLOCK.findall(text)]
    if sorted(asked) != sorted(made):
        raise LookupError(f"{document}: holds the tables {sorted(asked)}, not {sorted(made)}")
    return BLOCK.sub(lambda found: f"{found[1]}\n{made[found[2]]()}\n\n{found[3]}", text)


def changed_rules(text: str) -> list[str]:
    """Files whose rules are not those that a page describes any more."""
    return [file for file, mark in RULES.findall(text) if mark != source_code.rules(file)]


def described(text: str) -> str:
    """A page's text with every mark as the rules are now."""
    return RULES.sub(lambda found: f"<!-- rules of {found[1]}: {source_code.rules(found[1])} -->", text)


def main(arguments: list[str]) -> int:
    """Rewrite tables that are out of date, or with --check only name them; 1 if --check found something."""
    stale = []
    for document in TABLES:
        path = FOLDER / document
        text = path.read_text(encoding="utf-8")
        fresh = rebuilt(document, described(text) if "--described" in arguments else text)
        if fresh != text:
            stale.append(document)
            if "--check" not in arguments:
                path.write_text(fresh, encoding="utf-8")
    print(", ".join(stale) or "every table is current")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
