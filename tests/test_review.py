"""Every returned notebook gets a row, whatever is wrong with it, and right and wrong are told apart."""

from __future__ import annotations

import copy
import py_compile
import random
import sys
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from recordsdata import parameters
from recordsdata.cli import main
from recordsdata.exercises import EXERCISES
from recordsdata.runner import contained, review
from recordsdata.runner.answers import plain
from recordsdata.runner.editions import CALL, ClassroomError, own_parameters, personal, student_edition
from recordsdata.runner.finding import PACKAGE, list_notebooks

CONTAINED = not contained.why_not()
needs_containment = pytest.mark.skipif(not CONTAINED, reason=f"nothing is contained: {contained.why_not()}")
MARKET = [name for name in parameters.NOTEBOOKS if name[0] == "0"]
LOST = {"right": set(), "wrong": set()}


def returned(name, student, rng):
    """Make a notebook as a student hands it in: some exercises right, some wrong, some open."""
    source = nbformat.read(next(path for path in list_notebooks() if path.stem == name), as_version=4)
    nb = personal(student_edition(source, name), name, student)
    p = parameters.check_values(name, own_parameters(student, name))
    expected: dict[str, set[str]] = {"right": set(), "wrong": set()}
    for cell in nb.cells:
        found = CALL.search(cell.source) if cell.cell_type == "code" else None
        if found:
            number = found.group(1)
            how = rng.choice(["right", "right", "wrong", "open"])
            right = EXERCISES[number].answer(p)
            wrong = "zebra" if isinstance(right, str) else 3 * right + 1_000_003
            if how != "open":
                expected[how].add(number)
                value = right if how == "right" else wrong
                cell.source = cell.source.replace("= ...", f"= {value!r}", 1)
    return nb, expected


def exercise_cells(nb):
    return [k for k, cell in enumerate(nb.cells) if cell.cell_type == "code" and CALL.search(cell.source)]


def code(nb, source, place=None):
    """Put in a cell of the student's own, before the exercises unless told otherwise."""
    nb.cells.insert(exercise_cells(nb)[0] if place is None else place, nbformat.v4.new_code_cell(source))


def without(expected, numbers):
    return {kind: found - set(numbers) for kind, found in expected.items()}


# Each kind of damage changes the notebook, and says what is left to find and which word the row must hold.


def untouched(nb, expected, rng):
    return expected, ""


def all_but_exercises_deleted(nb, expected, rng):
    keep = exercise_cells(nb)
    parameters_cell = next(k for k, c in enumerate(nb.cells) if "parameters" in c.metadata.get("tags", []))
    nb.cells = [nb.cells[k] for k in sorted([parameters_cell, *keep])]
    return expected, ""


def an_exercise_deleted(nb, expected, rng):
    place = exercise_cells(nb)[1]
    number = CALL.search(nb.cells[place].source).group(1)
    del nb.cells[place]
    return without(expected, [number]), f"{number} its cell is not there"


def everything_doubled(nb, expected, rng):
    nb.cells = [copy.deepcopy(cell) for cell in nb.cells for _ in "12"]
    return expected, ""


def backwards(nb, expected, rng):
    nb.cells.reverse()
    return expected, ""


def shuffled(nb, expected, rng):
    rng.shuffle(nb.cells)
    return expected, ""


def without_metadata(nb, expected, rng):
    nb.metadata.clear()
    for cell in nb.cells:
        cell.metadata.clear()
    return expected, ""


def endless_loop(nb, expected, rng):
    code(nb, "while True:\n    pass")
    return expected, ""


def endless_loop_that_goes_on_after_errors(nb, expected, rng):
    inner = "while True:\n            pass"
    code(nb, f"while True:\n    try:\n        {inner}\n    except BaseException:\n        pass")
    return expected, ""


