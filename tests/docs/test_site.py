"""The diagrams show the code, and the site is whole: every page, picture and link, and nothing from outside."""

import re

import diagrams
import pytest
import static_site

LINK = re.compile(r'(?:href|src)="([^"]+)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, made once."""
    folder = tmp_path_factory.mktemp("site")
    return {path.name: path.read_text(encoding="utf-8") for path in static_site.build(folder)}, folder


def test_every_diagram_shows_what_the_code_says(capsys):
    assert diagrams.main(["--check"]) == 0, capsys.readouterr().out


def test_a_diagram_that_shows_something_else_is_noticed(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    (tmp_path / "talks.svg").write_text("<svg/><!-- 0123456789abcdef -->\n")
    assert diagrams.main(["--check"]) == 1
    assert "talks.svg: shows something else than the code" in capsys.readouterr().out


def test_every_link_of_the_site_leads_somewhere(site):
    made, folder = site
    dead = []
    for name, text in made.items():
        for target in LINK.findall(text):
            file, _, anchor = target.partition("#")
            if target.startswith("http"):
                continue
            there = made.get(file or name)
            if (there is None and not (folder / file).is_file()) or (
                there and anchor and f'id="{anchor}"' not in there
            ):
                dead.append(f"{name}: {target}")
    assert dead == []


def test_every_page_is_in_the_site_and_in_its_list(site):
    made, _ = site
    assert {name.removesuffix(".html") for name in made} == set(static_site.NAMES)
    assert all(
        '<html lang="en">' in text and "<main>" in text and "</table>" in made["model.html"] for text in made.values()
    )


def test_nothing_is_fetched_from_outside(site):
    made, _ = site
    assert not [name for name, text in made.items() if re.search(r'src="http|<script|<link', text)]
