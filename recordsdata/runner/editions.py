"""Make from the notebooks what a class needs: two editions, a zip, a copy for each student."""

from __future__ import annotations

import ast
import csv
import functools
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple, NoReturn

import jinja2
import nbformat
import yaml
from nbformat import NotebookNode

from recordsdata import __version__
from recordsdata import parameters as accepted
from recordsdata.classroom import judge
from recordsdata.exercises import EXERCISES
from recordsdata.files import write_whole
from recordsdata.runner.finding import PACKAGE, list_notebooks
from recordsdata.runner.given import defaults_of

__all__ = [
    "CALL",
    "OWN",
    "PLATFORMS",
    "Built",
    "ClassroomError",
    "build_class",
    "own_parameters",
    "personal",
    "pins_for",
    "read_roster",
    "student_edition",
    "teacher_edition",
]

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
REGION = re.compile(rf"^{BEGIN}\n(.*?)^{END}\n", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"""^check\(\s*["'](\d\d\.\d)["']""", re.MULTILINE)
# What differs from student to student. An exercise of the notebook depends on it, wherever one can.
OWN = {
    "00_start_here": ("year",),
    "01_is_the_article_right": ("as_of", "section"),
    "02_what_does_it_pay": ("year", "base_year"),
    "03_where_are_the_jobs": ("level", "focus"),
    "04_who_employs_them": ("year", "detail"),
    "05_is_the_work_growing": ("round",),
    "06_is_it_recession_proof": ("compare_with",),
    "07_does_schooling_pay_back": ("state",),
} | {name: ("seed",) for name in accepted.NOTEBOOKS if name[0] == "1"}
POSIX = {"os_name": "posix"}
# What pip calls a platform, and what markers of a lock ask about it.
PLATFORMS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "windows": (("win_amd64",), {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}),
    "macos": (
        tuple(f"macosx_{version}_0_{kind}" for version in range(11, 15) for kind in ("arm64", "universal2")),
        POSIX | {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
    ),
    "linux": (
        ("manylinux2014_x86_64", *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 29))),
        POSIX | {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
    ),
}
SAME_DAY = (1980, 1, 1, 0, 0, 0)  # an equal zip from equal files


class ClassroomError(ValueError):
    """A roster, a notebook's solution or a request for a class cannot be used as it is."""


class Built(NamedTuple):
    """What `build_class` wrote."""

    students: Path
    teacher: Path
    archive: Path
    personal: Path | None


def student_edition(nb: NotebookNode, name: str) -> NotebookNode:
    r"""Take the solutions out of a notebook, out of its outputs too.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With solutions marked as nbgrader marks them; left as it is.
    name : str
        The notebook's name, such as "02_what_does_it_pay".

    Returns
    -------
    nbformat.NotebookNode
        What it would show after a run: each self-check asks its question.

    Raises
    ------
    ClassroomError
        A solution could show in the notebook after its removal: it does more than set names, something but
        the self-check comes after it, or another cell uses a name that it sets.

    Examples
    --------
    >>> solution = "### BEGIN SOLUTION\nanswer_1 = 5\n### END SOLUTION\n"
    >>> cell = f"answer_1 = ...\n{solution}check('00.1', answer_1)"
    >>> nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    >>> print(student_edition(nb, "00_start_here").cells[0].source)
    answer_1 = ...
    check('00.1', answer_1)
    """
    nb = nbformat.from_dict(nb)
    hidden: dict[str, int] = {}
    for place, cell in enumerate(nb.cells):
        solution = REGION.search(cell.source)
        if not solution:
            continue
        tree, rest = ast.parse(solution.group(1)), cell.source[solution.end() :]
        if not all(isinstance(statement, ast.Assign) for statement in tree.body) or _shows(tree):
            _refuse(name, cell, "does more than set names: what it showed would stay in the outputs")
        call = re.fullmatch(rf"{CALL.pattern}, answer_\d\)\n?", rest)
        if not call or call.group(1) not in EXERCISES:
            _refuse(name, cell, "is not followed by the self-check of an exercise alone")
        hidden |= dict.fromkeys(_set_by(tree), place)
        cell.source = REGION.sub("", cell.source)
        number = CALL.findall(cell.source)[0]
        asks = f"**{number}** Not answered yet. {EXERCISES[number].question}"
        for output in cell.outputs:
            if output.get("data", {}).get("text/plain", "").startswith(f"**{number}**"):
                output.data = NotebookNode({"text/markdown": asks.replace("$", "\\$"), "text/plain": asks})
    for place, cell in enumerate(nb.cells):
        if BEGIN in cell.source or END in cell.source:
            _refuse(name, cell, "has a mark of a solution without its other half")
        if hidden and cell.cell_type == "code":
            used = {part.id for part in ast.walk(ast.parse(cell.source)) if isinstance(part, ast.Name)}
            for one in sorted(used & hidden.keys()):
                if hidden[one] != place:
                    _refuse(name, cell, f"uses {one!r}, which a solution sets")
    nb.metadata["recordsdata"] = {"notebook": name, "version": __version__}
    return nb


