"""Run one notebook with checked parameters, or run the notebooks again in place.

Papermill does the running. Added here: a parameter is checked before a kernel starts and keeps its type,
the result is written whole or not at all, and the same run gives the same bytes.
"""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill import PapermillExecutionError, execute_notebook

from recordsdata import parameters as accepted
from recordsdata.build import write_whole

__all__ = ["RunError", "find_notebook", "list_notebooks", "parse_values", "refresh", "run_notebook"]

PACKAGE = Path(__file__).parents[1]
NAME = re.compile(r"\d\d_\w+")
# What papermill and the kernel add to each run: times, durations, paths.
NOISE = ("papermill", "execution")


class RunError(RuntimeError):
    """A notebook was not found, cannot be written where asked, or stopped while it ran."""


def list_notebooks() -> list[Path]:
    """List the notebooks that come with the package, in order of number.

    Returns
    -------
    list of pathlib.Path
        From the installed package, or from the repository where the package is installed for editing.

    Examples
    --------
    >>> [path.stem for path in list_notebooks()][0]
    '00_start_here'
    """
    folders = [PACKAGE / "notebooks", PACKAGE.parent / "notebooks"]
    found = [sorted(p for p in folder.glob("*.ipynb") if NAME.fullmatch(p.stem)) for folder in folders]
    return found[0] or found[1]


def find_notebook(notebook: str | Path) -> Path:
    """Find a notebook by number, name or path.

    Parameters
    ----------
    notebook : str or path
        "02", "02_what_does_it_pay", or the path of any notebook.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    RunError
        There is none; the message lists those there are.

    Examples
    --------
    >>> find_notebook("02").stem
    '02_what_does_it_pay'
    """
    if Path(notebook).suffix == ".ipynb" and Path(notebook).is_file():
        return Path(notebook)
    wanted = Path(notebook).stem if Path(notebook).suffix == ".ipynb" else str(notebook)
    known = {path.stem: path for path in list_notebooks()}
    for stem, path in known.items():
        if wanted in (stem, stem[:2]):
            return path
    near = get_close_matches(wanted, known, 1)
    raise RunError(
        f"There is no notebook {str(notebook)!r}. There are: {', '.join(known) or 'none'}."
        + (f" Did you mean {near[0]!r}?" if near else " Or give the path of a notebook file.")
    )


