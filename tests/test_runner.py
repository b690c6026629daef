from __future__ import annotations

import json
import re
import socket
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.provisioning import LocalProvisioner

from recordsdata.parameters import NOTEBOOKS, ParameterError
from recordsdata.runner import finding
from recordsdata.runner import given as given_values
from recordsdata.runner import run as runner
from recordsdata.runner.forking import SWITCH
from recordsdata.runner.given import parse_values
from recordsdata.runner.run import (
    DIED_AT_START,
    STARTS,
    RunError,
    find_notebook,
    list_notebooks,
    refresh,
    run_notebook,
)

KINDS = (
    'text: str = "06"  # text\nwhole: int = 1  # a number\nshare: float = 0.5  # a share\nyes: bool = True'
)


@pytest.fixture
def no_kernel(monkeypatch):
    """Make the start of a run an error: what is refused must be refused before."""

    def execute(*args, **kwargs):
        raise AssertionError("a notebook was about to run")

    monkeypatch.setattr(runner, "execute", execute)


def outputs(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return ["".join(o.get("text", "") for o in c.outputs) for c in cells if c.cell_type == "code"]


class TestFinding:
    def test_every_notebook_that_ships_has_parameters_that_are_known(self):
        assert [path.stem for path in list_notebooks()] == list(NOTEBOOKS)

    @pytest.mark.parametrize("name", ["02", "02_what_does_it_pay", "02_what_does_it_pay.ipynb"])
    def test_a_number_or_a_name_is_enough(self, name):
        assert find_notebook(name).stem == "02_what_does_it_pay"

    def test_a_path_is_taken_as_it_is(self, make_notebook):
        path = make_notebook("1")
        assert find_notebook(path) == find_notebook(str(path)) == path

    @pytest.mark.parametrize("name", ["99", "0", "2", "", "nowhere/02.ipynb/x", "pay", "02_what"])
    def test_an_unknown_name_lists_what_there_is(self, name):
        with pytest.raises(RunError, match=r"There is no notebook .*02_what_does_it_pay"):
            find_notebook(name)

    def test_a_near_miss_is_named(self):
        with pytest.raises(RunError, match="Did you mean '02_what_does_it_pay'"):
            find_notebook("02_what_does_it_pays")

    def test_what_a_failed_run_left_is_no_notebook(self, tmp_path, monkeypatch):
        for name in ("02_pay.ipynb", "02_pay.failed.ipynb", "scratch.ipynb", "Untitled.ipynb"):
            (tmp_path / "notebooks").mkdir(exist_ok=True)
            (tmp_path / "notebooks" / name).write_text("{}")
        monkeypatch.setattr(finding, "PACKAGE", tmp_path)
        assert [path.name for path in list_notebooks()] == ["02_pay.ipynb"]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("kinds") / "kinds.ipynb"
    cell = nbformat.v4.new_code_cell(KINDS + "\nodd: list = 1", metadata={"tags": ["parameters"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return path


class TestValuesFromACommandLine:
    @given(text=st.text())
    def test_text_is_kept_as_it_is(self, path, text):
        assert parse_values(path, [("text", text)]) == {"text": text}

    @given(number=st.integers())
    def test_a_whole_number_is_read(self, path, number):
        assert parse_values(path, [("whole", str(number))]) == {"whole": number}

    @given(text=st.one_of(st.text(), st.floats().map(str), st.integers().map(lambda i: f"0{i}")))
    def test_nothing_else_is_a_whole_number(self, path, text):
        if re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
            return
        with pytest.raises(ParameterError, match=r"'whole' of notebook kinds is .* must be a whole number"):
            parse_values(path, [("whole", text)])

    @pytest.mark.parametrize(
        "text", ["06", "2025.0", " 2025", "2_025", "２０２５", "٢٠٢٥", "", "1e3", "+1", "1\n"]
    )
    def test_look_alikes_of_a_whole_number(self, path, text):
        with pytest.raises(ParameterError, match="must be a whole number"):
            parse_values(path, [("whole", text)])

    def test_the_other_types(self, path):
        pairs = [("share", "0.25"), ("yes", "false"), ("text", "true")]
        assert parse_values(path, pairs) == {"share": 0.25, "yes": False, "text": "true"}
        for name, text in (("share", "half"), ("yes", "1"), ("yes", "")):
            with pytest.raises(ParameterError, match=f"'{name}' of notebook kinds is '{text}'"):
                parse_values(path, [(name, text)])

    def test_a_type_that_cannot_be_typed(self, path):
        with pytest.raises(ParameterError, match="'odd' of notebook kinds is declared as list"):
            parse_values(path, [("odd", "1")])

    def test_a_name_given_twice(self, path):
        with pytest.raises(ParameterError, match="'text' is given twice"):
            parse_values(path, [("text", "a"), ("text", "b")])

    def test_every_parameter_that_ships_has_a_type_that_can_be_typed(self):
        counted = 0
        for path in list_notebooks():
            cells = nbformat.read(path, as_version=4).cells
            tagged = next(cell.source for cell in cells if "parameters" in cell.metadata.get("tags", []))
            declared = re.findall(r"^(\w+): (\w+) = ", tagged, re.MULTILINE)
            assert [kind for _, kind in declared if kind not in given_values.KINDS] == []
            assert sorted(name for name, _ in declared) == sorted(p.name for p in NOTEBOOKS[path.stem])
            counted += len(declared)
        assert counted == 57


class TestRefusedBeforeAKernelStarts:
    def test_an_unknown_name_in_any_notebook(self, make_notebook, no_kernel, tmp_path):
        path = make_notebook("1", parameters=KINDS)
        with pytest.raises(ParameterError, match=r"small has no parameter 'txt'\. It has: text, whole"):
            run_notebook(path, {"txt": "a"}, tmp_path / "out.ipynb")
        with pytest.raises(ParameterError, match="It has: none"):
            run_notebook(make_notebook("1"), {"text": "a"}, tmp_path / "out.ipynb")

    @pytest.mark.parametrize(
        ("notebook", "given", "message"),
        [
            ("03", {"lebel": "state"}, "no parameter 'lebel'.*Did you mean 'level'"),
            ("02", {"area": 6}, "'area' of notebook 02_what_does_it_pay is 6, a value of type int"),
            ("02", {"year": "2025"}, "'year'.*is '2025'"),
            ("02", {"year": 1999}, "'year'.*is 1999.*Allowed: 2011 to 2025"),
        ],
    )
    def test_a_wrong_parameter(self, notebook, given, message, no_kernel, tmp_path):
        with pytest.raises(ParameterError, match=message):
            run_notebook(notebook, given, tmp_path / "out.ipynb")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", ["out.html", "out", "folder.ipynb"])
    def test_an_output_that_is_no_notebook(self, name, make_notebook, no_kernel, tmp_path):
        (tmp_path / "folder.ipynb").mkdir()
        with pytest.raises(RunError, match=rf"{name}' must be a file whose name ends in \.ipynb"):
            run_notebook(make_notebook("1"), None, tmp_path / name)

    def test_a_notebook_is_not_replaced_by_a_run_of_its_own(self, make_notebook, no_kernel):
        path = make_notebook("1", parameters=KINDS)
        before = path.read_bytes()
        with pytest.raises(RunError, match="is the notebook itself"):
            run_notebook(path, {"text": "a"}, path)
        assert path.read_bytes() == before


class TestARun:
    def test_values_arrive_as_they_were_given(self, make_notebook, tmp_path):
        nasty = ["06", "quote \" and ' and \\", "line\nbreak", "é — 🗂", "{braces} %s $x", "\x00", "x" * 9999]
        texts = [f"text_{number}" for number in range(len(nasty))]
        declared = "\n".join([KINDS, *(f'{name}: str = ""' for name in texts)])
        given = dict(zip(texts, nasty, strict=True)) | {"whole": -3, "share": 0.1, "yes": False}
        path = make_notebook(f"print([{', '.join(given)}])", parameters=declared)
        run_notebook(path, given, tmp_path / "out.ipynb")
        assert outputs(tmp_path / "out.ipynb")[-1] == f"{list(given.values())}\n"

    def test_the_same_run_gives_the_same_bytes_and_no_trace_of_the_machine(
        self, make_notebook, tmp_path, capfd
    ):
        path = make_notebook(
            "# Title",
            "import time\nfor i in range(5):\n    print(i, flush=True)\n    time.sleep(0.02)",
            "1 + 1",
            parameters=KINDS,
            kernelspec={"name": "conda-of-somebody", "display_name": "Somebody's", "language": "python"},
            language_info={"name": "python", "version": "3.4.0"},
        )
        first = run_notebook(path, {"text": "a"}, tmp_path / "a" / "one.ipynb").read_bytes()
        second = run_notebook(str(path), {"text": "a"}, str(tmp_path / "two.ipynb")).read_bytes()
        assert first == second
        assert first.endswith(b"}\n")
        assert b"\r" not in first
        for trace in ("papermill", "_time", "iopub", "duration", str(tmp_path), "3.4.0", "somebody"):
            assert trace not in first.decode().lower(), trace
        nb = nbformat.reads(first.decode(), as_version=4)
        nbformat.validate(nb)
        assert [cell.id for cell in nb.cells] == [
            "cell-0",
            "injected-parameters",
            "cell-1",
            "cell-2",
            "cell-3",
        ]
        assert nb.metadata == {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
        assert [cell.metadata for cell in nb.cells if "tags" not in cell.metadata] == [{}, {}, {}]
        assert len(nb.cells[3].outputs) == 1, "prints in one cell are one output, however they were timed"
        assert capfd.readouterr() == ("", ""), "the kernel's own lines belong in a log"

    def test_progress_is_shown_on_standard_error_by_name(self, make_notebook, tmp_path, capfd):
        run_notebook(make_notebook("1"), None, tmp_path / "out.ipynb", progress=True)
        shown = capfd.readouterr()
        assert shown.out == ""
        assert "small: 100%" in shown.err
        assert "WARNING" not in shown.err

    def test_refresh_in_place_twice_changes_nothing_more(self, make_notebook):
        path = make_notebook("print('done')", parameters=KINDS)
        assert outputs(path) == ["", ""]
        assert refresh([path]) == [path]
        first = path.read_bytes()
        refresh([path])
        assert path.read_bytes() == first
        assert outputs(path) == ["", "done\n"]
        assert "injected" not in first.decode()


class TestARunThatStops:
    def test_an_error_names_notebook_cell_and_error_and_keeps_what_ran(self, make_notebook, tmp_path):
        path = make_notebook("print('before')", "x = 1\nx / 0", "print('after')")
        output = tmp_path / "out.ipynb"
        output.write_text("an earlier result")
        with pytest.raises(RunError) as caught:
            run_notebook(path, None, output)
        kept = tmp_path / "out.failed.ipynb"
        assert str(caught.value) == (
            "Notebook small stopped in cell [2] (x = 1): ZeroDivisionError: division by zero\n"
            f"What had run until then is kept in {kept}"
        )
        assert output.read_text() == "an earlier result"
        texts = "".join(outputs(kept))
        assert "before" in texts
        assert "after" not in texts
        # A later run that succeeds takes the place of both.
        run_notebook(make_notebook("print('mended')"), None, output)
        assert outputs(output) == ["mended\n"]
        assert not kept.exists()

    def test_a_refresh_that_stops_leaves_the_notebook_as_it_was(self, make_notebook):
        path = make_notebook("1 / 0")
        before = path.read_bytes()
        with pytest.raises(RunError, match="ZeroDivisionError"):
            refresh([path])
        assert path.read_bytes() == before

    def test_an_interrupt_while_writing_leaves_the_old_file_and_no_rest(self, make_notebook, monkeypatch):
        path = make_notebook("print('new')")
        before = path.read_bytes()

        def replace(source, target):
            raise KeyboardInterrupt

        monkeypatch.setattr("os.replace", replace)
        with pytest.raises(KeyboardInterrupt):
            refresh([path])
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    def test_a_kernel_that_dies_says_its_last_words(self, make_notebook, tmp_path):
        path = make_notebook(
            "print('before')",
            "import os, sys\nsys.__stderr__.write('last words\\n'); sys.__stderr__.flush()\nos._exit(3)",
        )
        with pytest.raises(RunError, match=r"(?s)small stopped because its kernel died: .*kept in"):
            run_notebook(path, None, tmp_path / "out.ipynb")
        assert outputs(tmp_path / "out.failed.ipynb")[0] == "before\n"
        assert not (tmp_path / "out.ipynb").exists()

    @pytest.mark.parametrize("taken", [1, 5])
    def test_a_port_taken_before_the_kernel_has_it_costs_another_start(
        self, make_notebook, tmp_path, monkeypatch, taken
    ):
        launch, sockets = LocalProvisioner.launch_kernel, []

        async def launch_late(self, cmd, **kwargs):
            if len(sockets) < taken:
                sockets.append(
                    socket.create_server((self.connection_info["ip"], self.connection_info["shell_port"]))
                )
            return await launch(self, cmd, **kwargs)

        monkeypatch.setenv(SWITCH, "plain")
        monkeypatch.setattr(LocalProvisioner, "launch_kernel", launch_late)
        path = make_notebook("print('ran')")
        try:
            if taken > STARTS:
                with pytest.raises(
                    RunError, match=f"(?s)small stopped because its kernel died: {DIED_AT_START}"
                ):
                    run_notebook(path, None, tmp_path / "out.ipynb")
            else:
                run_notebook(path, None, tmp_path / "out.ipynb")
                assert outputs(tmp_path / "out.ipynb") == ["ran\n"]
        finally:
            for one in sockets:
                one.close()
        assert len(sockets) == min(taken, STARTS)


def test_the_runner_is_unknown_to_what_it_runs():
    package = Path(runner.__file__).parents[1]
    modules = [path for path in package.glob("*.py") if path.name != "cli.py"]
    assert len(modules) > 5
    assert [path.name for path in modules if "recordsdata.runner" in path.read_text("utf-8")] == []


def test_json_of_a_run_is_sorted_as_jupyter_sorts_it(make_notebook):
    path = make_notebook("1")
    refresh([path])
    data = json.loads(path.read_text("utf-8"))
    assert path.read_text("utf-8") == json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
