"""Open what a user downloaded, without trusting it: workbooks, text and archives become tables of text.

A file is known by its first bytes, never by its name. Everything here ends in tables or in a `ReleaseError`.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import hashlib
import lzma
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

__all__ = ["ReleaseError", "Sheet", "Source", "fingerprint", "open_sources"]

MOST_MEMBERS = 500  # of an archive
MOST_BYTES = 1_500_000_000  # of one member when unpacked, or of a file; the largest workbook of BLS has 0.7e9
MOST_UNPACKED = 4_000_000_000  # of all members together
SECONDS = 150
FLAT = re.compile(r"series_id\s*\tyear\s*\tperiod\s*\t\s*value\s*\tfootnote_codes\s*$")
SOC = re.compile(r"\b\d\d-\d{4}\b")
# A cell right of column BZ or below row 999,999 makes a reader reserve room for everything between.
FAR = re.compile(rb'<c r="(?:[A-Z]{3}|[C-Z][A-Z]\d|[A-Z]+\d{7})')
TRICKS = ((b"<!DOCTYPE", "a document type with entities"), (b"<!ENTITY", "XML entities"))
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError)
CODE_LISTS = ("area", "industry", "occupation", "footnote")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # as Excel saves "Unicode text"
MEND = "Download it again from https://www.bls.gov/oes/tables.htm and import it as it is."


class ReleaseError(ValueError):
    """A file that is not imported, and why.

    Examples
    --------
    >>> raise ReleaseError("national.pdf is a PDF document.")
    Traceback (most recent call last):
    recordsdata.releases.reading.ReleaseError: national.pdf is a PDF document.
    """


@dataclass(frozen=True)
class Sheet:
    """A table of text: its name and a pyarrow table whose columns have no names yet."""

    name: str
    cells: Any


@dataclass(frozen=True)
class Source:
    """One file that may hold a release: its name, the names around it, and its sheets or its path."""

    name: str
    around: tuple[str, ...]
    sheets: tuple[Sheet, ...] = ()
    flat: Path | None = None  # the data file of the flat layout; its code lists stand beside it


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_sources(path: Path, folder: Path) -> Iterator[Source]:
    """Yield each table file in `path`, which is one or an archive of some; `folder` is for what is unpacked.

    Raises
    ------
    ReleaseError
        Not a file that BLS hands out, damaged, protected, too large, or made to do harm.
    """
    if path.is_dir():
        raise ReleaseError(f"{path} is a folder. Give the files in it that you downloaded from BLS.")
    if not path.is_file():
        raise ReleaseError(f"There is no file {path}. Give the path of what you downloaded from BLS.")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ReleaseError(f"{path.name} has {size:,} bytes; no release is larger than {MOST_BYTES:,}.")
    if _kind(path, path.name) != "zip":
        yield from _open_one(path, path.name, (), folder)
        return
    members = _unpack(path, folder)
    for number, (member, name) in enumerate(members):
        if _kind(member, name) == "zip":
            raise ReleaseError(f"{path.name}: {name} is an archive in an archive. Unpack it and import that.")
        inside = folder / f"sheets-{number}"
        inside.mkdir()
        yield from _open_one(member, name, (path.name,), inside)


def _kind(path: Path, name: str) -> str:
    """Say what a file is from its content: xlsx, xls, zip or text; anything else is refused by name."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        with _archive(path, name) as archive:
            names = archive.namelist()
        if "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names):
            return "xlsx"
        if "[Content_Types].xml" in names or "mimetype" in names:
            raise ReleaseError(f"{name} is a document of an office program, but no workbook of Excel. {MEND}")
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"
    start = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n")
    for begins, what in (
        (b"%PDF", "a PDF document"),
        (b"<!doctype html", "a web page, not the file: BLS answers so when it blocks a download"),
        (b"<html", "a web page, not the file: BLS answers so when it blocks a download"),
        (b"<?xml", "an XML document"),
        (b"PK", "an empty or damaged archive"),
        (b"Rar!", "a RAR archive"),
        (b"7z", "a 7-Zip archive"),
        (b"\x1f\x8b", "a gzip file"),
        (b"", "an empty file") if not start else (b"\x00", "not a text file"),
    ):
        if start.lower().startswith(begins.lower()):
            raise ReleaseError(f"{name} is {what}. {MEND}")
    if head.startswith(UTF_16):
        return "text"
    if b"\x00" in head:
        raise ReleaseError(f"{name} is neither a workbook, an archive nor text. {MEND}")
    return "text"


