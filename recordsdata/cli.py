"""The command line: `recordsdata report | run | sweep | data | import | releases | classroom | ...`.

Thin: each command reads its arguments and calls one function. What a command needs is imported when it
runs, so that `recordsdata --help` answers at once.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

import recordsdata.runner.lean  # noqa: F401

__all__ = ["main"]


class TeachingGroup(click.Group):
    """A group of commands that shows errors meant for the reader as messages, without a traceback.

    Those are the package's own errors, and files that cannot be read or written. Any other error is a bug
    and keeps its traceback.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; exit with status 1 and the message where the error is one for the reader."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # `| head` has seen enough: click ends quietly
            raise
        except Exception as error:
            if isinstance(error, OSError) or type(error).__module__.startswith("recordsdata."):
                raise click.ClickException(str(error)) from error
            raise


def _known_table(ctx: click.Context, parameter: click.Parameter, name: str) -> str:
    from recordsdata import datasets

    try:
        datasets.codebook(name)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return name


def _complete_notebook(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from recordsdata.runner.finding import list_notebooks

    return [path.stem for path in list_notebooks() if path.stem.startswith(begun)]


def _examples(*lines: str) -> str:
    return "\n  ".join(["\b\nExamples:" if len(lines) > 1 else "\b\nExample:", *lines])


@click.group(
    cls=TeachingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nTo complete commands with the Tab key, in bash (or zsh_source, or fish_source):\n"
    '  eval "$(_RECORDSDATA_COMPLETE=bash_source recordsdata)"',
)
@click.version_option(package_name="recordsdata")
def main() -> None:
    """Put a career guide for medical records managers to the test on public data."""


@main.command(epilog=_examples("recordsdata report --output build/report --open"))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build", "report"),
    show_default=True,
    help="Folder for the pages.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the first page in a browser.")
def report(output: Path, open_it: bool) -> None:
    """Run the notebooks and show them as web pages.

    The pages work from disk and need no network.
    """
    from recordsdata.runner.report import build_report

    address = build_report(output, progress=True).as_uri()
    click.echo(f"The report is ready. Open this address in a browser:\n{address}")
    if open_it:
        click.launch(address)


@main.command(epilog=_examples("recordsdata explore", "recordsdata explore --port 9000 --no-browser"))
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on: 8866, or a free one near it.")
@click.option("--no-browser", is_flag=True, help="Say the address, and open no browser.")
def explore(port: int | None, no_browser: bool) -> None:
    """Open a page with pickers for occupation, place, year and measure.

    It is served to this machine alone, until Ctrl-C. It needs the extra explore.
    """
    from recordsdata.runner.explore import serve

    def ready(address: str) -> None:
        click.echo(f"The explorer is ready (Ctrl-C stops it). Open this address in a browser:\n{address}")
        if not no_browser:
            click.launch(address)

    serve(port, ready)


@main.command(
    epilog=_examples(
        "recordsdata run 02 -p area California -o california.ipynb",
        "recordsdata run 03_where_are_the_jobs -p level metro -p top_n 15 -o metros.ipynb",
    )
)
@click.argument("notebook", shell_complete=_complete_notebook)
@click.option(
    "-p",
    "--parameter",
    "pairs",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="A parameter to change, as often as needed. Its type is the one that the notebook declares.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The notebook to write, a name that ends in .ipynb.",
)
def run(notebook: str, pairs: tuple[tuple[str, str], ...], output: Path) -> None:
    """Run one notebook with other parameters.

    NOTEBOOK is a number, a name or a path.
    """
    from recordsdata.runner.given import parse_values
    from recordsdata.runner.run import run_notebook

    written = run_notebook(notebook, parse_values(notebook, pairs), output, progress=True)
    click.echo(f"Written: {written}")


