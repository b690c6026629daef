"""Run the notebooks and show them as a set of web pages that need no network."""

from __future__ import annotations

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
from recordsdata.runner.editions import student_edition
from recordsdata.runner.finding import find_notebook, list_notebooks, stamp
from recordsdata.runner.manifest import Run, opened, settled, write_row
from recordsdata.runner.run import execute, for_each

__all__ = ["build_report", "describe", "export_page"]

TEMPLATES = Path(__file__).parent / "templates"
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
    pages = for_each(found, lambda source: _make_page(source, folder), progress=progress)
    template = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    ).get_template("index.html.j2")
    write_whole(folder / "index.html", template.render(title=TITLE, pages=pages, css=_css()).encode())
    return folder / "index.html"


def _make_page(source: Path, folder: Path) -> dict[str, Any]:
    output, run, now = folder / source.name, Run(source.stem, {}, {}), stamp(source)
    with opened(folder) as manifest:  # a connection for each thread, as SQLite wants it
        if run.name not in settled(manifest, folder, now):
            ran = execute(source, {}, output)
            recorded = json.dumps(ran.recorded)
            write_row(manifest, run, now, status="done", size=output.stat().st_size, results=recorded)
    # A page is shown in class: its exercises are open, and the solutions are the teacher's.
    nb = student_edition(nbformat.read(output, as_version=4), source.stem)
    write_whole(folder / f"{source.stem}.html", export_page(nb).encode())
    return describe(nb) | {"file": f"{source.stem}.html", "number": source.stem[:2].lstrip("0") or 0}


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
    )
    nb.metadata.title = describe(nb)["question"]
    page, _ = exporter.from_notebook_node(nb, resources={"report_css": _css()})
    return str(page)


def _css() -> str:
    return (TEMPLATES / "report.css").read_text("utf-8")
