"""Rebuilds the tables of docs/ from the model's catalogues: `python docs/tables.py`, or `--check` to compare only.

A table stands between `<!-- table: name -->` and `<!-- end of table -->`; what lies between is replaced, the rest is
written by hand.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from catalogues import TABLES

FOLDER = Path(__file__).resolve().parent
BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


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


def main(arguments: list[str]) -> int:
    """Rewrite what is out of date, or with --check only name it; 1 if --check found something."""
    stale = []
    for document in TABLES:
        path = FOLDER / document
        text = path.read_text(encoding="utf-8")
        if (fresh := rebuilt(document, text)) != text:
            stale.append(document)
            if "--check" not in arguments:
                path.write_text(fresh, encoding="utf-8")
    print(", ".join(stale) or "every table is current")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