def _shows(tree: ast.Module) -> bool:
    """Whether a solution calls what shows something, or sets a name inside an expression."""
    names = [part.id for part in ast.walk(tree) if isinstance(part, ast.Name)]
    hides = any(isinstance(part, ast.NamedExpr) for part in ast.walk(tree))
    return hides or any(one in ("print", "display") or one.startswith("show_") for one in names)


def _set_by(tree: ast.Module) -> set[str]:
    """Names that assignments set, but for those inside a comprehension, which stay there."""
    targets = (target for part in tree.body if isinstance(part, ast.Assign) for target in part.targets)
    return {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}


def _refuse(name: str, cell: NotebookNode, why: str) -> NoReturn:
    raise ClassroomError(
        f"Notebook {name}, cell {cell.get('id')!r}, {why}. Write an exercise as: answer_1 = ...; the "
        f"solution between {BEGIN} and {END}, which sets answer_1; and check(number, answer_1)."
    )


def teacher_edition(nb: NotebookNode, name: str) -> NotebookNode:
    """Add to a notebook what a teacher wants to know beside it.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With solutions; left as it is.
    name : str
        The notebook's name.

    Returns
    -------
    nbformat.NotebookNode
        With a cell of notes at the top, and one after each exercise: the right answer for the parameters
        that the notebook declares, usual mistakes and how to score it.
    """
    nb = nbformat.from_dict(nb)
    p = _defaults(name)
    cells = []
    for cell in nb.cells:
        cells.append(cell)
        found = CALL.search(cell.source) if cell.cell_type == "code" else None
        if found and found.group(1) in EXERCISES:
            cells.append(_note(found.group(1).replace(".", "-"), _about_exercise(found.group(1), p)))
    nb.cells = [*cells[:1], _note("class", _about_class(name)), *cells[1:]]
    nb.metadata["recordsdata"] = {"notebook": name, "version": __version__, "edition": "teacher"}
    return nb


def _note(about: str, text: str) -> NotebookNode:
    cell = nbformat.v4.new_markdown_cell(text, metadata={"tags": ["teacher"]})
    cell.id = f"teacher-{about}"
    return cell


@functools.cache
def _teaching() -> dict[str, Any]:
    path = list_notebooks()[0].parent / "teaching.yml"
    try:
        return dict(yaml.safe_load(path.read_text("utf-8")))
    except FileNotFoundError:
        raise ClassroomError(
            f"The teacher's notes {path} are missing: this copy is for students. Work in the repository."
        ) from None


