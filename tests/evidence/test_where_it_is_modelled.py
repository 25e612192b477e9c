"""What the evidence says is modelled in a module is in a module that exists."""

from pathlib import Path

import model
from model.evidence import load

ROOT = Path(model.__file__).resolve().parent.parent


def exists(module):
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def test_every_module_that_actors_and_mechanisms_name_exists():
    evidence = load()
    named = {name for item in evidence.mechanisms.values() for name in item.implemented_in}
    named |= {name for item in evidence.actors.values() for name in item.implemented_in}
    assert named
    assert sorted(name for name in named if not exists(name)) == []
