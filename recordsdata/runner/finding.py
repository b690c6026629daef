"""Find notebooks, and say by hashes what a result depends on. Imports nothing that takes time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["RunError", "Stamp", "find_notebook", "list_notebooks", "read_cells", "stamp"]

PACKAGE = Path(__file__).parents[1]
NAME = re.compile(r"\d\d_\w+")


class RunError(RuntimeError):
    """A notebook was not found, cannot be written where asked, or stopped while it ran."""


class Stamp(NamedTuple):
    """What a result depends on besides its parameters, each as a hash."""

    notebook: str
    data: str
    code: str


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
    found = [sorted(p for p in f.glob("*.ipynb") if NAME.fullmatch(p.stem)) for f in _folders("notebooks")]
    return found[0] or found[1]


def _folders(name: str) -> tuple[Path, Path]:
    return PACKAGE / name, PACKAGE.parent / name


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


def read_cells(notebook: Path) -> list[dict[str, Any]]:
    """Read a notebook's cells, each source as one text.

    Parameters
    ----------
    notebook : pathlib.Path

    Returns
    -------
    list of dict

    Raises
    ------
    RunError
        The file is not a notebook of version 4.

    Examples
    --------
    >>> read_cells(find_notebook("02"))[0]["cell_type"]
    'markdown'
    """
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        return [cell | {"source": "".join(cell["source"])} for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(f"{notebook} is not a notebook of version 4; save it in JupyterLab.") from error


def stamp(notebook: Path) -> Stamp:
    """Hash what a result depends on: the notebook without its outputs, the data, the package's code.

    Parameters
    ----------
    notebook : pathlib.Path

    Returns
    -------
    Stamp

    Examples
    --------
    >>> stamp(find_notebook("02")) == stamp(find_notebook("03"))
    False
    """
    cells = [(cell["cell_type"], cell["source"], cell["metadata"]) for cell in read_cells(notebook)]
    data = next((f for f in _folders("data") if (f / "datapackage.json").is_file()), None)
    return Stamp(
        hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest(),
        _hash_files(p for p in data.iterdir() if p.is_file()) if data else "",
        _hash_files(PACKAGE.rglob("*.py")),
    )


def _hash_files(paths: Iterable[Path]) -> str:
    """Hash names and contents."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