def _about_class(name: str) -> str:
    notes = _teaching()
    own = notes["notebooks"][name]
    lines = [
        "## For the teacher",
        "**Timing.** 50 minutes, as in the plan of this notebook; the exercises take about 5, 10 and 10.",
        "**Curriculum.** " + "; ".join(f"{key}: {notes['domains'][key]}" for key in own["domains"])
        + f" ({notes['source_of_domains']}).",
        "**Points to raise**\n\n" + "\n".join(f"- {point}" for point in own["raise"]),
        "**Rubric**\n\n| points | for |\n|---|---|\n"
        + "\n".join(f"| {points} | {what} |" for points, what in notes["rubric"].items()),
    ]  # fmt: skip
    return "\n\n".join(lines)


def _about_exercise(number: str, p: SimpleNamespace) -> str:
    exercise = EXERCISES[number]
    right = exercise.answer(p)
    slips = [(wrong(p), says) for wrong, says in exercise.slips]
    usual = [f"- {_written(given)}: {says}" for given, says in slips if judge(given, right) != "right"]
    return "\n\n".join(
        [
            f"**For the teacher, {number}.** Right for the parameters above: {_written(right)}. "
            f"Points: {number[-1]}.",
            "What students usually get wrong:\n\n" + "\n".join(usual),
            f"The hint they see: {exercise.hint}",
        ]
    )


