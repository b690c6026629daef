from __future__ import annotations

import io
import shutil
import subprocess
import sys

import click
import nbformat
import pandas as pd
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from recordsdata import cli, datasets
from recordsdata.runner import finding, fitness

COMMANDS = [
    "report",
    "run",
    "sweep",
    "collect",
    "verify",
    "data",
    "data list",
    "data show",
    "data codebook",
    "explore",
    "import",
    "releases",
    "releases list",
    "releases remove",
    "releases verify",
    "classroom",
    "classroom build",
    "classroom review",
    "check",
    "refresh",
]


def call(*arguments: str):
    return CliRunner().invoke(cli.main, arguments, catch_exceptions=False)


def test_notebooks_are_still_checked_without_the_grammar_of_addresses():
    code = (
        "import sys, recordsdata.cli, nbformat\n"
        "assert not [name for name in sys.modules if name.startswith(('rfc3987_syntax.', 'lark'))]\n"
        "try: nbformat.validate({'cells': [{}], 'metadata': {}, 'nbformat': 4, 'nbformat_minor': 5})\n"
        "except nbformat.ValidationError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


class TestHelp:
    def test_every_command_is_listed_here(self):
        found = []
        for name, command in cli.main.commands.items():
            found.append(name)
            if isinstance(command, click.Group):
                found += [f"{name} {inner}" for inner in command.commands]
        assert sorted(found) == sorted(COMMANDS)

    @pytest.mark.parametrize("command", COMMANDS)
    def test_help_has_a_sentence_and_an_example_of_that_command(self, command):
        done = call(*command.split(), "--help")
        assert done.exit_code == 0
        assert f"\n    recordsdata {command}" in done.output
        assert all(len(line) <= 100 for line in done.output.splitlines())

    def test_help_is_quick_because_it_imports_little(self):
        code = "import sys, recordsdata.cli; print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        heavy = {"papermill", "nbformat", "nbconvert", "matplotlib", "jupyter_client", "IPython"}
        assert heavy & set(done.stdout.split()) == set()
        assert "click" in done.stdout.split()

    def test_completion_can_be_had_as_the_help_says(self):
        assert "_RECORDSDATA_COMPLETE=bash_source" in call("--help").output
        code = "from recordsdata.cli import main; main(prog_name='recordsdata')"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"_RECORDSDATA_COMPLETE": "zsh_source", "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "compdef _recordsdata_completion recordsdata" in done.stdout

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("sw", ["sweep"]),
            ("sweep 03", ["03_where_are_the_jobs"]),
            ("refresh 01 03", ["03_where_are_the_jobs"]),
            ("sweep 03 --t", ["--timeout"]),
            ("collect build --fi", ["--figure"]),
            ("verify --j", ["--jobs"]),
        ],
    )
    def test_what_the_tab_key_offers(self, typed, offered):
        *before, begun = typed.split()
        completion = ShellComplete(cli.main, {}, "recordsdata", "_RECORDSDATA_COMPLETE")
        assert [one.value for one in completion.get_completions(before, begun)] == offered

    def test_version(self):
        from importlib.metadata import version

        assert version("recordsdata") in call("--version").output