@contextlib.contextmanager
def _archive(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever a damaged one makes zipfile raise becomes an error of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except ReleaseError:
        raise
    except (*DAMAGED, RuntimeError, ValueError) as error:
        raise ReleaseError(f"{name} is damaged or was cut short ({error}). {MEND}") from error
    except OSError as error:
        # A place before the beginning of the file, or what bzip2 says; a full disk is another thing.
        if error.errno not in (errno.EINVAL, None):
            raise
        raise ReleaseError(f"{name} is damaged or was cut short ({error}). {MEND}") from error


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[zipfile.ZipInfo, IO[bytes]]]:
    """Yield the members of an archive that pass the checks of what the archive says about them."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_MEMBERS or len({info.filename for info in infos}) < len(infos):
        raise ReleaseError(f"{name} has {len(infos)} members, or two of one name: no release looks so.")
    if (total := sum(info.file_size for info in infos)) > MOST_UNPACKED:
        raise ReleaseError(f"{name} would unpack to {total:,} bytes; {MOST_UNPACKED:,} are allowed.")
    for info in infos:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise ReleaseError(f"{name}: the member {info.filename!r} leads out of the archive.")
        if info.flag_bits & 1:
            raise ReleaseError(f"{name} is protected by a password: {info.filename}. Save it without one.")
        if info.file_size > MOST_BYTES:
            raise ReleaseError(f"{name}: {info.filename} would unpack to {info.file_size:,} bytes.")
        if "vbaproject" in info.filename.lower():
            raise ReleaseError(f"{name} holds macros, which no release does. {MEND}")
        with archive.open(info) as file:
            yield info, file


def _unpack(path: Path, folder: Path) -> list[tuple[Path, str]]:
    """Unpack an archive under names of our own; a flat file's name stays, its code lists are found by it."""
    out = []
    with _archive(path, path.name) as archive:
        for number, (info, file) in enumerate(_members(archive, path.name)):
            name = info.filename.replace("\\", "/").split("/")[-1]
            if name.startswith((".", "~$")):
                continue
            plain = re.fullmatch(r"oe\.[a-z]+(\.\d\.\w+)?(\.txt)?", name)
            target = folder / (name if plain else f"member-{number}")
            with target.open("wb") as to:
                while chunk := file.read(1 << 20):  # never more than the size that was declared
                    to.write(chunk)
            out.append((target, name))
    return out


def _open_one(path: Path, name: str, around: tuple[str, ...], folder: Path) -> Iterator[Source]:
    kind = _kind(path, name)
    if kind == "text":
        with path.open("rb") as file:
            first = file.readline(4096).decode("utf-8", "replace")
        if FLAT.match(first.rstrip("\r\n")):
            yield Source(name, around, flat=path)
        elif re.match(
            r"(area|industry|occupation|footnote|datatype|areatype|sector|seasonal|series)_?(code|id)\b",
            first,
        ):
            yield Source(name, around)  # a code list, read together with the data
        else:
            yield Source(name, around, (Sheet("", _read_csv(path, name)),))
        return
    if kind == "xls" and "_VBA_PROJECT".encode("utf-16-le") in path.read_bytes():
        raise ReleaseError(f"{name} holds macros, which no release does. {MEND}")
    if kind == "xls" and "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise ReleaseError(f"{name} is protected by a password. Open it in Excel, save it without one.")
    yield Source(name, around, tuple(_read_workbook(path, name, kind, folder)))


