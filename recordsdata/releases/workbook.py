"""Read a workbook in a Python of its own: `python -P workbook.py SOURCE FOLDER`.

Workbooks are read by compiled code, from files that anybody may have made. Here it may run out of memory or
crash without harm: the process has limits, and the one that started it says what went wrong. Each sheet is
written to FOLDER as a table of text, in the order of the workbook; numbers to nine decimals.
"""

from __future__ import annotations

import sys
from pathlib import Path

MEMORY = 4 << 30  # bytes; a national release takes a fraction, the largest one 1.5 GiB
SECONDS = 120


def limit() -> None:
    """Bound memory and time where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the size of the file is bounded before
        return
    for what, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, what), (most, most))
        except (ValueError, OSError, AttributeError):  # macOS refuses some
            continue


def main(source: Path, folder: Path) -> None:
    """Write every sheet of `source` to `folder` as number.arrow, with its name in the schema."""
    import fastexcel
    import pyarrow as pa

    book = fastexcel.read_excel(source.read_bytes())  # by content: a name tells nothing
    for number, name in enumerate(book.sheet_names):
        batch = book.load_sheet(name, header_row=None, dtypes="string").to_arrow()
        batch = batch.replace_schema_metadata({"sheet": name})
        with (
            pa.OSFile(str(folder / f"{number:03}.arrow"), "wb") as file,
            pa.ipc.new_file(file, batch.schema) as to,
        ):
            to.write(batch)


if __name__ == "__main__":
    limit()
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except BaseException as error:  # a panic of the compiled reader is no Exception
        words = str(error).strip().splitlines() or [type(error).__name__]
        sys.exit("reason: " + words[0][:200])