class TestErrors:
    def test_an_error_for_the_reader_is_a_message_with_status_1(self, tmp_path):
        done = call("run", "99", "-o", str(tmp_path / "out.ipynb"))
        assert done.exit_code == 1
        assert done.output.startswith("Error: There is no notebook '99'. There are: 00_start_here")

    def test_a_wrong_parameter(self, tmp_path):
        done = call("run", "02", "-p", "area", "6", "-o", str(tmp_path / "out.ipynb"))
        assert done.exit_code == 1
        assert "'area' of notebook 02_what_does_it_pay is '6'" in done.output
        assert "'06' (California)" in done.output
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["run", "02"], "Missing option '-o'"),
            (["run", "02", "-p", "area"], "'-p' requires 2 arguments"),
            (["data", "show", "pricess"], "'pricess' is not a table. Did you mean 'prices'?"),
            (["data", "codebook", ""], "is not a table"),
            (["data", "show", "prices", "--rows", "-1"], "-1 is not in the range"),
            (["reprot"], "No such command 'reprot'"),
        ],
    )
    def test_a_wrong_command_line_has_status_2(self, arguments, message):
        done = call(*arguments)
        assert done.exit_code == 2
        assert message in done.output

    def test_a_bug_keeps_its_traceback(self, monkeypatch):
        monkeypatch.setattr(datasets, "catalogue", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            call("data", "list")

    def test_a_file_that_cannot_be_read_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setattr(datasets, "data_folder", lambda: tmp_path)
        done = call("data", "list")
        assert done.exit_code == 1
        assert str(tmp_path / "datapackage.json") in done.output

    def test_a_reader_who_has_gone_is_no_error(self):
        command = f"{sys.executable} -m recordsdata.cli data show wages_area --csv | true"
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
        assert done.stderr == ""


class TestData:
    def test_list_names_every_table(self):
        lines = call("data", "list").output.splitlines()
        assert [line.split()[0] for line in lines] == list(datasets.catalogue()["name"])
        assert "19,857 rows" in lines[0]

    def test_show_prints_the_first_rows_and_how_many_there_are(self):
        lines = call("data", "show", "prices", "--rows", "3").output.splitlines()
        assert [line.split()[0] for line in lines] == ["year", "2000", "2001", "2002", "3"]
        assert lines[-1] == "3 of 27 rows"
        assert call("data", "show", "prices").output.endswith("10 of 27 rows\n")

    @pytest.mark.parametrize("name", ["prices", "wages_area", "standards"])
    def test_csv_is_the_whole_table_with_codes_as_text(self, name):
        table = datasets.load(name)
        written = pd.read_csv(
            io.StringIO(call("data", "show", name, "--csv").output),
            dtype=dict(table.dtypes),
            keep_default_na=False,
            na_values=[""],
        )
        pd.testing.assert_frame_equal(written, table)
        assert len(call("data", "show", name, "--csv", "--rows", "2").output.splitlines()) == 3

    def test_codebook_explains_every_column(self):
        output = call("data", "codebook", "wages_area").output
        columns = datasets.codebook("wages_area")
        assert [line.split()[0] for line in output.splitlines() if line[0] != " "] == list(columns["column"])
        for meaning in columns["meaning"]:
            assert meaning in output
        assert "h_mean (number, USD" in output
        assert "Why it is missing: h_mean_status." in output


class TestRunReportRefresh:
    def test_run_writes_what_was_asked_for_and_says_where(self, make_notebook, tmp_path):
        path = make_notebook("print(area, year)", parameters='area: str = "US"\nyear: int = 2025')
        output = tmp_path / "out.ipynb"
        done = call("run", str(path), "-p", "area", "06", "-p", "year", "2018", "-o", str(output))
        assert done.exit_code == 0
        assert done.stdout.splitlines()[-1] == f"Written: {output}"
        assert nbformat.read(output, as_version=4).cells[-1].outputs[0].text == "06 2018\n"

    def test_report_ends_with_an_address(self, make_notebook, monkeypatch, tmp_path):
        path = make_notebook("# Is it so?", "1", name="00_small.ipynb")
        monkeypatch.setattr("recordsdata.runner.report.list_notebooks", lambda: [path])
        opened = []
        monkeypatch.setattr(click, "launch", opened.append)
        done = call("report", "--output", str(tmp_path / "pages"))
        address = (tmp_path / "pages" / "index.html").resolve().as_uri()
        assert done.stdout.splitlines()[-1] == address
        assert address.startswith("file:///")
        assert opened == []
        call("report", "--output", str(tmp_path / "pages"), "--open")
        assert opened == [address]

    def test_refresh_names_what_it_wrote(self, make_notebook):
        path = make_notebook("print(1)")
        assert call("refresh", str(path)).stdout == f"Written: {path}\n"


def raising(message="broken"):
    def look(*args, **kwargs):
        raise RuntimeError(message)

    return look


class TestCheck:
    @pytest.fixture
    def look(self, monkeypatch):
        """Look at the named things alone: those that need no kernel are quick."""

        def look(*names):
            chosen = [one for one in fitness.CHECKS if one[0] in names]
            assert len(chosen) == len(names)
            monkeypatch.setattr(fitness, "CHECKS", chosen)
            return list(fitness.check_machine())

        return look

    def test_ten_lines_on_a_machine_that_is_fit(self):
        done = call("check")
        lines = done.output.splitlines()
        assert done.exit_code == 0, done.output
        assert len(lines) == 10
        assert [line for line in lines if not line.startswith("ok ")] == []
        assert "00_start_here in" in done.output

    @pytest.mark.parametrize("which", range(10))
    def test_each_line_can_fail_and_says_how_to_mend_it(self, which, monkeypatch):
        checks = [(what, lambda: "fine", mend) for what, _, mend in fitness.CHECKS]
        what, _, mend = fitness.CHECKS[which]
        checks[which] = (what, raising("broken here"), mend)
        monkeypatch.setattr(fitness, "CHECKS", checks)
        done = call("check")
        assert done.exit_code == 1
        assert f"NOT OK  {what}: broken here\n        to mend it: {mend}" in done.output
        assert done.output.count("\nok ") + done.output.startswith("ok ") == 9

    def test_a_changed_byte_of_a_table_is_named(self, monkeypatch, tmp_path, look):
        folder = tmp_path / "data"
        shutil.copytree(datasets.data_folder(), folder, ignore=shutil.ignore_patterns("source"))
        monkeypatch.setattr(datasets, "data_folder", lambda: folder)
        text = (folder / "prices.csv").read_text()
        (folder / "prices.csv").write_text(text.replace("251.107", "251.108"))
        assert (folder / "prices.csv").read_text() != text
        (line,) = look("data unchanged")
        assert not line.ok
        assert "prices.csv" in line.found

    def test_no_data_no_notebooks(self, monkeypatch, tmp_path, look):
        def nowhere():
            raise FileNotFoundError("No datapackage.json")

        monkeypatch.setattr(datasets, "data_folder", nowhere)
        monkeypatch.setattr(finding, "PACKAGE", tmp_path)
        lines = look("Python", "data folder", "data unchanged", "tables", "notebooks")
        assert [line.ok for line in lines] == [True, False, False, False, False]

    def test_a_package_too_old_and_one_that_is_missing(self, monkeypatch, look):
        needed = ["pandas>=99", "no-such-package>=1", "click>=1", "scipy>=99; extra == 'test'"]
        monkeypatch.setattr(fitness.metadata, "requires", lambda name: needed)
        (line,) = look("packages")
        assert not line.ok
        assert f"pandas {pd.__version__} (needs >=99)" in line.found
        assert "no-such-package missing (needs >=1)" in line.found
        assert "scipy" not in line.found

    def test_a_python_too_old(self, monkeypatch, look):
        monkeypatch.setattr(fitness.sys, "version_info", (3, 10, 9))
        (line,) = look("Python")
        assert not line.ok
        assert "3.10.9, and recordsdata needs >=3.11" in line.found

    def test_another_pythons_kernel(self, monkeypatch, look):
        monkeypatch.setattr(fitness.sys, "prefix", "/elsewhere")
        (line,) = look("kernel's Python")
        assert not line.ok
        assert "not of /elsewhere" in line.found

    def test_a_folder_that_cannot_be_written(self, monkeypatch, tmp_path, look):
        gone = tmp_path / "gone"
        monkeypatch.setattr(fitness.Path, "cwd", lambda: gone)
        (line,) = look("this folder can be written")
        assert not line.ok
