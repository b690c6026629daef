"""Both editions hold what they should, nothing of a solution gets to a student, a roster can be repeated."""

from __future__ import annotations

import ast
import json
import re
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from recordsdata import parameters
from recordsdata.classroom import judge
from recordsdata.exercises import EXERCISES
from recordsdata.runner import editions
from recordsdata.runner.editions import (
    ClassroomError,
    build_class,
    own_parameters,
    personal,
    pins_for,
    read_roster,
    student_edition,
)
from recordsdata.runner.finding import list_notebooks
from recordsdata.runner.given import defaults_of
from recordsdata.runner.report import build_report
from recordsdata.runner.run import run_notebook
from recordsdata.runner.verify import verify

REPOSITORY = Path(__file__).parents[1]
NAMES = list(parameters.NOTEBOOKS)
SOLUTION = "### BEGIN SOLUTION\nanswer_1 = 4711\n### END SOLUTION\n"


def source(name):
    return nbformat.read(next(path for path in list_notebooks() if path.stem == name), as_version=4)


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    (folder / "names.csv").write_text("name\nAda Lovelace\nGrace Hopper\n\n", "utf-8")
    return build_class(folder / "built", roster=folder / "names.csv")


class TestStudents:
    def solutions(self, name):
        """Every statement that a solution makes, in the source notebooks."""
        text = "\n".join(cell.source for cell in source(name).cells)
        found = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", text, re.DOTALL)
        assert len(found) == 3
        return [line for one in found for line in one.splitlines() if "=" in line]

    @pytest.mark.parametrize("name", NAMES)
    def test_no_line_of_a_solution_and_no_right_answer_is_left(self, name):
        text = nbformat.writes(student_edition(source(name), name))
        assert "SOLUTION" not in text
        assert "** Right." not in text
        decoded = "\n".join(cell.source for cell in json.loads(text, object_hook=_Cell)["cells"])
        assert [line for line in self.solutions(name) if line in decoded] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_every_exercise_is_asked(self, name):
        shown = [out.data["text/plain"] for cell in student_edition(source(name), name).cells
                 for out in cell.get("outputs", []) if "text/plain" in out.get("data", {})]  # fmt: skip
        for number in (f"{name[:2]}.{k}" for k in (1, 2, 3)):
            assert f"**{number}** Not answered yet. {EXERCISES[number].question}" in shown

    def test_the_source_is_left_as_it_is(self):
        nb = source("02_what_does_it_pay")
        before = nbformat.writes(nb)
        student_edition(nb, "02_what_does_it_pay")
        assert nbformat.writes(nb) == before

    @pytest.mark.parametrize(
        ("cells", "says"),
        [
            (
                [SOLUTION.replace("answer_1 = 4711", "print(4711)") + "check('00.1', answer_1)"],
                "does more than",
            ),
            ([SOLUTION + "print(answer_1)\ncheck('00.1', answer_1)"], "not followed by the self-check"),
            ([SOLUTION + "check('00.9', answer_1)"], "not followed by the self-check"),
            ([SOLUTION.replace("4711", "print(4711)") + "check('00.1', answer_1)"], "does more than"),
            ([SOLUTION.replace("4711", "(x := 5)") + "check('00.1', answer_1)"], "does more than"),
            ([SOLUTION + "check('00.1', answer_1)\nprint(answer_1)"], "not followed by the self-check"),
            ([SOLUTION + "check('00.1', answer_1)", "print(answer_1)"], "uses 'answer_1'"),
            (
                [SOLUTION.replace("### END SOLUTION\n", "") + "check('00.1', answer_1)"],
                "without its other half",
            ),
        ],
    )
    def test_a_solution_that_could_show_is_refused(self, cells, says):
        with pytest.raises(ClassroomError, match=re.escape(says)):
            student_edition(notebook(*cells), "00_start_here")

    # The sample: one of the job market, which takes two seconds.
    @pytest.mark.parametrize("name", NAMES)
    def test_a_run_shows_what_the_edition_shows(self, name, built, tmp_path, request):
        if name != "05_is_the_work_growing" and not request.config.getoption("--soak"):
            pytest.skip("one notebook is the sample; all with --soak")
        for folder in (built.students, built.teacher):
            run_notebook(folder / f"{name}.ipynb", None, tmp_path / f"{name}.ipynb")
            ran, shown = (nbformat.read(f / f"{name}.ipynb", as_version=4) for f in (tmp_path, folder))
            assert [_words(cell) for cell in ran.cells] == [_words(cell) for cell in shown.cells]
        assert verify([built.students / f"{name}.ipynb"], jobs=1) == 0


