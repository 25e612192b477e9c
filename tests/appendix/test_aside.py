"""Other processes work slow parts out while the document is written, and it finds what they kept."""

import os
from pathlib import Path

import pytest

from model.appendix import Asked, build
from model.appendix import remembering as module
from model.appendix.aside import Aside
from model.appendix.document import Figure, lines_of
from model.appendix.pictures import Picture, kept, pixels, vector
from model.appendix.remembering import Helpers
from tests.appendix.conftest import inside


def sign(path: str) -> None:
    """Leave the number of the process in a file; there is no folder "nowhere"."""
    Path(path).write_text(str(os.getpid()))


def deadly(path: str) -> None:
    """End the process."""
    os._exit(1)


def test_pieces_are_done_by_others_each_once(tmp_path):
    aside = Aside(sign, 2)
    pieces = [str(tmp_path / name) for name in "abc"]
    aside.add(pieces[:2])
    aside.add(pieces)
    aside.wait()
    assert os.getpid() not in {int(Path(piece).read_text()) for piece in pieces}


def test_work_may_begin_again_after_all_was_done(tmp_path):
    aside = Aside(sign, 2)
    for name in "ab":
        aside.add([str(tmp_path / name)])
        aside.wait(str(tmp_path / name))
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_without_other_processes_nothing_is_done_aside(tmp_path):
    aside = Aside(sign, 0)
    aside.add([str(tmp_path / "a")])
    aside.wait(str(tmp_path / "a"))
    assert not any(tmp_path.iterdir())


def test_what_failed_elsewhere_is_raised_here(tmp_path):
    aside = Aside(sign, 2)
    aside.add([str(tmp_path / "nowhere" / "a")])
    with pytest.raises(FileNotFoundError):
        aside.wait()


def test_a_process_that_dies_leaves_its_piece_to_whoever_needs_it():
    aside = Aside(deadly, 2)
    aside.add(["anything"])
    aside.wait("anything")


def test_a_document_made_with_help_is_the_same_and_its_pictures_are_kept(runs, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "WORTH_PROCESSES", 1)
    asked = Asked(("question", "charts"))
    with inside(tmp_path):
        helpers = Helpers.of(runs, asked.sections, 2, pixels=True)
        made = build(runs, asked, helpers=helpers)
        charts = [block.chart for section in made.sections for block in section.blocks if isinstance(block, Figure)]
        assert charts
        helpers.wait()
        assert all(kept(Picture.of(chart, pixels=True)) for chart in charts)
        with_help = [(vector(chart), pixels(chart)) for chart in charts]
    alone = tmp_path / "alone"
    alone.mkdir()
    forget()
    with inside(alone):
        again = build(runs, asked)
        assert lines_of(again) == lines_of(made) and again.trace == made.trace
        assert [(vector(chart), pixels(chart)) for chart in charts] == with_help
        assert not any(kept(Picture.of(chart, pixels=False)) for chart in charts)


def forget() -> None:
    """Draw every picture again in this process."""
    from model.appendix.pictures import drawn_pixels, drawn_vector

    drawn_vector.cache_clear()
    drawn_pixels.cache_clear()
