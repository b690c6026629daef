from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from recordsdata.runner import sweep as sweeps
from recordsdata.runner.collect import collect, draw_comparison, write_table
from recordsdata.runner.finding import stamp
from recordsdata.runner.manifest import MANIFEST, SweepError, held, rows
from recordsdata.runner.sweep import Outcome, plan, sweep
from recordsdata.runner.verify import verify

PARAMETERS = 'number: int = 0\nword: str = "a"'
SWEEP = [sys.executable, "-m", "recordsdata.cli", "sweep"]
RECORD = "from recordsdata.display import record_result\nrecord_result(twice=2 * number, word=word)"


@pytest.fixture
def little(make_notebook):
    return make_notebook(RECORD, name="little.ipynb", parameters=PARAMETERS)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "swept"


def numbers(*given: int) -> list[tuple[str, str]]:
    return [("number", ",".join(map(str, given)))]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.ipynb")}


class TestWhatIsAskedFor:
    def values(self, notebook, *wanted, folder=Path("nowhere")):
        return [run.values for run in plan(notebook, wanted, folder).runs]

    def test_every_combination(self):
        found = self.values("03", ("focus", "all"), ("year", "2018,2025"))
        assert len(found) == len({json.dumps(one) for one in found}) > 100
        assert {one["year"] for one in found} == {2018, 2025}
        assert "" not in {one["focus"] for one in found}
        assert {one["level"] for one in found} == {"state"}

    def test_every_value_follows_what_goes_before(self):
        found = self.values("03", ("measure", "all"), ("year", "2018,2025"))
        assert [(one["year"], one["measure"]) for one in found].count((2018, "h_median")) == 0
        assert [(one["year"], one["measure"]) for one in found].count((2025, "h_median")) == 1

    def test_names_and_codes_of_one_area_are_one_run(self):
        assert [one["focus"] for one in self.values("03", ("focus", "Ohio, 39,OH,Texas"))] == ["39", "48"]

    def test_a_value_with_a_comma_stands_in_quotes(self, little):
        assert [one["word"] for one in self.values(little, ("word", '"a,b",c'))] == ["a,b", "c"]

    def test_all_may_be_a_value_of_its_own(self):
        assert [one["section"] for one in self.values("01", ("section", "all"))] == ["all"]
        assert len(self.values("01", ("section", "*"))) > 3

    def test_sets_and_named_sweeps_of_sweeps_yml(self):
        assert len(self.values("03")) == 10
        assert len(self.values("states")) == len(self.values("03", ("focus", "all"), ("year", "2018,2025")))

    def test_the_name_of_a_run_tells_what_differs_and_depends_on_all_values(self, little):
        runs = plan(little, [("number", "0,1"), ("word", "a,b/..:é")], Path("nowhere")).runs
        words = ["defaults", "word-b-..", "number-1", "number-1_word-b-.."]
        assert [run.name.rpartition("-")[0].rstrip("-.") for run in runs] == [
            f"little/{one}".rstrip("-.") for one in words
        ]
        assert all(re.fullmatch(r"little/[\w.-]+-[0-9a-f]{10}", run.name, re.ASCII) for run in runs)
        assert [run.given for run in runs][:1] == [{}]

    @pytest.mark.parametrize(
        ("notebook", "wanted", "message"),
        [
            ("03", [("focus", "Ohio,Texsa")], "'Texsa'.*Did you mean '48'"),
            ("03", [("focuss", "Ohio")], "no parameter 'focuss'"),
            ("03", [("year", "2018,x")], "'year'.*'x'; it must be a whole number"),
            ("07", [("hours", "all")], "'hours'.*is a range, 10 to 60.*name the values"),
            ("03", [("focus", "")], "up to date|^$"),
        ],
    )
    def test_a_wrong_one_stops_all_before_the_first_run(self, notebook, wanted, message, folder, monkeypatch):
        monkeypatch.setattr(sweeps, "_outcomes", lambda *arguments: iter(()))
        if message.startswith("up"):
            assert [run.given for run in plan(notebook, wanted, folder).runs] == [{}]
            return
        with pytest.raises(SweepError, match=message):
            sweep(notebook, wanted, folder)
        assert list(folder.rglob("*.ipynb")) == []

    def test_nothing_says_what_all_is_in_a_notebook_of_ones_own(self, little, folder):
        with pytest.raises(SweepError, match="Nothing says which values the parameter 'word'"):
            sweep(little, [("word", "*")], folder)

    def test_a_dry_run_writes_nothing(self, little, folder):
        assert len(plan(little, numbers(1, 2), folder).to_do) == 2
        assert not folder.exists()


