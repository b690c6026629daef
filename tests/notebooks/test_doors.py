"""A wrong parameter, tried at each of the three doors: Jupyter, papermill, and this package's runner.

At each one the error names the parameter, the value and what is allowed, and nothing after the check runs.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import Any, NamedTuple

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from recordsdata.parameters import ParameterError
from recordsdata.runner import run as runner
from recordsdata.runner.given import parse_values
from recordsdata.runner.run import find_notebook, kernel_name, run_notebook

NAN = float("nan")


class Case(NamedTuple):
    what: str
    notebook: str
    given: dict[str, Any]
    message: tuple[str, ...]  # what the error must say: the name, the value, what is allowed


CASES = [
    Case("wrong name", "02", {"colour": "red"}, ("'colour'", "It has: source, year, occupation")),
    Case("near miss of a name", "03", {"lebel": "metro"}, ("'lebel'", "Did you mean 'level'?")),
    Case(
        "near miss", "02", {"area": "Californa"}, ("'area'", "'Californa'", "'06' (California)", "Allowed:")
    ),
    Case("06 lost its zero", "02", {"area": "6"}, ("'area'", "'6'", "Did you mean '06'", "Allowed:")),
    Case("06 became a number", "02", {"area": 6}, ("'area'", "is 6,", "text in quotes", "'06'", "Allowed:")),
    Case(
        "a number as text",
        "03",
        {"year": "2025"},
        ("'year'", "'2025'", "whole number", "Allowed: 2018, 2025"),
    ),
    Case("a year not in the data", "02", {"year": 1999}, ("'year'", "1999", "Allowed: 2011 to 2025")),
    Case("a year not in these data", "03", {"year": 2020}, ("'year'", "2020", "Allowed: 2018, 2025")),
    Case(
        "a metro asked as a state",
        "03",
        {"focus": "31080"},
        ("'focus'", "'31080'", "set level to 'metro'", "Allowed:"),
    ),
    Case(
        "no data there",
        "03",
        {"focus": "78"},
        ("'focus'", "'78'", "Virgin Islands has no figure", "Allowed:"),
    ),
    Case(
        "an occupation of other years",
        "02",
        {"occupation": "29-2071"},
        ("'occupation'", "'29-2071'", "Allowed:"),
    ),
    Case("NaN for a number", "02", {"year": NAN}, ("'year'", "nan", "whole number", "Allowed:")),
    Case("NaN for a text", "03", {"focus": NAN}, ("'focus'", "nan", "text in quotes", "Allowed:")),
    Case("an empty text", "02", {"area": ""}, ("'area'", "''", "Allowed:")),
    Case(
        "a very long text",
        "02",
        {"area": "x" * 10_000},
        ("'area'", "xxx...", "(10000 characters)", "Allowed:"),
    ),
    Case(
        "quotes and a new line",
        "02",
        {"area": 'O\'Brien "County"\nOhio'},
        ("'area'", "\\n", "County", "Allowed:"),
    ),
]
each_case = pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])


def assert_teaches(case: Case, message: str) -> None:
    assert [part for part in case.message if part not in message] == []
    assert case.notebook in message
    assert len(message) < 1500, "a class reads this"


def edited(source: str, given: dict[str, Any]) -> str:
    """Edit a parameters cell as a reader would: other values behind the same names, or lines added."""
    lines = []
    rest = dict(given)
    for node in ast.parse(source).body:
        assert isinstance(node, ast.AnnAssign)
        name = ast.unparse(node.target)
        value = written(rest.pop(name)) if name in rest else ast.unparse(node.value)
        lines.append(f"{name}: {ast.unparse(node.annotation)} = {value}")
    return "\n".join(lines + [f"{name} = {written(value)}" for name, value in rest.items()])


def written(value: Any) -> str:
    return 'float("nan")' if value != value else repr(value)


def cell_number(nb: nbformat.NotebookNode, call: str) -> int:
    (found,) = [i for i, cell in enumerate(nb.cells) if cell.cell_type == "code" and call in cell.source]
    return found


@pytest.fixture(scope="module")
def kernels():
    """One open notebook each, as in class: its parameters cell is edited and run again and again."""
    clients = {}
    for name in ("02", "03"):
        nb = nbformat.read(find_notebook(name), as_version=4)
        client = NotebookClient(nb, kernel_name="python3")
        client.create_kernel_manager()
        client.start_new_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client.start_new_kernel_client()
        clients[name] = client
    yield clients
    for client in clients.values():
        client._cleanup_kernel()


class TestJupyter:
    @each_case
    def test_the_edited_cell_is_refused_by_the_next(self, case, kernels):
        client = kernels[case.notebook]
        check = cell_number(client.nb, "parameters.check(")
        first = next(
            i for i, cell in enumerate(client.nb.cells) if cell.metadata.get("tags") == ["parameters"]
        )
        original = client.nb.cells[first].source
        try:
            client.nb.cells[first].source = edited(original, case.given)
            client.execute_cell(client.nb.cells[first], first)
            with pytest.raises(CellExecutionError) as caught:
                client.execute_cell(client.nb.cells[check], check)
            assert caught.value.ename == "ParameterError"
            assert_teaches(case, caught.value.evalue)
            shown = client.nb.cells[check].outputs[-1]["traceback"]
            assert "".join(shown) == f"ParameterError: {caught.value.evalue}", "our code is not the reader's"
        finally:
            client.nb.cells[first].source = original
        # Mended, the same notebook goes on, as if nothing had been.
        client.execute_cell(client.nb.cells[first], first)
        client.execute_cell(client.nb.cells[check], check)


class TestPapermill:
    @each_case
    def test_nothing_after_the_check_runs(self, case, tmp_path, request):
        # Each case takes a kernel of its own: a quick one, or with --soak the one that papermill takes.
        kernel = None if request.config.getoption("--soak") else kernel_name()
        output = tmp_path / "out.ipynb"
        with pytest.raises(papermill.PapermillExecutionError) as caught:
            papermill.execute_notebook(
                find_notebook(case.notebook),
                output,
                case.given,
                kernel_name=kernel,
                progress_bar=False,
                shutdown_kernel="immediate",
            )
        assert caught.value.ename == "ParameterError"
        assert_teaches(case, caught.value.evalue)
        nb = nbformat.read(output, as_version=4)
        rest = nb.cells[cell_number(nb, "parameters.check(") + 1 :]
        assert len(rest) > 5
        assert [c for c in rest if c.get("outputs") or c.get("execution_count")] == []

    def test_its_command_line_loses_the_zero_and_is_told_so(self, tmp_path):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "papermill",
                str(find_notebook("02")),
                str(tmp_path / "out.ipynb"),
                "-p",
                "area",
                "06",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        assert "'area' of notebook 02_what_does_it_pay is 6, a value of type int" in done.stderr
        assert "'06' (California)" in done.stderr


class TestRunner:
    @pytest.fixture(autouse=True)
    def no_kernel(self, monkeypatch):
        def execute(*args, **kwargs):
            raise AssertionError("a notebook was about to run")

        monkeypatch.setattr(runner, "execute", execute)

    @each_case
    def test_no_kernel_starts_and_no_file_is_written(self, case, tmp_path):
        with pytest.raises(ParameterError) as caught:
            run_notebook(case.notebook, case.given, tmp_path / "out.ipynb")
        assert_teaches(case, str(caught.value))
        assert list(tmp_path.iterdir()) == []

    def test_as_typed_on_its_command_line(self, tmp_path):
        assert parse_values("02", [("area", "06")]) == {"area": "06"}
        for typed in ("06", "nan", "", "2025.0", "x" * 10_000, '2"0\n25'):
            with pytest.raises(ParameterError, match=r"'year' of notebook 02_what_does_it_pay is .*2025"):
                parse_values("02", [("year", typed)])


def test_every_kind_of_wrong_parameter_is_tried():
    assert len(CASES) >= 14
    assert {case.notebook for case in CASES} == {"02", "03"}
    assert len({case.what for case in CASES}) == len(CASES)
    assert re.fullmatch(r"x+", CASES[-2].given["area"])