def parse_values(notebook: str | Path, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Turn text from a command line into values of the types that the notebook declares.

    Nothing is guessed from how the text looks: "06" stays text where the notebook says `str`.

    Parameters
    ----------
    notebook : str or path
        As `find_notebook` takes it.
    pairs : iterable of (str, str)
        Parameter names and their values as typed.

    Returns
    -------
    dict of str to value

    Raises
    ------
    recordsdata.parameters.ParameterError
        An unknown name, a name given twice, or text that is not of the declared type.

    Examples
    --------
    >>> parse_values("02", [("area", "06"), ("year", "2025")])
    {'area': '06', 'year': 2025}
    """
    path = find_notebook(notebook)
    kinds = accepted.declared(_parameters_cell(nbformat.read(path, as_version=4)))
    values: dict[str, Any] = {}
    for name, text in pairs:
        if name in values:
            raise accepted.ParameterError(f"The parameter {name!r} is given twice: keep one of the two.")
        # A name that the notebook lacks is refused by `run_notebook`, and needs no type here.
        kind = kinds.get(name, "str")
        if kind not in KINDS:
            raise accepted.ParameterError(
                f"The parameter {name!r} of notebook {path.stem} is declared as {kind or 'no type'}; "
                f"the command line reads {', '.join(KINDS)}."
            )
        parse, meaning = KINDS[kind]
        try:
            values[name] = parse(text)
        except (KeyError, ValueError):
            raise accepted.ParameterError(
                f"The parameter {name!r} of notebook {path.stem} is {text[:60]!r}; it must be {meaning}."
            ) from None
    return values


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)", text):
        raise ValueError(text)
    return int(text)


KINDS: dict[str, tuple[Callable[[str], Any], str]] = {
    "str": (str, "text"),
    "int": (_whole_number, "a whole number, such as 2025"),
    "float": (float, "a number, such as 0.5"),
    "bool": (lambda text: {"true": True, "false": False}[text.lower()], "true or false"),
}


def run_notebook(
    notebook: str | Path,
    parameters: Mapping[str, Any] | None,
    output: str | Path,
    *,
    progress: bool = False,
) -> Path:
    """Run one notebook and write it, with its outputs, to a file.

    Parameters
    ----------
    notebook : str or path
        As `find_notebook` takes it.
    parameters : mapping of str to value, or None
        What to change from the defaults.
    output : str or path
        The `.ipynb` file to write. It appears whole or not at all.
    progress : bool, default False
        Show a progress bar on standard error.

    Returns
    -------
    pathlib.Path
        `output`.

    Raises
    ------
    recordsdata.parameters.ParameterError
        A parameter's name or value is not accepted. No kernel was started.
    RunError
        The notebook stopped. What had run until then is kept beside `output`, as `NAME.failed.ipynb`.

    Examples
    --------
    >>> run_notebook("03", {"lebel": "state"}, "out.ipynb")
    Traceback (most recent call last):
    recordsdata.parameters.ParameterError: Notebook 03_where_are_the_jobs has no parameter 'lebel'. ...
    """
    source, output = find_notebook(notebook), Path(output)
    _check_parameters(source, parameters or {})
    if output.suffix != ".ipynb" or output.is_dir():
        raise RunError(f"The output {str(output)!r} must be a file whose name ends in .ipynb.")
    if parameters and output.exists() and output.samefile(source):
        raise RunError(
            f"The output {str(output)!r} is the notebook itself; a run with other parameters would replace "
            "the text that everybody starts from. Name another file."
        )
    failed = output.with_suffix(".failed.ipynb")
    with tempfile.TemporaryDirectory(prefix="recordsdata-") as folder:
        work, log = Path(folder, source.name), Path(folder, "kernel.log")
        try:
            execute_notebook(
                source,
                work,
                dict(parameters or {}),
                kernel_name="python3",  # whatever kernel the machine that last saved the notebook had
                language="python",
                progress_bar={"desc": source.stem} if progress else False,
                kernel_manager_class=_manager_with_log(log),
                coalesce_streams=True,  # how prints are cut into messages depends on timing
                shutdown_kernel="immediate",
            )
        except (PapermillExecutionError, RuntimeError) as error:  # a cell failed; the kernel died
            if work.exists():
                write_whole(failed, work.read_bytes())
            raise RunError(_what_stopped(source, error, log, failed)) from error
        write_whole(output, _stripped(nbformat.read(work, as_version=4)))
    failed.unlink(missing_ok=True)  # left by an earlier run
    return output


def refresh(notebooks: Iterable[str | Path] | None = None, *, progress: bool = False) -> list[Path]:
    """Run notebooks again in place with their defaults.

    Parameters
    ----------
    notebooks : iterable of str or path, optional
        As `find_notebook` takes them; all that come with the package when left out.
    progress : bool, default False
        Show a progress bar on standard error.

    Returns
    -------
    list of pathlib.Path
        The files written. A second refresh writes the same bytes.

    Raises
    ------
    RunError
        As `run_notebook` raises; the notebook that stopped is left as it was.
    """
    found = list_notebooks() if notebooks is None else [find_notebook(notebook) for notebook in notebooks]
    return [run_notebook(path, None, path, progress=progress) for path in found]


def _parameters_cell(nb: NotebookNode) -> str:
    cells = [cell.source for cell in nb.cells if "parameters" in cell.metadata.get("tags", [])]
    return cells[0] if cells else ""


def _check_parameters(path: Path, given: Mapping[str, Any]) -> None:
    cell = _parameters_cell(nbformat.read(path, as_version=4))
    kinds = accepted.declared(cell)
    if path.stem in accepted.NOTEBOOKS:
        defaults = {}
        for node in ast.parse(cell).body if kinds else []:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                defaults[node.target.id] = ast.literal_eval(node.value)
        accepted.check_values(path.stem, defaults | dict(given))
    elif unknown := [name for name in given if name not in kinds]:
        raise accepted.ParameterError(
            f"Notebook {path.stem} has no parameter {unknown[0]!r}. It has: {', '.join(kinds) or 'none'}."
        )


def _manager_with_log(log: Path) -> type[AsyncKernelManager]:
    """Send what a kernel's process prints to a log: it prints a line at each start."""

    class ManagerWithLog(AsyncKernelManager):
        async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
            with log.open("ab") as stream:
                await super()._async_launch_kernel(kernel_cmd, **(kw | {"stdout": stream, "stderr": stream}))

    return ManagerWithLog


def _what_stopped(source: Path, error: Exception, log: Path, failed: Path) -> str:
    if isinstance(error, PapermillExecutionError):
        first = error.source.strip().splitlines()[:1]
        what = f"stopped in cell [{error.exec_count}] ({''.join(first)}): {error.ename}: {error.evalue}"
    else:
        last = log.read_text("utf-8", "replace").strip().splitlines()[-3:] if log.exists() else []
        what = "\n".join([f"stopped because its kernel died: {error}", *last])
    kept = f"\nWhat had run until then is kept in {failed}" if failed.exists() else ""
    return f"Notebook {source.stem} {what}{kept}"


def _stripped(nb: NotebookNode) -> bytes:
    """Leave out of a notebook what differs between two equal runs, or between two Pythons."""
    nb.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nb.metadata.language_info = {"name": "python"}
    for part in (nb, *nb.cells):
        for noise in NOISE:
            part.metadata.pop(noise, None)
        if part.metadata.get("tags") == []:  # papermill gives every cell a list
            del part.metadata["tags"]
        if "injected-parameters" in part.metadata.get("tags", []):
            part.id = "injected-parameters"  # papermill draws a new one each time
    return f"{nbformat.writes(nb)}\n".encode()