class _Cell(dict):
    @property
    def source(self):
        return "".join(self.get("source", []))


def _words(cell):
    return [
        {kind: text for kind, text in out.get("data", {}).items() if not kind.startswith("image/")}
        for out in cell.get("outputs", [])
    ]


class TestTeacher:
    @pytest.mark.parametrize("name", NAMES)
    def test_it_has_solutions_answers_mistakes_domains_points_and_a_rubric(self, name, built):
        cells = nbformat.read(built.teacher / f"{name}.ipynb", as_version=4).cells
        notes = {cell.id: cell.source for cell in cells if "teacher" in cell.metadata.get("tags", [])}
        assert list(notes) == ["teacher-class", *(f"teacher-{name[:2]}-{k}" for k in (1, 2, 3))]
        for word in ("Timing", "Curriculum", "Points to raise", "Rubric"):
            assert f"**{word}" in notes["teacher-class"]
        for k in (1, 2, 3):
            about = notes[f"teacher-{name[:2]}-{k}"]
            assert "\n- " in about, "a usual mistake"
            assert EXERCISES[f"{name[:2]}.{k}"].hint in about
        assert sum("### BEGIN SOLUTION" in cell.source for cell in cells) == 3

    def test_the_notes_name_every_notebook_and_only_domains_that_there_are(self):
        notes = editions._teaching()
        assert list(notes["notebooks"]) == NAMES
        used = {domain for own in notes["notebooks"].values() for domain in own["domains"]}
        assert used == set(notes["domains"])


class TestBuilt:
    def test_the_zip_holds_what_a_class_needs_and_nothing_of_a_solution(self, built):
        solution = re.compile(rb"BEGIN SOLUTION|\*\* Right\.|teaching\.yml|Points to raise")
        with zipfile.ZipFile(built.archive) as archive:
            names = [name.removeprefix("recordsdata-class/") for name in archive.namelist()]
            assert "START_HERE.html" in names
            assert {f"notebooks/{name}.ipynb" for name in NAMES} <= set(names)
            assert {"data/wages_national.csv.gz", "data/CODEBOOK.md", "requirements.lock"} <= set(names)
            (wheel,) = [name for name in archive.namelist() if name.endswith(".whl")]
            for name in archive.namelist():
                assert not solution.search(archive.read(name)), name
            start = archive.read("recordsdata-class/START_HERE.html").decode()
            with archive.open(wheel) as file, zipfile.ZipFile(file) as inner:
                assert not any(name.endswith("teaching.yml") for name in inner.namelist())
                for name in inner.namelist():
                    assert not (name.endswith(".ipynb") and solution.search(inner.read(name))), name
                assert "recordsdata/notebooks/00_start_here.ipynb" in inner.namelist()
        assert all(word in start for word in ("Windows", "macOS", "Linux", wheel.rpartition("/")[2]))
        assert "http" not in start

    def test_two_builds_give_the_same_notebooks(self, built, tmp_path, request):
        if not request.config.getoption("--soak"):
            pytest.skip("another build only with --soak; own parameters are compared below")
        again = build_class(tmp_path, roster=built.archive.parents[1] / "names.csv")
        for one in (*built.students.glob("*"), *built.teacher.glob("*"), *built.personal.rglob("*.*")):
            assert (tmp_path / one.relative_to(built.archive.parent)).read_bytes() == one.read_bytes()
        assert len(list(again.personal.rglob("*.ipynb"))) == 2 * len(NAMES)


