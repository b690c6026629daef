"""Read the notebooks that a class hands in: what is done, right and wrong, and why."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import pandas as pd
from nbformat import NotebookNode

from recordsdata import __version__
from recordsdata import parameters as accepted
from recordsdata.classroom import explain
from recordsdata.exercises import EXERCISES
from recordsdata.runner.contained import contain, environment, why_not
from recordsdata.runner.editions import CALL, OWN, ClassroomError, own_parameters, student_edition
from recordsdata.runner.finding import list_notebooks
from recordsdata.runner.given import defaults_of

__all__ = ["review", "review_notebook"]

LARGEST = 50 * 1024**2  # bytes of a notebook
STARTS = 4  # a cell that ended its process is left out, and the rest runs again
CHEATS = re.compile(
    r"EXERCISES|recordsdata\.exercises|\.answer\(|getsource|__closure__|SOLUTION|exercises\.py"
)
COLUMNS = ["student", "file", "notebook", "done", "right", "wrong", "reasons", "notes"]


def review(folder: str | Path, *, timeout: float = 120, trust: bool = False) -> pd.DataFrame:
    """Run the notebooks of a class again, and say which exercises are right.

    Parameters
    ----------
    folder : str or path
        The returned notebooks, at any depth.
    timeout : float, default 120
        The seconds that one notebook may take. One cell of a student's may take a sixth of that.
    trust : bool, default False
        Run the notebooks as ordinary programs where the operating system cannot contain them.

    Returns
    -------
    DataFrame
        One row a file: student, file, notebook, the numbers of exercises done, right and wrong, the reason
        for each that is not right, and notes on the file.

    Raises
    ------
    ClassroomError
        There is no notebook, or nothing can be contained here and `trust` is not given.
    """
    reason = "" if trust else why_not()
    if reason:
        raise ClassroomError(
            f"Returned notebooks are strangers' code, and nothing contains it here: {reason}. On a machine "
            "where it does not matter what they do, run them with --trust."
        )
    root = Path(folder)
    files = [path for path in sorted(root.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]
    if not files:
        raise ClassroomError(f"There is no notebook (a file whose name ends in .ipynb) in {root}.")
    rows = []
    for path in files:
        try:
            row = review_notebook(path, timeout=timeout, contained=not trust)
        except Exception as error:  # one file never stops the rest
            row = _row(path, notes=[f"cannot be read: {type(error).__name__}: {str(error)[:200]}"])
        rows.append(row | {"file": str(path.relative_to(root))})
    table = pd.DataFrame(rows, columns=COLUMNS)
    twice = table.duplicated(["student", "notebook"], keep=False) & table["notebook"].ne("")
    table.loc[twice, "notes"] = table["notes"].where(table["notes"].eq(""), table["notes"] + "; ") + (
        "this student's notebook is here more than once"
    )
    return table


def _row(path: Path, **found: Any) -> dict[str, Any]:
    notes = found.pop("notes", [])
    empty = {"student": path.stem, "file": path.name, "notebook": "", "done": 0, "right": 0, "wrong": 0}
    return empty | {"reasons": ""} | found | {"notes": "; ".join(dict.fromkeys(notes))}


def review_notebook(path: Path, *, timeout: float, contained: bool) -> dict[str, Any]:
    """Run one returned notebook again.

    The edition's own cells run first, with the parameters that the notebook declares; then the cells that are
    the student's, in their order. So it does not matter which of the others were deleted, doubled or moved.

    Parameters
    ----------
    path : pathlib.Path
    timeout : float
        Seconds.
    contained : bool
        Whether the operating system has to contain it.

    Returns
    -------
    dict
        A row as `review` gives it.

    Raises
    ------
    OSError, ValueError
        The file cannot be read as a notebook.
    """
    if path.is_symlink() or path.stat().st_size > LARGEST:
        return _row(path, notes=["cannot be read: it is a link, or larger than 50 MB"])
    returned = nbformat.reads(path.read_text("utf-8-sig"), as_version=4)
    cells = [str(cell.source) for cell in returned.cells if cell.cell_type == "code"]
    about = returned.metadata.get("recordsdata")
    about = about if isinstance(about, dict) else {}
    name, notes = _which(cells, about, path)
    student = str(about.get("student") or path.parent.name + "/" + path.stem)[:100]
    if not name:
        return _row(path, student=student, notes=["none of these notebooks: no exercise of theirs is in it"])
    if about.get("version", __version__) != __version__:
        notes.append(f"made with version {str(about['version'])[:20]}, read with {__version__}")
    if any(map(CHEATS.search, cells)):
        notes.append("looks for the answers, which are not there when it is run again")
    source = next(one for one in list_notebooks() if one.stem == name)
    edition = student_edition(nbformat.read(source, as_version=4), name)
    values = defaults_of(source) | _declared(cells, defaults_of(source))
    if "student" in about and values != own_parameters(student, name):
        notes.append("not the student's own " + ", ".join(OWN[name]))
    numbers = [number for number in EXERCISES if number[:2] == name[:2]]
    try:
        p = accepted.check_values(name, values)
    except accepted.ParameterError as error:
        reasons = "; ".join(f"{number} not judged" for number in numbers)
        return _row(path, student=student, notebook=name, reasons=reasons, notes=[*notes, str(error)[:300]])
    answers, problems = _run(_setup(edition, values), _own(cells, edition, values), timeout, contained)
    return _row(
        path, student=student, notebook=name, notes=notes, **_judged(numbers, p, answers, problems, cells)
    )


def _which(cells: list[str], about: Mapping[str, Any], path: Path) -> tuple[str, list[str]]:
    """Find out which notebook it is: by its exercises, for a name can be changed and copied."""
    asked = [number[:2] for cell in cells for number in CALL.findall(cell)]
    known = {name[:2]: name for name in accepted.NOTEBOOKS}
    found = [
        known[one] for one in sorted(set(asked), key=lambda one: (-asked.count(one), one)) if one in known
    ]
    said = str(about.get("notebook", ""))
    name = found[0] if found else said if said in accepted.NOTEBOOKS else known.get(path.stem[:2], "")
    notes = ["has exercises of several notebooks"] if len(found) > 1 else []
    return name, [*notes, f"was named {path.name}"] if name and path.stem != name else notes


def _declared(cells: list[str], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Read the parameters that a notebook sets last, whatever cell they stand in."""
    values: dict[str, Any] = {}
    for cell in cells:
        if set(accepted.declared(cell)) & set(defaults):
            for node in ast.parse(cell).body:
                target = (
                    node.target if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [None])[0]
                )
                if isinstance(target, ast.Name) and target.id in defaults:
                    try:
                        values[target.id] = ast.literal_eval(node.value)  # type: ignore[attr-defined]
                    except ValueError:
                        continue
    return values


