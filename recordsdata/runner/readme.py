"""Write into the README what the executed notebooks say, so that no figure in it is typed."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from recordsdata.files import write_whole
from recordsdata.runner.finding import PACKAGE, RunError, list_notebooks
from recordsdata.runner.given import defaults_of
from recordsdata.runner.report import describe, picture_of

__all__ = ["finding_of", "renew", "with_blocks"]

MARK = "<!-- {name}: written by recordsdata refresh -->\n{text}<!-- end of {name} -->"
FRONT = "01_is_the_article_right"  # whose first picture stands at the top
SENTENCES = 2


def finding_of(nb: NotebookNode) -> str:
    r"""Read the first two sentences of a notebook's answer, which it shows before anything else.

    Parameters
    ----------
    nb : nbformat.NotebookNode
        With its outputs.

    Returns
    -------
    str
        One line of Markdown, without bold type.

    Raises
    ------
    recordsdata.runner.finding.RunError
        The notebook shows no text: it was not run.

    Examples
    --------
    >>> text = "- **Jobs:** there are 9. Few.\n- Pay is unknown."
    >>> shown = nbformat.v4.new_output("display_data", {"text/markdown": text})
    >>> finding_of(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show()", outputs=[shown])]))
    'Jobs: there are 9. Few.'
    """
    outputs = (output.get("data", {}) for cell in nb.cells for output in cell.get("outputs", []))
    answer = next((data["text/markdown"] for data in outputs if "text/markdown" in data), "")
    first = re.split(r"\n\s*\n|\n- ", answer.strip().removeprefix("- "))[0].replace("**", "")
    sentences = re.split(r"(?<=[.!?]) +(?=[A-Z0-9*])", " ".join(first.split()))
    if not first:
        raise RunError("A notebook shows no answer to put into the README: run recordsdata refresh.")
    return " ".join(sentences[:SENTENCES])


def with_blocks(text: str, notebooks: Sequence[Path]) -> str:
    """Replace what stands between the marks of a README by what notebooks say.

    Parameters
    ----------
    text : str
        The README, with the marks of `picture`, `market` and `lab`.
    notebooks : sequence of pathlib.Path
        Executed, with those to draw from.

    Returns
    -------
    str

    Raises
    ------
    recordsdata.runner.finding.RunError
        A mark is missing, or a notebook was not run.
    """
    read = {path: nbformat.read(path, as_version=4) for path in notebooks}
    front = next(path for path in read if path.stem == FRONT)
    market = {path: nb for path, nb in read.items() if path.stem[0] == "0"}
    lab = {path: nb for path, nb in read.items() if path.stem[0] == "1"}
    picture = f"[![{_front(read[front])[1]}](notebooks/{FRONT}.png)](notebooks/{FRONT}.ipynb)\n"
    for name, block in {
        "picture": picture,
        "market": _table(market, "what it finds"),
        "lab": _table(lab, "what it finds, in made-up records"),
    }.items():
        begin, end = MARK.format(name=name, text="\0").split("\0")
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise RunError(f"README.md lacks the line {(end if found else begin).strip()!r}: put it back.")
        text = before + begin + block + end + after
    return text


def _front(nb: NotebookNode) -> tuple[bytes, str]:
    """Return a notebook's first picture, as a PNG file, and its alternative text."""
    found = picture_of(nb)
    if not found:
        raise RunError("A notebook holds no picture to put into the README: run recordsdata refresh.")
    return base64.b64decode(found[0]), found[1]


def _table(notebooks: dict[Path, NotebookNode], finds: str) -> str:
    rows = [f"| question | {finds} | parameters | minutes |", "|---|---|---|---|"]
    for path, nb in notebooks.items():
        about, number = describe(nb), path.stem[:2]
        link = f"[{number}](notebooks/{path.name}) {about['question']}"
        cells = (link, finding_of(nb), ", ".join(defaults_of(path)), str(about["minutes"] or ""))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def renew() -> list[Path]:
    """Write the README's picture and tables anew from the notebooks of the repository.

    Returns
    -------
    list of pathlib.Path
        The files that changed. None where the package is installed without its README.

    Raises
    ------
    recordsdata.runner.finding.RunError
        A mark is missing in README.md, or a notebook was not run.
    """
    page, notebooks = PACKAGE.parent / "README.md", list_notebooks()
    front = next((path for path in notebooks if path.stem == FRONT), None)
    if not page.is_file() or front is None or front.parent.parent != page.parent:
        return []
    wanted = {
        page: with_blocks(page.read_text("utf-8"), notebooks).encode(),
        front.with_suffix(".png"): _front(nbformat.read(front, as_version=4))[0],
    }
    changed = [path for path in wanted if not path.is_file() or path.read_bytes() != wanted[path]]
    for path in changed:
        write_whole(path, wanted[path])
    return changed