class TestGoingOn:
    def test_only_what_is_missing_failed_or_out_of_date_is_done(self, make_notebook, folder, monkeypatch):
        code = "from recordsdata.display import record_result\nrecord_result(inverse=1 / number)"
        path = make_notebook(code, parameters=PARAMETERS)
        done, kept, failed = sweep(path, numbers(0, 1, 2), folder)
        assert (done, kept, len(failed)) == (2, 0, 1)
        assert "ZeroDivisionError" in next(iter(failed.values()))
        states = {row["name"]: row for row in rows(folder)}
        assert sorted(row["status"] for row in states.values()) == ["done", "done", "failed"]
        assert all(row["memory_mib"] > 30 and row["seconds"] > 0 for row in states.values() if row["size"])
        # again: the failed one
        assert sweep(path, numbers(0, 1, 2), folder)[:2] == (0, 2)
        # one more value, one result lost, one cut short
        lost, cut = (folder / f"{run.name}.ipynb" for run in plan(path, numbers(1, 2), folder).runs)
        before = contents(folder)
        lost.unlink()
        cut.write_bytes(cut.read_bytes()[:-9])
        assert len(plan(path, numbers(1, 2, 3), folder).to_do) == 3
        assert sweep(path, numbers(1, 2, 3), folder)[:2] == (3, 0)
        assert before.items() <= contents(folder).items()
        assert sweep(path, numbers(1, 2, 3), folder) == Outcome(0, 3, {})
        assert sweep(path, numbers(1), folder, force=True) == Outcome(1, 0, {})
        for part in ("data", "code"):
            newer = stamp(path)._replace(**{part: "newer"})
            monkeypatch.setattr(sweeps, "stamp", lambda path, newer=newer: newer)
            assert len(plan(path, numbers(1, 2, 3), folder).to_do) == 3

    def test_a_changed_notebook_is_run_again_but_not_for_its_outputs(self, little, folder):
        before = stamp(little)
        nb = nbformat.read(little, as_version=4)
        nb.cells[-1].outputs = [nbformat.v4.new_output("stream", text="1")]
        nbformat.write(nb, little)
        assert stamp(little) == before
        nb.cells[-1].source += "\n"
        nbformat.write(nb, little)
        assert stamp(little).notebook != before.notebook
        assert stamp(little)[1:] == before[1:]

    def test_nothing_to_do_imports_little(self, little, folder):
        sweep(little, numbers(1), folder)
        code = (
            "import sys\nfrom recordsdata.cli import main\n"
            "try: main(prog_name='recordsdata')\nfinally: print(*sys.modules)"
        )
        command = [
            sys.executable,
            "-c",
            code,
            "sweep",
            str(little),
            "-p",
            "number",
            "1",
            "--output",
            str(folder),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "0 done, 0 failed, 1 up to date" in done.stdout
        assert {"pandas", "papermill", "nbformat", "jupyter_client"} & set(done.stdout.split()) == set()

    def test_a_kernel_that_dies_in_every_run_is_said_for_each_and_the_status_is_1(
        self, make_notebook, folder, pytestconfig
    ):
        count = 50 if pytestconfig.getoption("--soak") else 2
        path = make_notebook("print('before')", "import os; os._exit(3)", parameters=PARAMETERS)
        command = [*SWEEP, str(path), "-p", "number", ",".join(map(str, range(count)))]
        done = subprocess.run(
            [*command, "--output", str(folder)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stdout.startswith(f"0 done, {count} failed, 0 up to date")
        assert done.stderr.count("stopped because its kernel died") == count
        assert [text.count('"before\\n"') for text in map(bytes.decode, contents(folder).values())] == [
            1
        ] * count
        assert {row["status"] for row in rows(folder)} == {"failed"}


class TestCollecting:
    def test_one_row_a_run(self, little, folder, tmp_path):
        sweep(little, numbers(3, 1, 2), folder)
        table = collect(folder)
        assert table.drop(columns="run").to_dict("list") == {
            "number": [1, 2, 3],
            "word": ["a"] * 3,
            "twice": [2, 4, 6],
            "word_recorded": ["a"] * 3,
        }
        for name, read in (("t.csv", pd.read_csv), ("t.parquet", pd.read_parquet)):
            if name.endswith(".parquet"):
                pytest.importorskip("pyarrow")
            back = read(write_table(table, tmp_path / name))
            assert back.to_dict("list") == table.to_dict("list")
        assert draw_comparison(table, "twice", tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
        with pytest.raises(SweepError, match=r"'thrice'. There are: number, twice"):
            draw_comparison(table, "thrice", tmp_path / "t.png")
        with pytest.raises(SweepError, match=r"neither .csv nor .parquet"):
            write_table(table, tmp_path / "t.xls")

    def test_parquet_without_pyarrow(self, tmp_path, monkeypatch):
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        with pytest.raises(SweepError, match="needs pyarrow: pip install pyarrow"):
            write_table(pd.DataFrame(), tmp_path / "t.parquet")

    def test_where_no_sweep_was(self, tmp_path):
        with pytest.raises(SweepError, match="no sweep has been there"):
            collect(tmp_path)


def test_verify_finds_a_changed_output(little, folder, capsys):
    sweep(little, numbers(1, 2), folder)
    assert verify([folder], jobs=1) == 0
    path = next(folder.rglob("*.ipynb"))
    path.write_text(path.read_text().replace("twice = 2", "twice = 7").replace("twice = 4", "twice = 8"))
    assert verify([folder], jobs=2) == 1
    assert "little" in capsys.readouterr().out


class TestAccidents:
    def test_two_sweeps_in_one_folder(self, make_notebook, tmp_path, folder):
        gate = tmp_path / "gate"
        os.mkfifo(gate)
        path = make_notebook(f"print(open({str(gate)!r}).read())", parameters=PARAMETERS)
        command = [*SWEEP, str(path), "-p", "number", "1", "--output", str(folder)]
        first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        with gate.open("w") as opened:  # waits for the first sweep's kernel, which waits for what is written
            second = subprocess.run(command, capture_output=True, text=True, check=False)
            opened.write("went on")
        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr.startswith(f"Error: Another sweep is at work in {folder}. Wait for it")
        assert first.communicate()[0].startswith("1 done, 0 failed")
        assert [row["status"] for row in rows(folder)] == ["done"]
        with held(folder), pytest.raises(SweepError, match="Another sweep is at work"):
            sweep(path, numbers(1), folder)
        assert sweep(path, numbers(1), folder).kept == 1

    def test_killed_at_any_moment(self, little, tmp_path, pytestconfig):
        soak = pytestconfig.getoption("--soak")
        moments, count = (50, 30) if soak else (3, 6)
        wanted = ["-p", "number", ",".join(map(str, range(count)))]
        calm, rough = tmp_path / "calm", tmp_path / "rough"
        begun = time.monotonic()
        subprocess.run([*SWEEP, str(little), *wanted, "--output", str(calm)], check=True, capture_output=True)
        whole = time.monotonic() - begun
        chance, finished = random.Random(1), {}
        for _ in range(moments):
            command = [*SWEEP, str(little), *wanted, "--output", str(rough)]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                process.wait(chance.uniform(0, whole))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for path in rough.rglob("*.ipynb"):  # none is half written
                nbformat.validate(nbformat.read(path, as_version=4))
            done = {row["name"]: row["begun"] for row in rows(rough)} if (rough / MANIFEST).exists() else {}
            assert finished.items() <= done.items(), "what was finished is not done again"
            finished = done
            if soak and len(done) == count:
                shutil.rmtree(rough)
                finished = {}
        subprocess.run(
            [*SWEEP, str(little), *wanted, "--output", str(rough)], check=True, capture_output=True
        )
        pd.testing.assert_frame_equal(collect(rough), collect(calm))
        assert contents(rough) == contents(calm)
        assert [path.name for path in rough.rglob(".*")] == []

    @pytest.mark.parametrize(
        ("options", "message"), [("size=1m", "No space left|full"), ("ro", "Read-only|readonly|unable")]
    )
    def test_a_full_disk_and_a_folder_that_cannot_be_written(self, options, message, make_notebook, tmp_path):
        mounted = tmp_path / "small"
        mounted.mkdir()
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(mounted)], capture_output=True, check=False
        ).returncode:
            pytest.skip("a file system can be mounted by root only")
        try:
            path = make_notebook(
                "import random\nprint(random.randbytes(200_000).hex())", parameters=PARAMETERS
            )
            command = [
                *SWEEP,
                str(path),
                "-p",
                "number",
                "1,2,3,4,5",
                "--jobs",
                "1",
                "--output",
                str(mounted / "out"),
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 1
            assert "Traceback" not in done.stderr
            assert re.search(message, done.stderr), done.stderr
            if options != "ro":
                assert len([row for row in rows(mounted / "out") if row["status"] == "done"]) >= 1
                subprocess.run(["mount", "-o", "remount,size=9m", str(mounted)], check=True)
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                assert done.returncode == 0
                assert " 0 up to date" not in done.stdout
        finally:
            subprocess.run(["umount", "-l", str(mounted)], check=True)

    def test_a_notebook_that_prints_a_lot(self, make_notebook, folder, pytestconfig):
        megabytes = 50 if pytestconfig.getoption("--soak") else 5
        path = make_notebook(f"for _ in range({megabytes}):\n    print('x' * 999_999)", parameters=PARAMETERS)
        assert sweep(path, numbers(1), folder) == Outcome(1, 0, {})
        assert sum(map(len, contents(folder).values())) > megabytes * 999_999