def _setup(edition: NotebookNode, values: Mapping[str, Any]) -> list[str]:
    """Take the edition's own cells but for the exercises, with these parameters."""
    cells = []
    for cell in edition.cells:
        if cell.cell_type == "code" and not CALL.search(cell.source):
            own = "parameters" in cell.metadata.get("tags", [])
            cells.append("\n".join(f"{k} = {v!r}" for k, v in values.items()) if own else cell.source)
        elif cell.cell_type == "code":  # what an exercise prepares, without its question
            cells.append(CALL.split(cell.source)[0])
    return cells


def _own(cells: list[str], edition: NotebookNode, values: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Keep of a notebook's cells what is not the edition's, each with its place."""
    known = {_bare(cell.source) for cell in edition.cells if cell.cell_type == "code"}
    return [
        (place, cell)
        for place, cell in enumerate(cells, 1)
        if _bare(cell) and _bare(cell) not in known and not set(accepted.declared(cell)) & set(values)
    ]


def _bare(source: str) -> str:
    return re.sub(r"\s+", "", source)


def _run(
    ours: list[str], theirs: list[tuple[int, str]], timeout: float, contained: bool
) -> tuple[dict[str, list[Any]], dict[int, str]]:
    """Run cells in a process of their own: the last answer to each exercise, and which cell stopped why."""
    answers: dict[str, list[Any]] = {}
    problems: dict[int, str] = {}
    if not theirs:
        return answers, problems
    for _ in range(STARTS):
        left = [(place, cell) for place, cell in theirs if problems.get(place) != _ENDED]
        job = {"ours": ours, "theirs": left, "seconds": timeout, "cell_seconds": timeout / 6}
        at, done = -1, False
        answers.clear()
        for message in _messages(job, timeout, contained):
            place = message.get("cell")
            if message.get("begun") is True and isinstance(place, int):
                at = place
            if message.get("done") is True:
                done = True
            if isinstance(message.get("error"), str) and isinstance(place, int):
                problems[place] = (
                    _TOO_LONG if message["error"].startswith("TimeoutError") else message["error"]
                )
            if isinstance(message.get("setup"), str):
                problems.setdefault(0, message["setup"])
            number, answer = message.get("number"), message.get("answer")
            if isinstance(number, str) and isinstance(answer, list) and answer[:1] != ["none"]:
                answers[number] = answer
        if done:
            break
        if at == -1:
            problems[0] = "its own cells could not be run in time"
            break
        problems[at] = _ENDED
    return answers, problems


_ENDED = "ended its process, or went on for too long"
_TOO_LONG = "went on for too long"


def _messages(job: Mapping[str, Any], timeout: float, contained: bool) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "recordsdata.runner.answers"]
    given = environment() if contained else os.environ | {"MPLBACKEND": "Agg"}
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            contain(command, Path(empty)) if contained else command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=given,
            cwd="/" if contained else empty,
            start_new_session=True,
        )
        try:
            process.communicate(json.dumps(job).encode(), timeout)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            pass
        finally:
            if hasattr(os, "killpg"):  # it leads a session of its own, which holds whatever it started
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
        output.seek(0)
        for line in output.read(LARGEST).decode("utf-8", "replace").splitlines():
            try:
                message = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(message, dict):
                yield message


def _judged(
    numbers: list[str],
    p: SimpleNamespace,
    answers: Mapping[str, list[Any]],
    problems: Mapping[int, str],
    cells: list[str],
) -> dict[str, Any]:
    right: list[str] = []
    wrong: list[str] = []
    reasons: list[str] = []
    for number in numbers:
        if number in answers:
            verdict = explain(EXERCISES[number], _value(answers[number]), p)
            (right if verdict == "right" else wrong).append(number)
            if verdict != "right":
                reasons.append(f"{number} {verdict or 'a wrong idea'}")
            continue
        places = [place for place, cell in enumerate(cells, 1) if number in CALL.findall(cell)]
        broken = [problems[place] for place in places if place in problems][-1:]
        if broken:
            ended = broken[0] in (_ENDED, _TOO_LONG)
            reasons.append(f"{number} its cell {broken[0] if ended else 'stops: ' + broken[0]}")
        elif not places:
            reasons.append(f"{number} its cell is not there")
        else:
            reasons.append(f"{number} not answered" + (f" ({problems[0]})" if 0 in problems else ""))
    return {
        "done": len(right) + len(wrong),
        "right": len(right),
        "wrong": len(wrong),
        "reasons": "; ".join(reasons),
    }


def _value(answer: Any) -> Any:
    """Turn a message's answer into a value to judge, whatever somebody wrote into the message."""
    kind, value, *_ = (*answer, None, None) if isinstance(answer, list) else (None, None)
    if kind == "list" and isinstance(value, list):
        return [_value(one) for one in value]
    fits: tuple[type, ...] = {"number": (int, float), "text": (str,), "truth": (bool,)}.get(str(kind), ())
    return value if isinstance(value, fits) else None
