"""Makes a static site of README.md and docs/ without a network: `python docs/static_site.py [FOLDER]`, `make site`."""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path
from shutil import copytree

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
NAMES = {
    "index": "Fulcrum",
    "tutorial_analyst": "For analysts",
    "tutorial_modeller": "For modellers",
    "findings": "Findings",
    "model": "The model",
    "parameters": "Parameters",
    "decisions": "Decisions",
    "glossary": "Words",
    "cluster": "On a cluster",
    "changes": "Changes",
}
HEADING = re.compile(r"<h([1-4])>(.*?)</h\1>", re.S)
MARKDOWN_LINK = re.compile(r'href="(?:docs/)?(\w+)\.md(#[\w-]+)?"')
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #111; margin: 0 auto; max-width: 72rem; padding: 0 1rem 4rem; }
nav { border-bottom: 1px solid #ccc; padding: .8rem 0; }
nav a { margin-right: 1rem; }
a { color: #005F6E; }
table { border-collapse: collapse; display: block; overflow-x: auto; margin: 1rem 0; font-size: .9rem; }
th, td { border: 1px solid #ddd; padding: .3rem .5rem; text-align: left; vertical-align: top; }
pre { background: #f5f5f5; padding: .8rem; overflow-x: auto; }
code { background: #f5f5f5; }
img { max-width: 100%; }
"""


def pages() -> dict[str, Path]:
    """Every page of the site by its name."""
    found = {path.stem: path for path in sorted((ROOT / "docs").glob("*.md"))}
    return {"index": ROOT / "README.md", "changes": ROOT / "CHANGELOG.md", **found}


def anchored(found: re.Match) -> str:
    """A heading with the anchor that links between the pages use."""
    level, inside = found.groups()
    words = re.sub(r"<[^>]+>", "", inside)
    anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
    return f'<h{level} id="{anchor}">{inside}</h{level}>'


def page(name: str, text: str) -> str:
    """A page as HTML, with links between pages and nothing from outside."""
    body = HEADING.sub(anchored, MarkdownIt("commonmark", {"html": True}).enable("table").render(uncommented(text)))
    body = MARKDOWN_LINK.sub(lambda link: f'href="{link[1]}.html{link[2] or ""}"', body)
    body = body.replace('="docs/pictures/', '="pictures/')
    links = " ".join(f'<a href="{other}.html">{escape(title)}</a>' for other, title in NAMES.items())
    title = escape(NAMES.get(name, name))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title} · Fulcrum</title>'
    return (
        f'<!doctype html><html lang="en"><head>{head}<style>{STYLE}</style></head>'
        f"<body><nav>{links}</nav><main>{body}</main></body></html>\n"
    )


def uncommented(text: str) -> str:
    """A page without the marks that other scripts read."""
    return re.sub(r"^<!--.*?-->\n?", "", text, flags=re.M | re.S)


def build(folder: Path) -> list[Path]:
    """Write every page and the pictures; the same sources give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    copytree(ROOT / "docs" / "pictures", folder / "pictures", dirs_exist_ok=True)
    made = []
    for name, source in pages().items():
        made.append(folder / f"{name}.html")
        made[-1].write_text(page(name, source.read_text(encoding="utf-8")), encoding="utf-8")
    return made


if __name__ == "__main__":
    there = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site")
    print(f"{len(build(there))} pages in {there}; open {there / 'index.html'}")
