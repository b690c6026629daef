"""The commands that README and CONTRIBUTING tell people to type are typed here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recordsdata import cli

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
MAKE = sorted(re.findall(r"^([a-z]+):.*## ", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE))

# Too costly to repeat here. CI runs each of them, or what holds it: that line has to stand in .ci/run.
IN_CI = {
    "make report": ".venv/bin/python -m recordsdata.cli report",
    "make test": "make test",
    "make lint": "make lint",
    "make bench": "make bench",
    "make class": ".venv/bin/python -m recordsdata.cli classroom build",
    "recordsdata classroom build --roster names.csv": "recordsdata.cli classroom build --roster",
    "python -m recordsdata.build --check": ".venv/bin/python -m recordsdata.build --check",
    "mypy": "make lint",
    "python -m pytest -q tests/test_wages.py": "make test",
    "make refresh": ".venv/bin/python -m recordsdata.cli refresh",
    "recordsdata report": ".venv/bin/python -m recordsdata.cli report",
    "pip install --require-hashes -r requirements.lock": "pip install --require-hashes -r requirements.lock",
    "pip install --no-deps --no-build-isolation -e .": "pip install --no-deps --no-build-isolation -e .",
}
# Cannot be run by a test, each for the reason given.
LOCKING = [
    line for line in (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8").splitlines() if "uv pip" in line
]
NOT_RUN = dict.fromkeys(
    LOCKING, "needs a network; tests/test_repo.py holds the locks against pyproject.toml"
) | {
    "make lab": "opens a browser and stays open",
    "make soak": "takes an hour; it is `make test` with --soak, which a test below compares",
    r".venv\Scripts\activate": "Windows",
    ". .venv/bin/activate": "changes the shell of the person who types it",
    "conda env create -f environment.yml": "no conda here; tests/test_repo.py reads that file as conda would",
    "conda activate recordsdata": "no conda here",
    "recordsdata import oesm24nat.zip": "a download; tests/test_releases.py types it with one made there",
    'recordsdata run 02 -p source store -p occupation "Registered Nurses" -p year 2024 -o nurses.ipynb': (
        "needs the import before it; tests/test_releases.py types both"
    ),
}


def blocks(document: str) -> list[tuple[str, str]]:
    text = (REPOSITORY / document).read_text("utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(document: str) -> list[str]:
    lines = [
        line for kind, text in blocks(document) if kind in ("sh", "console") for line in text.splitlines()
    ]
    bare = [re.sub(r"\s+#.*$", "", line).removeprefix("$ ").strip() for line in lines]
    return [line for line in bare if line]


FOUND = [(document, command) for document in DOCUMENTS for command in commands(document)]
TYPED = list(
    dict.fromkeys(command for _, command in FOUND if command not in IN_CI and command not in NOT_RUN)
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the repository as it would be cloned, with this environment's tools first on the path."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (REPOSITORY / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPOSITORY / name, folder / name)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("command", TYPED)
def test_a_command_works_as_written(command, copy):
    tools = str(Path(sys.executable).parent)
    done = subprocess.run(
        command,
        shell=True,
        cwd=copy,
        env=os.environ | {"PATH": tools + os.pathsep + os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    for written in re.findall(r"(\S+\.ipynb)\b", command):
        assert (copy / written).is_file()


def test_as_many_are_found_as_there_should_be():
    assert len(commands("README.md")) >= 15
    assert len(commands("CONTRIBUTING.md")) >= 8
    assert len(TYPED) >= 8
    fences = sum((REPOSITORY / document).read_text("utf-8").count("```") for document in DOCUMENTS)
    found = [kind for document in DOCUMENTS for kind, _ in blocks(document)]
    assert len(found) * 2 == fences, "a block that opens and does not close, or closes elsewhere"
    assert set(found) <= {"sh", "console", "python", ""}


@pytest.mark.parametrize("command", IN_CI)
def test_ci_runs_what_is_too_costly_here(command):
    assert IN_CI[command] in (REPOSITORY / ".ci" / "run").read_text("utf-8")


def test_the_lists_hold_nothing_that_is_not_documented():
    documented = {command for _, command in FOUND}
    assert {"make report", "make test"} <= documented
    spoken_of = "".join((REPOSITORY / document).read_text("utf-8") for document in DOCUMENTS)
    assert [command for command in (IN_CI | NOT_RUN) if command not in spoken_of] == []


def recipe(target: str) -> str:
    # As typed: this test may itself run under make, which hands its own options down.
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "-n", target], cwd=REPOSITORY, env=outer, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rstrip().splitlines()[-1] if target != "lint" else done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
class TestMake:
    def test_each_target_does_what_its_name_says(self):
        assert MAKE == [
            "bench",
            "class",
            "clean",
            "explore",
            "help",
            "lab",
            "lint",
            "refresh",
            "report",
            "soak",
            "spark",
            "test",
        ]
        assert recipe("report") == ".venv/bin/python -m recordsdata.cli report"
        assert recipe("refresh") == ".venv/bin/python -m recordsdata.cli refresh"
        assert [tool in recipe("lint") for tool in ("ruff check .", "ruff format --check .", "mypy")] == [
            True
        ] * 3

    def test_the_tests_are_all_run_and_the_soak_is_the_same_at_full_size(self):
        words = recipe("test").split()
        assert {"recordsdata", "tests", "notebooks", "--nbval", "--doctest-modules"} <= set(words)
        assert not {"--nbval-lax", "-k", "-m", "--ignore", "--deselect"} & set(words[3:])
        assert recipe("soak").split() == [*words, "--soak"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_in_running_text_exist(document):
    text = (REPOSITORY / document).read_text("utf-8")
    spoken = re.findall(r"`(make|recordsdata) ([a-z]+)", text)
    assert spoken or document == "CONTRIBUTING.md"
    known = {"make": MAKE, "recordsdata": list(cli.main.commands)}
    assert [(tool, word) for tool, word in spoken if word not in known[tool]] == []


def test_python_in_the_documents_runs():
    code = [text for document in DOCUMENTS for kind, text in blocks(document) if kind == "python"]
    assert len(code) >= 1
    for text in code:
        *lines, last = text.strip().splitlines()
        namespace: dict[str, object] = {}
        exec("\n".join(lines), namespace)
        shown = eval(last, namespace)
        assert len(shown) >= 1, "an example that shows nothing"
