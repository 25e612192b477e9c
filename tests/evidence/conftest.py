"""The articles, where they lie beside the project, and copies of the seeds to spoil."""

import shutil
from pathlib import Path

import pytest

from model.strict_yaml import seeds

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"


@pytest.fixture
def articles(tmp_path):
    """A copy of the articles that a test may change."""
    if not ARTICLES.is_dir():
        pytest.skip("the articles do not lie beside this checkout (../shared/articles)")
    return Path(shutil.copytree(ARTICLES, tmp_path / "articles"))


@pytest.fixture
def spoiled(tmp_path):
    """A function that copies the seeds, replaces one text in one file, and gives the folder."""

    def spoil(file, old, new):
        folder = tmp_path / "seeds"
        shutil.copytree(seeds(), folder, ignore=shutil.ignore_patterns("parameters"))
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return spoil
