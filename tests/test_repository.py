"""What is committed names no machine, no registry and no host, and repeats no sentence of the articles."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".json", ".txt", ".cfg", ".html", ".css", ".js", ".sh", ".svg", ""}
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|farm|root|home|Users)/[\w.]")
REGISTRY = re.compile(r"pythonhosted|(?:https?:)?//[\w.-]*(?:pypi|npmjs|npm|debian)[\w.-]*/")
NINE = 9


def tracked() -> list[tuple[str, str]]:
    """Name and text of every text file under version control; skips where there is none."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a checkout: git lists no files here")
    names = [name for name in listed.stdout.split("\0") if name and Path(name).suffix in TEXT]
    assert names
    paths = [(name, ROOT / name) for name in names]
    return [(name, path.read_text(encoding="utf-8")) for name, path in paths if path.is_file()]


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every nine words in a row, without case and punctuation."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(words[i : i + NINE]) for i in range(len(words) - NINE + 1)}


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["a path of one machine", "a registry"])
def test_no_file_names(pattern):
    own = Path(__file__).name
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked()
        for number, line in enumerate(text.splitlines(), 1)
        if Path(name).name != own and pattern.search(line)
    ]
    assert found == []


def test_no_file_repeats_a_sentence_of_an_article(articles):
    told = set().union(*(shingles(path.read_text(encoding="utf-8")) for path in sorted(articles.glob("*.txt"))))
    assert told
    found = [f"{name}: {' '.join(sorted(same)[0])}" for name, text in tracked() if (same := shingles(text) & told)]
    assert found == []


def test_no_note_of_unfinished_work_is_left():
    unfinished = re.compile(r"#.*\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    assert [name for name, text in tracked() if unfinished.search(text)] == []
