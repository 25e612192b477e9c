"""All parameters of the model, read from seeds/parameters/, one file a subject, for either evidence set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from model.parameters.entry import Entry
from model.parameters.parameter import Parameter
from model.strict_yaml import Document, InputError, Problem, did_you_mean, read, seeds

EVIDENCE_SETS = ("articles", "record")

Parameters = Mapping[str, Parameter]


def load(evidence: str = "articles") -> Parameters:
    """Every parameter as one evidence set sees it, in the order of the files; read once and kept.

    Parameters
    ----------
    evidence : {"articles", "record"}

    Returns
    -------
    read-only mapping of name to Parameter

    Raises
    ------
    InputError
        With every problem of every file: file, line, column, path, value, rule, unit.
    ValueError
        For an unknown evidence set.
    """
    if evidence not in EVIDENCE_SETS:
        raise ValueError(f"no such evidence set {evidence!r}{did_you_mean(evidence, EVIDENCE_SETS)}")
    return shipped()[evidence]


@cache
def shipped() -> Mapping[str, Parameters]:
    """Both evidence sets of the files that come with the program."""
    return read_folder(seeds() / "parameters")


def read_folder(folder: Path) -> Mapping[str, Parameters]:
    """Both evidence sets of the files of a folder, merged in the order of the files' names.

    Raises
    ------
    InputError
        If the folder holds no file, a file cannot be read, an entry is wrong or a name is used twice.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise InputError([Problem(str(folder), 1, 1, "", "no parameter files (*.yaml) in this folder")])
    return merge([read(file) for file in files])


def merge(documents: list[Document]) -> Mapping[str, Parameters]:
    """Both evidence sets of several files that have been read; InputError with all their problems together."""
    sets: dict[str, dict[str, Parameter]] = {evidence: {} for evidence in EVIDENCE_SETS}
    homes: dict[str, str] = {}
    problems: list[Problem] = []
    for document, name in entries(documents, problems):
        if name in homes:
            problems.append(document.problem((name,), f"the name is used twice; {homes[name]} has it already"))
            continue
        homes[name] = f"{document.file}:{document.mark((name,))[0]}"
        entry = Entry(document, name, problems)
        for evidence, parameters in sets.items():
            if (parameter := entry.seen_by(evidence)) is not None:
                parameters[name] = parameter
    if problems:
        raise InputError(dict.fromkeys(problems))
    return MappingProxyType({evidence: MappingProxyType(parameters) for evidence, parameters in sets.items()})


def entries(documents: list[Document], problems: list[Problem]) -> list[tuple[Document, str]]:
    """Every (document, name of an entry); a document that is a list is a problem."""
    for document in documents:
        if not isinstance(document.data, dict):
            problems.append(document.problem((), "a mapping of parameter names is expected, not a list"))
    return [(document, name) for document in documents if isinstance(document.data, dict) for name in document.data]


def in_words(parameter: Parameter) -> dict[str, str]:
    """One row of a table about one parameter: name, means, unit, distribution, basis, evidence, figure, source, why."""
    return {
        "name": parameter.name,
        "means": parameter.means,
        "unit": parameter.unit,
        "distribution": parameter.distribution.describe(),
        "physics": parameter.limits(),
        "basis": parameter.basis,
        "evidence": parameter.evidence,
        "figure": parameter.figure or "",
        "source": "; ".join(parameter.source),
        "why": parameter.why,
    }


def describe(parameters: Parameters) -> list[dict[str, str]]:
    """The rows of a table about all parameters, in their order."""
    return [in_words(parameter) for parameter in parameters.values()]


def content_hash(parameters: Parameters) -> str:
    """A hash (SHA-256, hexadecimal) of all that can change a draw: names, units, distributions and physics.

    It is the same on every machine and does not depend on the parameters' order or on the words about them.
    """
    facts = {
        name: [parameter.unit, parameter.distribution.form, parameter.distribution.values, parameter.limits()]
        for name, parameter in parameters.items()
    }
    return sha256(json.dumps(facts, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