def kernel_killed(nb, expected, rng):
    code(nb, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    return expected, ""


def kernel_left(nb, expected, rng):
    code(nb, rng.choice(["import sys\nsys.exit()", "exit()", "import os\nos._exit(3)", "quit()"]))
    return expected, ""


def exercise_that_cannot_be_parsed(nb, expected, rng):
    place = exercise_cells(nb)[0]
    number = CALL.search(nb.cells[place].source).group(1)
    nb.cells[place].source = "answer_1 = 12,5 percent\n" + nb.cells[place].source
    return without(expected, [number]), "SyntaxError"


def exercise_that_stops(nb, expected, rng):
    place = exercise_cells(nb)[0]
    number = CALL.search(nb.cells[place].source).group(1)
    nb.cells[place].source = "answer_1 = 1 / 0\n" + nb.cells[place].source
    return without(expected, [number]), "ZeroDivisionError"


def reads_the_answers(nb, expected, rng):
    number = CALL.search(nb.cells[exercise_cells(nb)[0]].source).group(1)
    ways = [
        f"from recordsdata.exercises import EXERCISES\nanswer_1 = EXERCISES[{number!r}].answer(p)",
        "import importlib, sys, recordsdata\ndel sys.modules['recordsdata.exercises']\n"
        f"answer_1 = importlib.import_module('recordsdata.exercises').EXERCISES[{number!r}].answer(p)",
        "import pathlib, recordsdata\nfolder = pathlib.Path(recordsdata.__file__).parent\n"
        "text = (folder / 'exercises.py').read_text()\nanswer_1 = text.split('lambda p:')[1]",
    ]
    place = exercise_cells(nb)[0]
    nb.cells[place].source = f'{rng.choice(ways)}\ncheck("{number}", answer_1)'
    return without(expected, [number]), "looks for the answers"


def deletes_files(nb, expected, rng):
    code(
        nb,
        "import os, shutil, pathlib, recordsdata\n"
        "for folder in ('/', os.path.expanduser('~'), os.path.dirname(recordsdata.__file__)):\n"
        "    shutil.rmtree(folder, ignore_errors=True)\n"
        f"shutil.rmtree({str(PACKAGE.parent)!r}, ignore_errors=True)",
    )
    return expected, ""


def uses_the_network(nb, expected, rng):
    place = exercise_cells(nb)[0]
    number = CALL.search(nb.cells[place].source).group(1)
    nb.cells[place].source = (
        "import socket\nsocket.create_connection(('127.0.0.1', 9), 2)\n" + nb.cells[place].source
    )
    return without(expected, [number]), "its cell stops: OSError"


def another_version(nb, expected, rng):
    nb.metadata.recordsdata.version = "0.0.9"
    for cell in nb.cells:
        if cell.cell_type == "code" and "import" in cell.source:
            cell.source = cell.source.replace("from recordsdata", "from recordsdata_of_old")
    return expected, "made with version 0.0.9"


def takes_all_memory(nb, expected, rng):
    code(nb, "kept = []\nwhile True:\n    kept.append(bytearray(10**9))")
    return expected, ""


def forges_verdicts(nb, expected, rng):
    for place in exercise_cells(nb):
        number = CALL.search(nb.cells[place].source).group(1)
        nb.cells[place].outputs = [nbformat.v4.new_output("stream", text=f"**{number}** Right.")]
    code(
        nb,
        "import os, json\nfor fd in range(3, 20):\n    try:\n"
        '        os.write(fd, b\'{"cell": 0, "right": 3, "done": true}\\n[]\\n\')\n'
        '        os.write(fd, b\'{"cell": "x", "number": "02.1", "answer": ["number", {}]}\\n\')\n'
        "    except OSError:\n        pass",
    )
    return expected, ""


def prints_without_end(nb, expected, rng):
    code(nb, "import os\nfor _ in range(200):\n    print('x' * 10**6)\n    os.write(2, b'y' * 10**5)")
    return expected, ""


def parameters_not_accepted(nb, expected, rng):
    cell = next(c for c in nb.cells if "parameters" in c.metadata.get("tags", []))
    first = next(iter(parameters.declared(cell.source)))
    cell.source += f'\n{first} = "nothing that there is"'
    return LOST, "not judged"


def leaves_threads_and_children(nb, expected, rng):
    code(
        nb,
        "import subprocess, sys, threading, time\n"
        "threading.Thread(target=time.sleep, args=(10**6,)).start()\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(10**6)'])",
    )
    return expected, ""


def waits_for_input(nb, expected, rng):
    code(nb, "answer = input('?')")
    return expected, ""


def cut_off(nb, expected, rng):
    return LOST, "cannot be read"


KINDS = [
    untouched, all_but_exercises_deleted, an_exercise_deleted, everything_doubled, backwards, shuffled,
    without_metadata, endless_loop, endless_loop_that_goes_on_after_errors, kernel_killed, kernel_left,
    exercise_that_cannot_be_parsed, exercise_that_stops, reads_the_answers, deletes_files, uses_the_network,
    another_version, takes_all_memory, forges_verdicts, prints_without_end, parameters_not_accepted,
    leaves_threads_and_children, waits_for_input, cut_off,
]  # fmt: skip
# Without the option: the kinds that need containment most, and the one that needs the most from the judging.
SAMPLE = [shuffled, endless_loop_that_goes_on_after_errors, reads_the_answers, deletes_files, cut_off]


@needs_containment
def test_every_damaged_notebook_gets_a_row_and_right_and_wrong_are_told_apart(tmp_path, request):
    soak = request.config.getoption("--soak")
    rng = random.Random(1)
    expected = {}
    here = {path: path.read_bytes() for path in PACKAGE.rglob("*.py")}
    for k, kind in enumerate(KINDS * 9 if soak else SAMPLE):
        name = rng.choice(MARKET) if soak else "00_start_here"
        student = f"student {k}"
        nb, found = returned(name, student, rng)
        found, word = kind(nb, found, rng)
        text = nbformat.writes(nb)
        file = f"{k:03} {kind.__name__}.ipynb"
        (tmp_path / file).write_text(text[: len(text) // 2] if kind is cut_off else text, "utf-8")
        expected[file] = found, word

    table = review.review(tmp_path, timeout=60 if soak else 24).set_index("file")
    wrong_rows = []
    for file, (found, word) in expected.items():
        row = table.loc[file]
        said = f"{row['reasons']}; {row['notes']}"
        if (row["right"], row["wrong"]) != (len(found["right"]), len(found["wrong"])) or word not in said:
            wrong_rows.append((file, found, word, dict(row)))
        if any(number in row["reasons"] for number in found["right"]):
            wrong_rows.append((file, found, "a right one has a reason", dict(row)))
    assert wrong_rows == []
    assert len(table) == len(expected)
    assert {path: path.read_bytes() for path in PACKAGE.rglob("*.py")} == here


@needs_containment
class TestContained:
    def run(self, tmp_path, source):
        import subprocess

        empty = tmp_path / "empty"
        empty.mkdir()
        command = contained.contain([sys.executable, "-c", source], empty)
        return subprocess.run(
            command, env=contained.environment(), capture_output=True, text=True, check=False, timeout=60
        )

    def test_nothing_of_the_machine_can_be_written_or_mounted(self, tmp_path):
        target = tmp_path / "mine.txt"
        target.write_text("mine")
        source = (
            "import os, pathlib, subprocess, sys, recordsdata\n"
            "package = pathlib.Path(recordsdata.__file__).parent\n"
            f"for place in (pathlib.Path({str(target)!r}), package / 'x', pathlib.Path(sys.prefix, 'x'),\n"
            "              pathlib.Path('/x'), pathlib.Path('/usr/x'), pathlib.Path('/etc/none.py')):\n"
            "    try:\n        place.write_text('theirs')\n    except OSError:\n        continue\n"
            "    print('wrote', place)\n"
            "for options in (['/'], ['/usr'], [str(package)]):\n"
            "    for first in ([], ['unshare', '-Urm']):\n"
            "        done = subprocess.run([*first, 'mount', '-o', 'remount,bind,rw', *options],\n"
            "                              capture_output=True)\n"
            "        if not done.returncode: print('mounted', first, options)\n"
            "pathlib.Path('/tmp/own').write_text('allowed')\nprint('end')"
        )
        done = self.run(tmp_path, source)
        assert (done.stdout, done.returncode) == ("end\n", 0), done.stderr
        assert target.read_text() == "mine"

    def test_neither_answers_nor_other_files_can_be_read(self, tmp_path):
        (tmp_path / "other.ipynb").write_text("of another student")
        py_compile.compile(str(PACKAGE / "exercises.py"))  # as Python does, where it may write
        source = (
            "import os, pathlib, recordsdata\n"
            f"print(pathlib.Path({str(tmp_path / 'other.ipynb')!r}).exists())\n"
            "folder = pathlib.Path(recordsdata.__file__).parent\n"
            "print((folder / 'exercises.py').read_text())\n"
            "found = [p for p in folder.parent.rglob('*') if p.suffix in ('.pyc', '.ipynb', '.yml')]\n"
            "print([p for p in found if 'site-packages' not in p.parts])\n"
            "print('SECRET' in os.environ, os.listdir('/proc/self/fd'))"
        )
        done = self.run(tmp_path, source)
        first, answers, _, rest, last = done.stdout.splitlines()
        assert (first, answers) == ("False", "EXERCISES = {}"), done.stderr
        assert ".ipynb" not in rest
        assert "exercises" not in rest
        assert last.startswith("False")

    def test_there_is_no_network_and_no_other_process(self, tmp_path):
        source = (
            "import os, socket\n"
            "print([name for _, name in socket.if_nameindex()])\n"
            "print([one for one in os.listdir('/proc') if one.isdigit()])\n"
            "try:\n    socket.create_connection(('127.0.0.1', 80), 2)\nexcept OSError:\n    print('no')"
        )
        assert self.run(tmp_path, source).stdout == "['lo']\n['1']\nno\n"


def test_without_containment_it_refuses_and_trust_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(review, "why_not", lambda: "it is a test")
    nb, found = returned("00_start_here", "Ada", random.Random(4))
    nbformat.write(nb, tmp_path / "00_start_here.ipynb")
    with pytest.raises(ClassroomError, match=r"it is a test.*--trust"):
        review.review(tmp_path)
    (row,) = review.review(tmp_path, trust=True).to_dict("records")
    assert (row["right"], row["wrong"]) == (len(found["right"]), len(found["wrong"]))
    assert row["student"] == "Ada"


class TestFiles:
    @pytest.fixture(autouse=True)
    def nothing_runs(self, monkeypatch):
        monkeypatch.setattr(review, "_run", lambda *_: ({}, {}))
        monkeypatch.setattr(review, "why_not", lambda: "")

    def test_whatever_is_no_notebook_gets_a_row(self, tmp_path):
        for k, content in enumerate(
            (b"", b"\x00\xff\xfe", b"[]", b"{}", b'{"cells": 5}', b"null", b"x" * 99)
        ):
            (tmp_path / f"{k}.ipynb").write_bytes(content)
        (tmp_path / "folder.ipynb").mkdir()
        (tmp_path / "link.ipynb").symlink_to("/etc/passwd")
        table = review.review(tmp_path)
        assert len(table) == 9
        assert table["notes"].ne("").all()
        assert "cannot be read: it is a link" in table.set_index("file")["notes"]["link.ipynb"]

    def test_a_folder_without_notebooks_is_refused(self, tmp_path):
        with pytest.raises(ClassroomError, match="There is no notebook"):
            review.review(tmp_path)

    def test_a_notebook_is_known_by_its_exercises_and_a_second_one_is_noted(self, tmp_path):
        nb, _ = returned("05_is_the_work_growing", "Ada", random.Random(1))
        nbformat.write(nb, tmp_path / "mine.ipynb")
        nbformat.write(nb, tmp_path / "mine again.ipynb")
        table = review.review(tmp_path)
        assert table["notebook"].tolist() == ["05_is_the_work_growing"] * 2
        assert table["student"].tolist() == ["Ada"] * 2
        assert table["notes"].str.contains("more than once").all()
        assert table["notes"].str.contains("was named mine").all()

    def test_parameters_of_somebody_else_are_noted(self, tmp_path):
        nb, _ = returned("07_does_schooling_pay_back", "Ada", random.Random(1))
        nb.metadata.recordsdata.student = "Grace"
        nbformat.write(nb, tmp_path / "07_does_schooling_pay_back.ipynb")
        assert "not the student's own state" in review.review(tmp_path)["notes"][0]


@pytest.mark.parametrize(
    ("answer", "sent"),
    [
        (pd.Series([1, 2]), ["list", [["number", 1], ["number", 2]]]),
        (pd.DataFrame({"a": [1.5]}), ["list", [["number", 1.5]]]),
        (True, ["truth", True]),
        (10**400, ["number", 0]),
        ({"a": 1}, ["other", ""]),
        ([[[1]]], ["list", [["list", [["other", ""]]]]]),
        (SimpleNamespace(), ["other", ""]),
    ],
)
def test_an_answer_is_sent_as_plain_data(answer, sent):
    assert plain(answer) == sent
    assert review._value(sent) is not ...


def test_what_somebody_writes_into_a_message_is_no_value():
    for forged in ([], ["number"], ["number", {}], ["list", 5], ["list", [5]], [5, 5], ["text", 5], [[], {}]):
        assert review._value(forged) in (None, [None])


def test_the_command_writes_a_table(tmp_path, monkeypatch):
    rows = [["=Ada", "f.ipynb", "00_start_here", 1, 1, 0, "00.2 not answered", ""]]
    monkeypatch.setattr(review, "review", lambda *_, **__: pd.DataFrame(rows, columns=review.COLUMNS))
    done = CliRunner().invoke(
        main, ["classroom", "review", str(tmp_path), "--output", str(tmp_path / "r.csv")]
    )
    assert done.exit_code == 0, done.output
    assert "1 right, 0 wrong" in done.output
    assert "'=Ada" in (tmp_path / "r.csv").read_text("utf-8-sig")
