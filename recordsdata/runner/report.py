"""Run the notebooks and show them as a set of web pages that need no network."""

from __future__ import annotations

import base64
import importlib.util
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from recordsdata.files import write_whole
from recordsdata.runner.editions import CALL, student_edition
from recordsdata.runner.finding import find_notebook, list_notebooks, stamp
from recordsdata.runner.manifest import Run, opened, settled, write_row
from recordsdata.runner.run import execute, for_each

__all__ = ["LEVELS", "build_report", "describe", "export_page", "picture_of", "sortable", "write_pages"]

TEMPLATES = Path(__file__).parent / "templates"
# What a class should bring along. Not among the teacher's notes, which a student's copy lacks.
LEVELS = {"00": "first steps"}
LEVELS |= dict.fromkeys(("01", "02", "03", "04", "11"), "introductory")
LEVELS |= dict.fromkeys(("05", "06", "07", "12", "14", "15"), "intermediate")
LEVELS |= {"13": "advanced"}
PARAMETER = re.compile(r"^(\w+): \w+ = (.+?)(?:  # (.+))?$", re.MULTILINE)
SHORT = re.compile(r'<td( style="text-align:left">[^<\s]{1,14}</td>)')
NUMBER = re.compile(r'<td( style="text-align:right")>([^<]*)</td>')
TITLE = "Is the career guide right? Medical records managers in public data"


def build_report(
    output: str | Path, notebooks: Iterable[str | Path] | None = None, *, progress: bool = False
) -> Path:
    """Run notebooks with their defaults and write one page each, with an index.

    A notebook whose result is in the folder already, from the same notebook, data and package, is not run
    again. Its page is made anew.

    Parameters
    ----------
    output : str or path
        The folder to write to; made where it is missing. The notebooks, as run, are kept there too, with
        a manifest that says what they were run from.
    notebooks : iterable of str or path, optional
        All that come with the package when left out.
    progress : bool, default False
        Show a progress bar on standard error.

    Returns
    -------
    pathlib.Path
        The index page, written last.

    Raises
    ------
    recordsdata.runner.run.RunError
        A notebook stopped. Those that were done are not run again next time.
    recordsdata.runner.manifest.SweepError
        The folder cannot be written.
    """
    folder = Path(output).resolve()
    found = list_notebooks() if notebooks is None else [find_notebook(notebook) for notebook in notebooks]
    for_each(found, lambda source: _run(source, folder), progress=progress)
    return write_pages(folder, [folder / source.name for source in found])


def _run(source: Path, folder: Path) -> None:
    output, run, now = folder / source.name, Run(source.stem, {}, {}), stamp(source)
    with opened(folder) as manifest:  # a connection for each thread, as SQLite wants it
        if run.name not in settled(manifest, folder, now):
            ran = execute(source, {}, output)
            recorded = json.dumps(ran.recorded)
            write_row(manifest, run, now, status="done", size=output.stat().st_size, results=recorded)


def write_pages(folder: Path, notebooks: Iterable[Path]) -> Path:
    """Show executed notebooks as one page each, with an index.

    Parameters
    ----------
    folder : pathlib.Path
        Where the pages go.
    notebooks : iterable of pathlib.Path
        With their outputs. A page is shown in class: its exercises are open, and the solutions are the
        teacher's.

    Returns
    -------
    pathlib.Path
        The index page, written last.
    """
    pages = []
    for path in notebooks:
        nb = student_edition(nbformat.read(path, as_version=4), path.stem)
        write_whole(folder / f"{path.stem}.html", export_page(nb).encode())
        pages.append(
            describe(nb)
            | {
                "file": f"{path.stem}.html",
                "number": path.stem[:2].lstrip("0") or 0,
                "level": LEVELS.get(path.stem[:2]),
                "made_up": path.stem[0] == "1",
                "picture": picture_of(nb),
            }
        )
    template = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    ).get_template("index.html.j2")
    write_whole(folder / "index.html", template.render(title=TITLE, pages=pages, css=_css()).encode())
    return folder / "index.html"


def describe(nb: NotebookNode) -> dict[str, Any]:
    """Read a notebook's question and its minutes from its own text.

    Parameters
    ----------
    nb : nbformat.NotebookNode

    Returns
    -------
    dict
        `question`, the first heading; `minutes`, the first "NN minutes" of the prose, or None.
    """
    prose = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "markdown")
    heading = re.search(r"^# +(.+?) *$", prose, re.MULTILINE)
    minutes = re.search(r"\b(\d+)\s+minutes\b", prose)
    return {
        "question": heading.group(1) if heading else "A notebook without a title",
        "minutes": int(minutes.group(1)) if minutes else None,
    }


def picture_of(nb: NotebookNode) -> tuple[str, str] | None:
    """Return a notebook's first picture, as PNG in base64, and its alternative text, or None."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                return output.data["image/png"], output.metadata["image/png"]["alt"]
    return None


def export_page(nb: NotebookNode) -> str:
    """Show an executed notebook as one page of HTML that makes no request.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With its outputs.

    Returns
    -------
    str
    """
    exporter = HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={"sortable": sortable, "is_exercise": lambda source: bool(CALL.search(source))},
    )
    nb.metadata.title = describe(nb)["question"]
    cell = next((cell.source for cell in nb.cells if "parameters" in cell.metadata.get("tags", [])), "")
    # DataTables, with its buttons, as itables brings it to work without a network. Importing itables
    # would read whatever configuration lies about.
    spec = importlib.util.find_spec("itables")
    bundle = Path(str(spec and spec.origin)).parent / "html" / "dt_bundle.js"
    resources = {
        "name": nb.metadata.get("recordsdata", {}).get("notebook", ""),
        "parameters": PARAMETER.findall(cell),
        "css": _css(),
        "tables_css": bundle.with_suffix(".css").read_text("utf-8"),
        "tables_js": base64.b64encode(bundle.read_bytes()).decode(),
    }
    page, _ = exporter.from_notebook_node(nb, resources={"report": resources})
    return str(page)


def sortable(table: str) -> str:
    """Make a shown table fit to be sorted: beside each number, without its commas, what it sorts by.

    A gap, which says why it is one, comes before all numbers. A code of occupation stays on one line.

    Parameters
    ----------
    table : str
        HTML, as `recordsdata.display.show_table` makes it.

    Returns
    -------
    str

    Examples
    --------
    >>> sortable('<td style="text-align:right">9,930</td>')
    '<td data-order="9930" style="text-align:right">9,930</td>'
    """
    table = SHORT.sub(r'<td class="short"\1', table)
    return NUMBER.sub(
        lambda cell: f'<td data-order="{_number(cell[2])}"{cell[1]}>{cell[2]}</td>',
        table,
    )


def _number(text: str) -> str:
    plain = text.replace(",", "")
    return plain if re.fullmatch(r"-?\d+(\.\d+)?", plain) else ""


def _css() -> str:
    return (TEMPLATES / "report.css").read_text("utf-8")