def _inspect(path: Path, name: str) -> None:
    """Unpack a workbook once without keeping it: sizes, checksums, XML tricks, far cells, error cells."""
    with _archive(path, name) as archive:
        for info, file in _members(archive, name):
            tail, sheet = b"", info.filename.startswith("xl/worksheets/")
            xml = info.filename.endswith((".xml", ".rels", ".vml"))
            while chunk := file.read(1 << 20):
                text, tail = tail + chunk, chunk[-64:]
                for trick, what in TRICKS:
                    if xml and trick in text:
                        raise ReleaseError(f"{name} holds {what}, which no workbook needs. {MEND}")
                if sheet and FAR.search(text):
                    raise ReleaseError(f"{name}: a cell stands beyond column BZ or row 999,999. {MEND}")
                if sheet and b' t="e"' in text:
                    raise ReleaseError(f"{name} holds cells that show an error, such as #N/A. {MEND}")


def _read_workbook(path: Path, name: str, kind: str, folder: Path) -> Iterator[Sheet]:
    """Read a workbook in a process of its own, which is stopped where an inspection meanwhile objects."""
    import pyarrow as pa

    target = Path(tempfile.mkdtemp(dir=folder))
    script = Path(__file__).with_name("workbook.py")
    command = [sys.executable, "-P", str(script), str(path), str(target)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as reader:
        try:
            if kind == "xlsx":
                _inspect(path, name)
            _, words = reader.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise ReleaseError(f"{name} could not be read within {SECONDS} seconds. {MEND}") from error
        finally:
            reader.kill()
    if reader.returncode:
        said = re.search(r"reason: (.*)", words.decode("utf-8", "replace"))
        why = said[1] if said else "the reader stopped"
        if "No space left" in why:
            raise OSError(errno.ENOSPC, "No space left for what is unpacked", str(folder.parent))
        if "No module named" in why:
            raise ReleaseError(f"{why}: to read workbooks, pip install 'recordsdata[releases]'.")
        if "password" in why.lower():
            raise ReleaseError(f"{name} is protected by a password. Open it in Excel, save it without one.")
        raise ReleaseError(f"{name} cannot be read as a workbook ({why}). {MEND}")
    for written in sorted(target.iterdir()):
        table = pa.ipc.open_file(pa.memory_map(str(written))).read_all()
        yield Sheet(table.schema.metadata[b"sheet"].decode(), table)


def _read_csv(path: Path, name: str) -> Any:
    """Read separated text from the line with the column names on; notes under the table are left out."""
    from csv import reader as rows

    import pyarrow as pa
    from pyarrow import csv

    with path.open("rb") as file:
        head = file.read(65_536)
    encoding = _encoding(path)
    lines = head.decode(encoding, "replace").removeprefix("\ufeff").splitlines()
    at = next((i for i, line in enumerate(lines) if re.search(r"\bocc_?\s?code\b", line, re.I)), None)
    if at is None:
        raise ReleaseError(f"{name} has no line of column names with occ_code in it. {MEND}")
    delimiter = max(",\t;|", key=lines[at].count)
    broken: list[str] = []

    width = len(next(iter(rows([lines[at]], delimiter=delimiter))))
    columns = [str(number) for number in range(width)]

    def wrong_length(row: Any) -> str:  # a note under the table is one, or prose that holds commas
        cells = [cell.strip(' "') for cell in (row.text or "").split(delimiter)]
        if SOC.search(row.text or "") or sum(bool(re.fullmatch(r"[\d.]+", cell)) for cell in cells) > 1:
            broken.append(f"{row.actual_columns} cells instead of {row.expected_columns}: {row.text[:80]!r}")
        return "skip"

    try:
        table = csv.read_csv(
            path,
            csv.ReadOptions(column_names=columns, skip_rows=at, encoding=encoding),
            csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=wrong_length),
            csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False),
        )
    except (pa.ArrowInvalid, UnicodeError) as error:
        reason = str(error).splitlines()[0]
        raise ReleaseError(f"{name} cannot be read as comma-separated text ({reason}). {MEND}") from error
    if broken:
        raise ReleaseError(f"{name}: a line has {broken[0]}. {MEND}")
    return table


def _encoding(path: Path) -> str:
    """Say utf-16 where the file begins so, utf8 where all of it is, else cp1252, which old Excel writes."""
    decoder = codecs.getincrementaldecoder("utf8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                if file.tell() == len(chunk) and chunk.startswith(UTF_16):
                    return "utf-16"
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf8"
