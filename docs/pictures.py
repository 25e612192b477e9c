"""Takes the pictures of every page of the dashboard, as a visitor sees it, on a wide screen and on a telephone.

    python docs/pictures.py                     into docs/pictures/
    python docs/pictures.py --to FOLDER         elsewhere
    python docs/pictures.py --page compare      one page only
    python docs/pictures.py --height 3000       higher than a screen, to look at what stands below

The worlds are those of the reference question: 1,000 worlds with kept histories, decided in April 2026, evidence of the
articles, under the option “Mediation” of scenarios/options/. Pictures are reduced to a palette of colours, so that the
documents stay small.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.serving.server import browsing, missing, serving

FOLDER = Path(__file__).resolve().parent / "pictures"
SCENARIO = {"ne": "high", "do": "medium", "sp": "high", "out": "tension"}
SCREENS = {"": (1440, 1400), "_phone": (390, 1800)}  # higher than a screen, so that each page shows its own part
PAGES = ("explore", "compare", "stories", "evidence", "model_check", "appendix", "help")
COLOURS = 256
PATIENCE = 600_000  # milliseconds that a page may work before its picture is taken
STILL = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const waits = [...document.querySelectorAll('button')].some(found => found.innerText.trim() === 'Cancel');
    const busy = !app || app.dataset.testScriptState !== 'notRunning' || waits
        || document.querySelector('[data-testid=stSkeleton], [data-stale=true]');
    if (busy || !window.stillSince) window.stillSince = busy ? 0 : performance.now();
    return !busy && performance.now() - window.stillSince >= 2000;
}"""


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, the page's path, and the size of the window."""

    file: str
    path: str
    width: int
    height: int


def pictures(pages: tuple[str, ...] = PAGES, height: int = 0) -> Iterator[Picture]:
    """Every picture of some pages; `height` in place of the screens' own."""
    for page in pages:
        for ending, (width, own) in SCREENS.items():
            yield Picture(f"{page}{ending}.png", "" if page == "explore" else page, width, height or own)


def taken(browser: Any, address: str, picture: Picture) -> bytes:
    """The page as PNG, once all of it is drawn."""
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height})
    try:
        page = context.new_page()
        page.goto(f"{address}{picture.path}?{urlencode(SCENARIO)}")
        page.wait_for_function(STILL, timeout=PATIENCE, polling=100)
        return page.screenshot()
    finally:
        context.close()


def reduced(png: bytes) -> bytes:
    """A picture with a palette of so many colours that the rare ones stay as they are, at a third of the size."""
    from PIL import Image

    out = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Take what was asked for, and say where it lies."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder that is written to")
    parser.add_argument("--page", choices=PAGES, action="append", help="only this page")
    parser.add_argument("--height", type=int, default=0, help="pixels, in place of the screens' own height")
    asked = parser.parse_args()
    if why := missing():
        raise SystemExit(why)
    asked.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (address, _), browsing() as browser:
        for picture in pictures(tuple(asked.page or PAGES), asked.height):
            png = reduced(taken(browser, address, picture))
            (asked.to / picture.file).write_bytes(png)
            print(f"{picture.file}: {picture.width} × {picture.height}, {len(png) / 1000:.0f} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