@main.command(
    epilog=_examples(
        "recordsdata sweep 03 -p focus all -p year 2018,2025 --output build/states",
        "recordsdata sweep states --output build/states",
    )
)
@click.argument("notebook", shell_complete=_complete_notebook)
@click.option(
    "-p",
    "--parameter",
    "wanted",
    nargs=2,
    multiple=True,
    metavar="NAME VALUES",
    help="Values of a parameter, with commas between, or all ('*' where all is a value of its own).",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the results and their manifest.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Runs at a time: as many as there are cores.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds a cell may take.")
@click.option("--dry-run", is_flag=True, help="Say what would run, and write nothing.")
@click.option("--force", is_flag=True, help="Do every run, up to date or not.")
@click.option("--cluster", metavar="ADDRESS", help="A dask scheduler, such as tcp://host:8786.")
def sweep(
    notebook: str,
    wanted: tuple[tuple[str, str], ...],
    output: Path,
    jobs: int | None,
    timeout: float | None,
    dry_run: bool,
    force: bool,
    cluster: str | None,
) -> None:
    """Run a notebook for many parameters.

    NOTEBOOK is a number, a name or a path, or a named sweep of sweeps.yml. Every combination is checked
    before the first one runs. Runs that are up to date are left alone; one that fails is recorded, and the
    rest go on. The exit status is 1 where any failed.
    """
    from recordsdata.runner import sweep as sweeps

    if dry_run:
        planned = sweeps.plan(notebook, wanted, output, force=force)
        for run in planned.to_do:
            click.echo(run.name)
        click.echo(f"{len(planned.to_do)} of {len(planned.runs)} runs to do in {output}")
        return
    done = sweeps.sweep(
        notebook, wanted, output, jobs=jobs, timeout=timeout, force=force, progress=True, cluster=cluster
    )
    for name, error in done.failed.items():
        click.echo(f"FAILED {name}: {error}", err=True)
    click.echo(f"{done.done} done, {len(done.failed)} failed, {done.kept} up to date, in {output}")
    if done.failed:
        sys.exit(1)


@main.command(
    epilog=_examples(
        "recordsdata collect build/states --output states.csv",
        "recordsdata collect build/states --output states.csv --figure states.png --value value",
    )
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--notebook", help="Name of one notebook, where the folder holds runs of several.")
@click.option(
    "--output", required=True, type=click.Path(path_type=Path), help="Table to write, .csv or .parquet."
)
@click.option("--figure", type=click.Path(path_type=Path), help="Picture to draw, .png or .svg.")
@click.option("--value", help="The recorded number that the picture compares.")
def collect(folder: Path, notebook: str | None, output: Path, figure: Path | None, value: str | None) -> None:
    """Collect the results of a sweep in one table.

    FOLDER is the sweep's --output. One row a run: its parameters and what its notebook recorded.
    """
    if bool(figure) != bool(value):
        raise click.UsageError("--figure and --value belong together: a picture compares one value.")
    from recordsdata.runner import collect as collecting

    table = collecting.collect(folder, notebook)
    click.echo(f"{len(table)} runs: {collecting.write_table(table, output)}")
    if figure and value:
        click.echo(f"Compared by {value}: {collecting.draw_comparison(table, value, figure)}")


@main.command(epilog=_examples("recordsdata verify build/states", "recordsdata verify notebooks/03*.ipynb"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at a time: one more than cores.")
def verify(paths: tuple[Path, ...], jobs: int | None) -> None:
    """Run executed notebooks again and compare every output.

    PATHS are notebooks, or folders with notebooks at any depth. What nbval says is shown, and its status is
    the exit status.
    """
    from recordsdata.runner.verify import verify as run_nbval

    sys.exit(run_nbval(paths, jobs=jobs))


@main.group(epilog=_examples("recordsdata data codebook prices"))
def data() -> None:
    """Look at the data that come with the package."""


@data.command("list", epilog=_examples("recordsdata data list"))
def list_tables() -> None:
    """List the tables."""
    from recordsdata import datasets

    for table in datasets.catalogue().to_dict("records"):
        click.echo(f"{table['name']:<18} {table['rows']:>6,} rows  {table['title']}")


@data.command(
    epilog=_examples(
        "recordsdata data show prices --rows 5", "recordsdata data show wages_area --csv > wages_area.csv"
    )
)
@click.argument("name", callback=_known_table)
@click.option("--rows", type=click.IntRange(min=0), help="How many rows to show: 10, or all with --csv.")
@click.option("--csv", is_flag=True, help="Write comma-separated values, for a spreadsheet.")
def show(name: str, rows: int | None, csv: bool) -> None:
    """Show the first rows of table NAME."""
    from recordsdata import datasets

    table = datasets.load(name)
    if csv:
        shown = table if rows is None else table.head(rows)
        click.echo(shown.to_csv(index=False, lineterminator="\n"), nl=False)
    else:
        shown = table.head(10 if rows is None else rows)
        width = shutil.get_terminal_size().columns
        click.echo(shown.to_string(index=False, line_width=width, na_rep=""))
        click.echo(f"{len(shown)} of {len(table):,} rows")


@data.command(epilog=_examples("recordsdata data codebook prices"))
@click.argument("name", callback=_known_table)
def codebook(name: str) -> None:
    """Say what each column of table NAME means, its unit and its source."""
    from recordsdata import datasets

    for column in datasets.codebook(name).to_dict("records"):
        kind = ", ".join(filter(None, [column["type"], column["unit"]]))
        why = f" Why it is missing: {column['status_column']}." if column["status_column"] else ""
        click.echo(f"{column['column']} ({kind})\n    {column['meaning']}.{why}")


@main.command(
    "import",
    epilog=_examples(
        "recordsdata import oesm24nat.zip", "recordsdata import --replace downloads/oe.data.0.Current"
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Let a file take the place of another one of its release.")
def import_releases(paths: tuple[Path, ...], replace: bool) -> None:
    """Import releases of BLS, as downloaded.

    PATHS are zip, xls, xlsx or csv files, the flat file oe.data.0.Current with its code lists in the same
    folder, or workbooks of the Employment Projections. The exit status is 1 if a file was not imported.
    """
    from recordsdata.releases import ReleaseError, folder, import_file

    refused = 0
    for path in paths:
        click.echo(f"{path.name}: reading", err=True)
        try:
            outcomes, aside = import_file(path, replace=replace)
        except ReleaseError as error:
            click.echo(f"{path.name}: not imported. {error}", err=True)
            refused += 1
            continue
        differs = any(outcome.action == "differs" for outcome in outcomes)
        for outcome in outcomes:
            said = "not stored" if differs and outcome.action == "stored" else outcome.action
            click.echo(f"{path.name}: {outcome.name}, {outcome.rows:,} rows: {said}")
            for note in outcome.notes:
                click.echo(f"    {note}")
        for line in aside:
            click.echo(f"{path.name}: left aside {line}")
        if differs:
            refused += 1
            click.echo(
                f"{path.name}: nothing was stored, because another file of the release is there. To put this "
                f"one in its place: recordsdata import --replace {path}",
                err=True,
            )
    click.echo(f"The store: {folder()}")
    if refused:
        sys.exit(1)


@main.group(epilog=_examples("recordsdata releases list"))
def releases() -> None:
    """Look after the releases that were imported.

    They stand in your data folder, or in RECORDSDATA_DIR where that is set. Notebooks use them with
    -p source store.
    """


@releases.command("list", epilog=_examples("recordsdata releases list"))
def list_releases() -> None:
    """List what is stored, with its source."""
    from recordsdata.releases import folder, installed

    for row in installed().to_dict("records"):
        source = f"{row['source']}, sha256 {row['sha256'][:12]}, imported {row['imported'][:10]}"
        click.echo(f"{row['name']:<38} {row['rows']:>9,} rows  {source}")
    click.echo(f"The store: {folder()}")


@releases.command(epilog=_examples("recordsdata releases remove wages_national/2024-national"))
@click.argument("names", nargs=-1, required=True)
def remove(names: tuple[str, ...]) -> None:
    """Remove stored releases by the NAMES that the list shows."""
    from recordsdata import releases as store

    for name in names:
        try:
            store.remove(name)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"Removed: {name}")


@releases.command("verify", epilog=_examples("recordsdata releases verify"))
def verify_releases() -> None:
    """Read everything stored and check it; the exit status is 1 if something is wrong."""
    from recordsdata.releases import verify as verify_all

    wrong = 0
    for name, reason in verify_all():
        wrong += bool(reason)
        click.echo(f"{'NOT OK' if reason else 'ok    '}  {name}{': ' + reason if reason else ''}")
    if wrong:
        sys.exit(1)


@main.group(epilog=_examples("recordsdata classroom build --output build/classroom"))
def classroom() -> None:
    """Prepare a class, and read what it hands in."""


@classroom.command(
    epilog=_examples(
        "recordsdata classroom build --output build/classroom",
        "recordsdata classroom build --roster names.csv",
        "recordsdata classroom build --wheelhouse windows",
    )
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build", "classroom"),
    show_default=True,
    help="Folder to write to.",
)
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file with a column name: notebooks with parameters of their own for each student.",
)
@click.option(
    "--wheelhouse",
    type=click.Choice(["windows", "macos", "linux"]),
    help="Put every package for this platform into the zip, for a class without a network.",
)
def build(output: Path, roster: Path | None, wheelhouse: str | None) -> None:
    """Write the students' edition, the teacher's edition and a zip for students.

    The students' edition has no solutions. Run this in the repository.
    """
    from recordsdata.runner.editions import build_class

    built = build_class(output, roster=roster, wheelhouse=wheelhouse)
    click.echo(f"For students, to hand out: {built.archive}")
    click.echo(f"The same notebooks: {built.students}\nFor the teacher: {built.teacher}")
    if built.personal:
        click.echo(f"A folder for each student: {built.personal}")


@classroom.command(epilog=_examples("recordsdata classroom review returned"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("review.csv"),
    show_default=True,
    help="Table to write.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=120,
    show_default=True,
    help="Seconds that one notebook may take.",
)
@click.option("--trust", is_flag=True, help="Run them even where the operating system cannot contain them.")
def review(folder: Path, output: Path, timeout: float, trust: bool) -> None:
    """Run the notebooks of FOLDER again, and say which exercises are right.

    On Linux, what a notebook does is contained: it has no network, changes no file, and sees only Python and
    this package without its answers.
    """
    from recordsdata.files import write_whole
    from recordsdata.runner.review import review as review_folder

    table = review_folder(folder, timeout=timeout, trust=trust)
    # A spreadsheet would take text that begins so for a formula, and the text is a stranger's.
    safe = table.replace(r"^([=+\-@\t])", r"'\1", regex=True)
    write_whole(output, safe.to_csv(index=False, lineterminator="\n").encode("utf-8-sig"))
    for row in table.to_dict("records"):
        click.echo(
            f"{row['student']}: {row['right']} right, {row['wrong']} wrong ({row['notebook'] or 'not read'})"
        )
        for line in filter(None, (row["reasons"], row["notes"])):
            click.echo(f"    {line}")
    click.echo(f"{len(table)} notebooks: {output}")


@main.command(epilog=_examples("recordsdata check"))
def check() -> None:
    """Say whether this machine is fit for class.

    Ten lines, each ok or not; a line that is not says how to mend it, and the exit status is 1.
    """
    from recordsdata.runner.fitness import check_machine

    wrong = 0
    for line in check_machine():
        wrong += not line.ok
        click.echo(f"{'ok    ' if line.ok else 'NOT OK'}  {line.what}: {line.found}")
        if not line.ok:
            click.echo(f"        to mend it: {line.mend}")
    if wrong:
        sys.exit(1)


@main.command(epilog=_examples("recordsdata refresh 03"))
@click.argument("notebooks", nargs=-1, shell_complete=_complete_notebook)
def refresh(notebooks: tuple[str, ...]) -> None:
    """For developers: run notebooks again in place.

    All of them when none is named. Then the README's picture and tables are written anew from them.
    """
    from recordsdata.runner import readme
    from recordsdata.runner import run as runner

    for path in [*runner.refresh(notebooks or None, progress=True), *readme.renew()]:
        click.echo(f"Written: {path}")


if __name__ == "__main__":
    main(prog_name="recordsdata")
