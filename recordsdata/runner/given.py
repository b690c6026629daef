"""Parameters as given: text becomes values of the declared types, and each is checked."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from recordsdata import parameters as accepted
from recordsdata.runner.finding import find_notebook, read_cells

__all__ = ["check_names", "check_parameters", "defaults_of", "parse_value", "parse_values"]


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
    values: dict[str, Any] = {}
    for name, text in pairs:
        if name in values:
            raise accepted.ParameterError(f"The parameter {name!r} is given twice: keep one of the two.")
        values[name] = parse_value(path, name, text)
    return values


def parse_value(path: Path, name: str, text: str) -> Any:
    """Turn one text into a value of the type that a notebook declares; see `parse_values`.

    Examples
    --------
    >>> parse_value(find_notebook("02"), "year", "2025")
    2025
    """
    kind = accepted.declared(_parameters_cell(path)).get(name, "str")
    # A name that the notebook lacks is refused later, and needs no type here.
    if kind not in KINDS:
        raise accepted.ParameterError(
            f"The parameter {name!r} of notebook {path.stem} is declared as {kind or 'no type'}; "
            f"the command line reads {', '.join(KINDS)}."
        )
    parse, meaning = KINDS[kind]
    try:
        return parse(text)
    except (KeyError, ValueError):
        raise accepted.ParameterError(
            f"The parameter {name!r} of notebook {path.stem} is {text[:60]!r}; it must be {meaning}."
        ) from None


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


def _parameters_cell(path: Path) -> str:
    cells = [cell["source"] for cell in read_cells(path) if "parameters" in cell["metadata"].get("tags", [])]
    return cells[0] if cells else ""


def defaults_of(path: Path) -> dict[str, Any]:
    """Read a notebook's parameters with their defaults from its cell tagged `parameters`.

    Examples
    --------
    >>> defaults_of(find_notebook("01"))
    {'as_of': 2018, 'section': 'all'}
    """
    cell = _parameters_cell(path)
    defaults = {}
    for node in ast.parse(cell).body if accepted.declared(cell) else []:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            defaults[node.target.id] = ast.literal_eval(node.value)
    return defaults


def check_parameters(path: Path, given: Mapping[str, Any]) -> None:
    """Refuse a name or a value that a notebook does not accept."""
    if path.stem in accepted.NOTEBOOKS:
        accepted.check_values(path.stem, defaults_of(path) | dict(given))
    else:
        check_names(path, given)


def check_names(path: Path, given: Iterable[str]) -> None:
    """Refuse a parameter that a notebook's own cell does not declare."""
    kinds = accepted.declared(_parameters_cell(path))
    if unknown := [name for name in given if name not in kinds]:
        raise accepted.ParameterError(
            f"Notebook {path.stem} has no parameter {unknown[0]!r}. It has: {', '.join(kinds) or 'none'}."
        )