def _written(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@functools.cache
def _defaults(name: str) -> SimpleNamespace:
    return accepted.check_values(name, _given(name))


def _given(name: str) -> dict[str, Any]:
    return defaults_of(next(path for path in list_notebooks() if path.stem == name))


def own_parameters(student: str, name: str) -> dict[str, Any]:
    """Draw a student's own parameters of a notebook.

    Parameters
    ----------
    student : str
        The name as in the roster. The same name gets the same parameters, whoever else is in the class.
    name : str
        The notebook's name.

    Returns
    -------
    dict of str to value
        All that the notebook declares, those of `OWN` drawn by a hash of the two names.

    Examples
    --------
    >>> own_parameters("Ada", "05_is_the_work_growing") == own_parameters("Ada", "05_is_the_work_growing")
    True
    """
    draw = int.from_bytes(hashlib.sha256(f"{student.strip()}\n{name}".encode()).digest()[:8])
    if OWN[name] == ("seed",):
        return _given(name) | {"seed": 1 + draw % 9_999}
    choices = _choices(name)
    return _given(name) | {one: choices[draw % len(choices)][one] for one in OWN[name]}


@functools.cache
def _choices(name: str) -> list[dict[str, Any]]:
    rest = {one: value for one, value in _given(name).items() if one not in OWN[name]}
    return accepted.combinations(name, dict.fromkeys(OWN[name]), rest)


def personal(nb: NotebookNode, name: str, student: str) -> NotebookNode:
    """Give a student's edition parameters of the student's own.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        From `student_edition`; left as it is.
    name, student : str
        The notebook's name, and the student's as in the roster.

    Returns
    -------
    nbformat.NotebookNode
        Without outputs: those were of other parameters.
    """
    nb = nbformat.from_dict(nb)
    own = own_parameters(student, name)
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            for one in OWN[name]:
                line = re.compile(rf"^({one}: \w+ = )(?:\"[^\"]*\"|[-\w.]+)", re.MULTILINE)
                cell.source = line.sub(rf"\g<1>{_quoted(own[one])}", cell.source)
    nb.metadata["recordsdata"] = nb.metadata["recordsdata"] | {"student": student}
    return nb


def _quoted(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def read_roster(path: Path) -> list[str]:
    """Read the names of a class from a table with a column `name`.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file, in UTF-8.

    Returns
    -------
    list of str

    Raises
    ------
    ClassroomError
        There is no column `name`, no name in it, or two students would get one folder.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except UnicodeDecodeError:
        raise ClassroomError(f"The roster {path} is not in UTF-8: save it as CSV UTF-8.") from None
    if not rows or "name" not in rows[0]:
        raise ClassroomError(
            f"The roster {path} needs a first line with the word name, and a name on each line after."
        )
    names = [" ".join((row["name"] or "").split()) for row in rows]
    names = [name for name in names if name]
    folders: dict[str, str] = {}
    for name in names:
        if _folder_of(name) in folders:
            raise ClassroomError(
                f"{path} has {folders[_folder_of(name)]!r} and {name!r}, which cannot be told apart "
                "as folders: add an initial or a number to one."
            )
        folders[_folder_of(name)] = name
    if not names:
        raise ClassroomError(f"The roster {path} has no name in its column name.")
    return names


def _folder_of(student: str) -> str:
    return re.sub(r"\W+", "_", student.casefold()).strip("_") or "student"


def build_class(output: str | Path, *, roster: Path | None = None, wheelhouse: str | None = None) -> Built:
    """Write both editions of every notebook and the zip for students.

    Parameters
    ----------
    output : str or path
        The folder to write to. Files of the same name are replaced; nothing is deleted.
    roster : pathlib.Path, optional
        As `read_roster` reads it: every student gets a folder with notebooks of their own as well.
    wheelhouse : str, optional
        One of `PLATFORMS`: every wheel of the lock for it goes into the zip. Needs a network and pip.

    Returns
    -------
    Built
        Where everything is.

    Raises
    ------
    ClassroomError
        The package is installed without its repository, the roster cannot be used, or pip got no wheels.
    """
    repository, folder = PACKAGE.parent, Path(output).resolve()
    if not (repository / "requirements.lock").is_file() or not (repository / "pyproject.toml").is_file():
        raise ClassroomError(
            f"A class is built from the repository, and this package is installed in {PACKAGE.parent} "
            "without it. Clone the repository, run make report in it, and then this command."
        )
    names = read_roster(roster) if roster else []
    sources = {path.stem: nbformat.read(path, as_version=4) for path in list_notebooks()}
    students = {name: student_edition(nb, name) for name, nb in sources.items()}
    with tempfile.TemporaryDirectory() as work:
        wheel = _make_wheel(repository, Path(work), students)
        wheels = _download(repository, Path(work), wheelhouse) if wheelhouse else []
        for name, nb in sources.items():
            write_whole(folder / "teacher" / f"{name}.ipynb", _bytes(teacher_edition(nb, name)))
            write_whole(folder / "students" / f"{name}.ipynb", _bytes(students[name]))
        if names:
            _write_personal(folder / "personal", names, students)
        archive = folder / "recordsdata-class.zip"
        _pack(archive, repository, students, wheel, wheels, wheelhouse)
    return Built(folder / "students", folder / "teacher", archive, folder / "personal" if names else None)


def _write_personal(folder: Path, names: Iterable[str], students: Mapping[str, NotebookNode]) -> None:
    rows = [["name", "notebook", "parameters"]]
    for student in names:
        for name, nb in students.items():
            own = personal(nb, name, student)
            write_whole(folder / _folder_of(student) / f"{name}.ipynb", _bytes(own))
            values = own_parameters(student, name)
            rows.append([student, name, "; ".join(f"{one} = {values[one]}" for one in OWN[name])])
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    write_whole(folder / "parameters.csv", table.getvalue().encode("utf-8-sig"))


def _bytes(nb: NotebookNode) -> bytes:
    return f"{nbformat.writes(nb)}\n".encode()


def _make_wheel(repository: Path, work: Path, students: Mapping[str, NotebookNode]) -> Path:
    """Build the wheel from a copy in which the notebooks are the students'."""
    tree = work / "tree"
    for part in ("recordsdata", "data", "kernels"):
        shutil.copytree(repository / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(repository / name, tree / name)
    for name, nb in students.items():
        write_whole(tree / "notebooks" / f"{name}.ipynb", _bytes(nb))
    shutil.copy(repository / "notebooks" / "sweeps.yml", tree / "notebooks" / "sweeps.yml")
    _call([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "wheel")], tree)
    return next((work / "wheel").glob("*.whl"))


def _call(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-5:])
        raise ClassroomError(f"{' '.join(command[:4])} ... stopped:\n{last}")


def pins_for(lock: str, platform: str, python: str) -> str:
    r"""Keep of a lock what one platform and Python need, without conditions.

    pip judges the conditions of a lock by the machine that it runs on, also when it downloads for another.

    Parameters
    ----------
    lock : str
        Text of a lock with hashes.
    platform : str
        One of `PLATFORMS`.
    python : str
        A full version, such as "3.11.7".

    Returns
    -------
    str

    Examples
    --------
    >>> lock = "a==1 ; os_name == 'nt' \\\n    --hash=sha256:00\nb==2 \\\n    --hash=sha256:11\n"
    >>> print(pins_for(lock, "linux", "3.11.7"))
    b==2 \
        --hash=sha256:11
    """
    from packaging.markers import Marker, default_environment

    version = {"python_version": python.rpartition(".")[0], "python_full_version": python}
    asked = {**default_environment(), **PLATFORMS[platform][1], **version}
    kept = []
    for pin in re.findall(r"^\S.*(?:\n\s+.*)*", lock, re.MULTILINE):
        first, rest = pin.partition("\n")[::2]
        name, _, condition = first.removesuffix("\\").strip().partition(" ; ")
        if not condition or Marker(condition).evaluate(asked):  # type: ignore[arg-type]
            kept.append(f"{name} \\\n{rest}")
    return "\n".join(kept)


def _download(repository: Path, work: Path, platform: str) -> list[Path]:
    import importlib.util

    pip = [sys.executable, "-m", "pip"] if importlib.util.find_spec("pip") else [shutil.which("pip") or ""]
    if not pip[0]:
        raise ClassroomError(
            "--wheelhouse needs pip, and there is none here: install it with python -m ensurepip."
        )
    python = ".".join(map(str, sys.version_info[:3]))
    lock = work / "for.lock"
    lock.write_text(
        pins_for((repository / "requirements.lock").read_text("utf-8"), platform, python), "utf-8"
    )
    short = "".join(map(str, sys.version_info[:2]))
    where = [word for tag in PLATFORMS[platform][0] for word in ("--platform", tag)]
    abis = [word for abi in (f"cp{short}", "abi3", "none") for word in ("--abi", abi)]
    version = ["--python-version", python, "--implementation", "cp", "--only-binary=:all:"]
    command = [*pip, "download", "--quiet", "--no-deps", "--require-hashes", "-r", str(lock)]
    _call([*command, "-d", str(work / "wheels"), *where, *abis, *version], work)
    return sorted((work / "wheels").iterdir())


def _pack(
    archive: Path,
    repository: Path,
    students: Mapping[str, NotebookNode],
    wheel: Path,
    wheels: Iterable[Path],
    platform: str | None,
) -> None:
    page = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    ).get_template("start_here.html.j2")
    python = ".".join(map(str, sys.version_info[:2]))
    archive.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=archive.parent, prefix=f".{archive.name}.")
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in _contents(repository, students, wheel, wheels):
                packed.writestr(
                    zipfile.ZipInfo(f"recordsdata-class/{name}", SAME_DAY), content, zipfile.ZIP_DEFLATED
                )
            start = page.render(wheel=wheel.name, platform=platform, python=python).encode()
            packed.writestr(zipfile.ZipInfo("recordsdata-class/START_HERE.html", SAME_DAY), start)
        os.chmod(temporary, 0o644)
        os.replace(temporary, archive)
    except BaseException:
        os.unlink(temporary)
        raise


def _contents(
    repository: Path, students: Mapping[str, NotebookNode], wheel: Path, wheels: Iterable[Path]
) -> Iterator[tuple[str, bytes]]:
    for name, nb in students.items():
        yield f"notebooks/{name}.ipynb", _bytes(nb)
    for path in sorted(path for path in (repository / "data").iterdir() if path.is_file()):
        yield f"data/{path.name}", path.read_bytes()
    for path in (wheel, repository / "requirements.lock", repository / "LICENSE"):
        yield path.name, path.read_bytes()
    for path in wheels:
        yield f"wheels/{path.name}", path.read_bytes()
