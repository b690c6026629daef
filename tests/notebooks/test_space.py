"""Every notebook runs, or says plainly what it lacks, for all parameters that it accepts.

A fixed, seeded sample each time: one other value of each parameter, in two runs that change half of them
each, three named sets of seven notebooks, and made-up records of fewer patients; `--soak` (make soak) takes
all values one by one, all sets, and as many patients as it says.
"""

from __future__ import annotations

import functools
import io
import json
import random
import re
import subprocess
import sys
import warnings
from collections import ChainMap
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import yaml

from recordsdata import datasets
from recordsdata.parameters import NOTEBOOKS
from recordsdata.records import make
from recordsdata.runner.run import find_notebook, kernel_name, run_notebook

SOAK = 100
REPOSITORY = Path(__file__).parents[2]
LISTED = yaml.safe_load((REPOSITORY / "notebooks" / "sweeps.yml").read_text("utf-8"))
SWEEPS = {
    name: sets for name, sets in LISTED.items() if isinstance(sets, list)
}  # the others are named sweeps
load = functools.cache(datasets.load)


@functools.cache
def code_of(notebook: str) -> tuple[str, ...]:
    nb = nbformat.read(find_notebook(notebook), as_version=4)
    return tuple(cell.source for cell in nb.cells if cell.cell_type == "code")


@functools.cache
def defaults_of(notebook: str) -> dict[str, object]:
    namespace: dict[str, object] = {}
    exec(code_of(notebook)[0], namespace)
    return {parameter.name: namespace[parameter.name] for parameter in NOTEBOOKS[notebook]}


def draw(notebook: str, chance: random.Random, wanted: dict[str, object]) -> dict[str, object]:
    """Draw accepted values: defaults up to the first wanted one, then one or the other at random."""
    accepted = SimpleNamespace(notebook=notebook)
    free = not wanted
    for parameter in NOTEBOOKS[notebook]:
        allowed, usual = list(parameter.allowed(accepted, load)), defaults_of(notebook)[parameter.name]
        value = wanted.get(parameter.name, usual)
        if parameter.name in wanted and value not in allowed:  # after what was drawn before it
            value = chance.choice([one for one in allowed if one != usual] or allowed)
        elif value not in allowed or (free and parameter.name not in wanted and chance.random() < 0.5):
            value = chance.choice(allowed)
        free = free or parameter.name in wanted
        setattr(accepted, parameter.name, value)
    del accepted.notebook
    return vars(accepted)


def draws(soak: bool):
    for notebook, parameters in NOTEBOOKS.items():
        chance = random.Random(notebook)
        usual = SimpleNamespace(notebook=notebook, **defaults_of(notebook))
        chosen = [draw(notebook, chance, {}) for _ in range(SOAK if soak else 0)]
        single = []
        for parameter in parameters:
            if parameter.name == "source":  # nothing is imported here: tests/test_releases.py runs that
                continue
            others = [one for one in parameter.allowed(usual, load) if one != getattr(usual, parameter.name)]
            single += [{parameter.name: value} for value in (others if soak else chance.sample(others, 1))]
        middle = len(single) // 2
        halves = [dict(ChainMap(*half)) for half in (single[:middle], single[middle:])]
        chosen += [draw(notebook, chance, wanted) for wanted in (single if soak else halves)]
        once = {json.dumps(given): given for given in chosen}
        yield from ((notebook, given) for given in once.values())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "given" in metafunc.fixturenames:
        cases = list(draws(metafunc.config.getoption("--soak")))
        names = [f"{notebook[:2]}-{'-'.join(map(str, given.values()))}" for notebook, given in cases]
        metafunc.parametrize(("notebook", "given"), cases, ids=names)
    if "swept" in metafunc.fixturenames:
        names = list(NOTEBOOKS)
        some = names if metafunc.config.getoption("--soak") else random.Random("swept").sample(names, 7)
        metafunc.parametrize("swept", some)