class TestRoster:
    @pytest.mark.parametrize("name", NAMES)
    def test_own_parameters_are_accepted_written_and_differ_between_students(self, name):
        drawn = [own_parameters(f"student {k}", name) for k in range(30)]
        assert len({tuple(values.items()) for values in drawn}) >= 5
        assert drawn == [own_parameters(f" student {k} ", name) for k in range(30)]
        for values in drawn:
            parameters.check_values(name, values)

    @pytest.mark.parametrize("name", NAMES)
    def test_a_personal_notebook_declares_them_and_shows_nothing(self, name, tmp_path):
        nb = personal(student_edition(source(name), name), name, "Ada")
        nbformat.write(nb, tmp_path / "own.ipynb")
        assert defaults_of(tmp_path / "own.ipynb") == own_parameters("Ada", name)
        assert not any(cell.get("outputs") for cell in nb.cells)
        assert nb.metadata.recordsdata.student == "Ada"

    def test_every_exercise_has_an_answer_for_own_parameters(self, request):
        students, labs = (40, 5) if request.config.getoption("--soak") else (3, 1)
        for name in NAMES:
            for k in range(labs if name[0] == "1" else students):
                p = parameters.check_values(name, own_parameters(f"student {k}", name))
                for number in (f"{name[:2]}.{one}" for one in (1, 2, 3)):
                    right = EXERCISES[number].answer(p)
                    assert judge(right, right) == "right", (number, p, right)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            (b"", "needs a first line with the word name"),
            (b"student\nAda\n", "needs a first line with the word name"),
            (b"name\n\n", "needs a first line"),
            (b"name,mark\n,1\n", "has no name"),
            (b"name\nAda L\nada-l\n", "cannot be told apart"),
            (b"name\nJos\xe9\n", "not in UTF-8"),
        ],
    )
    def test_a_roster_that_cannot_be_used_is_refused(self, text, says, tmp_path):
        (tmp_path / "names.csv").write_bytes(text)
        with pytest.raises(ClassroomError, match=re.escape(says)):
            read_roster(tmp_path / "names.csv")

    def test_what_a_spreadsheet_writes_is_read(self, tmp_path):
        (tmp_path / "names.csv").write_bytes("\ufeffname,group\r\nJosé  Ortega ,1\r\nLi,2\r\n".encode())
        assert read_roster(tmp_path / "names.csv") == ["José Ortega", "Li"]


class TestWheelhouse:
    def test_the_lock_is_read_for_the_platform_asked_for(self):
        lock = (REPOSITORY / "requirements.lock").read_text("utf-8")
        kept = {name: pins_for(lock, name, "3.11.7") for name in editions.PLATFORMS}
        for platform, only in (("windows", "pywinpty"), ("macos", "appnope"), ("linux", "pexpect")):
            assert re.search(rf"^{only}==", kept[platform], re.MULTILINE), only
        assert "pywinpty" not in kept["linux"]
        assert not re.search("^appnope==", kept["windows"], re.MULTILINE)
        for text in kept.values():
            assert " ; " not in text
            pins = re.findall(r"^([\w.-]+)==", text, re.MULTILINE)
            assert len(pins) == len(set(pins)) > 100
            assert text.count("==") <= text.count("--hash=")

    def test_pip_is_asked_for_wheels_of_that_platform_alone(self, tmp_path, monkeypatch):
        asked = []
        monkeypatch.setattr(editions, "_call", lambda command, folder: asked.append(command))
        (tmp_path / "wheels").mkdir()
        editions._download(REPOSITORY, tmp_path, "windows")
        (command,) = asked
        assert "win_amd64" in command
        assert {"download", "--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(command)

    def test_a_pip_that_fails_is_quoted(self, tmp_path):
        with pytest.raises(ClassroomError, match="no such wheel"):
            editions._call([sys.executable, "-c", "import sys; sys.exit('no such wheel')"], tmp_path)


def test_solutions_stand_as_nbgrader_wants_them():
    for name in NAMES:
        for cell in source(name).cells:
            if "BEGIN SOLUTION" in cell.source:
                ast.parse(cell.source)
                assert cell.metadata.nbgrader.solution is True
                assert cell.metadata.nbgrader.schema_version == 3
                assert re.fullmatch(r"exercise-\d\d-\d", cell.metadata.nbgrader.grade_id)


def test_without_the_repository_a_class_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "PACKAGE", tmp_path / "recordsdata")
    with pytest.raises(ClassroomError, match="Clone the repository"):
        build_class(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_page_of_the_report_asks_and_does_not_tell(tmp_path):
    build_report(tmp_path, ["05"])
    page = (tmp_path / "05_is_the_work_growing.html").read_text("utf-8")
    assert "SOLUTION" not in page
    assert page.count("Not answered yet.") == 3


def test_a_notebook_without_exercises_stays_as_it_is():
    nb = notebook("%matplotlib inline", "print(1")
    assert student_edition(nb, "any").cells == nb.cells
