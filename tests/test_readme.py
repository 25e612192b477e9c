"""The README names what exists: its commands, its folders, its pictures and its Python."""

import re
import subprocess
from pathlib import Path

import pytest

import model

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_what_this_is_and_a_picture():
    opening = README.split("## ")[0]
    assert opening.startswith("# Fulcrum\n") and "not a forecast" in opening
    assert re.search(r"!\[[^\]]{40,}\]\(docs/pictures/explore\.png\)", opening)


def test_its_links_and_pictures_lead_somewhere():
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets and [target for target in targets if not (ROOT / target).exists()] == []


def test_its_folders_exist():
    folders = re.findall(r"^\| `([a-z]+/)` \|", README, flags=re.MULTILINE)
    assert len(folders) >= 6 and [folder for folder in folders if not (ROOT / folder).is_dir()] == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`(?:\w+=\S+ )?make ([a-z-]+)`", README))))
def test_make_knows_the_target(target):
    subprocess.run(["make", "-n", "-C", str(ROOT), target], check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"\bfulcrum ([a-z]+)\b", README))))
def test_the_command_line_knows_the_command(command):
    from model.cli import app

    named = {info.name or info.callback.__name__ for info in app.registered_commands}
    assert command in named | {group.name for group in app.registered_groups}


def test_its_python_runs_on_names_that_exist():
    names = re.search(r"from model import ([\w, ]+)", README)[1].split(", ")
    assert names and [name for name in names if not hasattr(model, name)] == []