def named(soak: bool) -> list[tuple[str, dict[str, object]]]:
    chance = random.Random("named")
    return [
        (notebook, given)
        for number, (notebook, sets) in enumerate(SWEEPS.items())
        for given in (sets if soak else [chance.choice(sets[1:])] if number % 3 == 2 else [])
    ]


def fewer(notebook: str, given: dict[str, object], soak: bool) -> dict[str, object]:
    """Ask for 525 to 1,500 patients in place of 500 to 20,000: more stay more, and what differs differs."""
    patients = given.get("patients", defaults_of(notebook).get("patients"))
    return given if soak or patients is None else given | {"patients": 500 + int(str(patients)) // 20}


@pytest.fixture(autouse=True, scope="module")
def records_made_once():
    """Hand the same records to every run of the same parameters, each with frames of its own."""
    made = functools.lru_cache(maxsize=4)(make.make_records)

    def make_records(patients: int, seed: int, defects: float):
        tables, truth = made(patients, seed, defects)
        return {name: frame.copy() for name, frame in tables.items()}, truth.copy()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "make_records", make_records)
        yield


def run_here(notebook: str, given: dict[str, object]) -> str:
    """Run a notebook's cells in this process, as kernels would take five times as long."""
    first, *rest = code_of(notebook)
    namespace: dict[str, object] = {}
    shown, errors = io.StringIO(), io.StringIO()
    with warnings.catch_warnings(), redirect_stdout(shown), redirect_stderr(errors):
        warnings.simplefilter("error")
        exec(first, namespace)
        namespace.update(given)
        for number, cell in enumerate(rest, 1):
            exec(compile(cell, f"{notebook}, code cell {number}", "exec"), namespace)
    assert errors.getvalue() == ""
    return shown.getvalue()


@pytest.fixture
def soak(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--soak"))


def test_it_runs_without_a_warning_and_shows_no_hole(notebook, given, soak):
    words, _, results = run_here(notebook, fewer(notebook, given, soak)).rpartition("Recorded: ")
    assert results
    assert len(words) > 1000
    # A missing number says why it is missing; Python's words for nothing are not for readers.
    # A title's line ends are spelt out in the record of its chart: "in\\nan order" names no number.
    holes = re.findall(r".*\b(?:nan|NaN|None|inf|<NA>)\b.*", words.replace("\\n", " "))
    assert holes == []


def test_the_sample_reaches_every_notebook_and_every_parameter():
    sample = list(draws(soak=False))
    changed = {
        (notebook, name)
        for notebook, given in sample
        for name, value in given.items()
        if value != defaults_of(notebook)[name]
    }
    wanted = {(notebook, p.name) for notebook, ps in NOTEBOOKS.items() for p in ps if p.name != "source"}
    assert changed == wanted


def test_each_notebook_has_eight_named_sets():
    assert list(SWEEPS) == list(NOTEBOOKS)
    assert min(map(len, SWEEPS.values())) >= 8


def test_every_named_set_gives_an_output_of_its_own(swept, soak):
    sets = SWEEPS[swept] if soak else random.Random(swept).sample(SWEEPS[swept], 3)
    assert len({run_here(swept, fewer(swept, given, soak)) for given in sets}) == len(sets) >= 3


def test_the_outputs_of_named_sets_verify(soak, tmp_path):
    outputs = [
        run_notebook(swept, fewer(swept, given, soak), tmp_path / f"{swept}-{number}.ipynb")
        for number, (swept, given) in enumerate(named(soak))
    ]
    assert len(outputs) >= 4
    nbval = ["--nbval", f"--nbval-kernel-name={kernel_name()}"]
    nbval += ["--nbval-sanitize-with", "tests/notebooks/sanitize.cfg"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *nbval, *map(str, outputs)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 0, done.stdout[-3000:]
    notebooks = [nbformat.read(output, as_version=4) for output in outputs]
    cells = sum(cell.cell_type == "code" for nb in notebooks for cell in nb.cells)
    assert f"{cells} passed" in done.stdout
