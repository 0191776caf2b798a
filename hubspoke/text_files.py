"""The bytes of a text file: packed or not, in which encoding, and where a line begins."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hubspoke.project import HubspokeError

# Pieces that stay in the processor's cache are hashed and decoded fastest.
CHUNK = 64 * 1024
# In bytes; a quote that is never closed would swallow the rest of the file. Python's own limit for
# a cell is 128 KB.
LONGEST_ROW = 2_000_000

# What a text file is written in. DuckDB reads the first two as they are.
UTF8 = "utf-8"
LATIN1 = "latin-1"
WINDOWS = "cp1252"
# UTF-8 but for some bytes, which are those of Windows-1252.
MIXED = "utf-8 and cp1252"
UTF16 = "utf-16"
UTF16_NO_MARK = ("utf-16-le", "utf-16-be")
_ASCII = {9, *range(32, 127)}
# What has to be said of a file in such an encoding.
SAID = {
    LATIN1: "is not UTF-8, the file is read as Latin-1",
    WINDOWS: "is not UTF-8, the file is read as Windows-1252",
    MIXED: "is UTF-8 but for some bytes, which are read as Windows-1252",
    **dict.fromkeys((UTF16, *UTF16_NO_MARK), "is UTF-16, and is read from a copy in UTF-8"),
}
# Of so many lines that are no UTF-8, one may be UTF-8 by chance in a file of single bytes.
_BY_CHANCE = 20
# Bytes that are letters in Windows-1252, and not in Latin-1; and those that it leaves open.
_CONTROLS = re.compile(rb"[\x80-\x9f]")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def read_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked when its name ends in .gz."""
    packed = path.name.lower().endswith(".gz")
    return gzip.open(path) if packed else path.open("rb")  # type: ignore[return-value]


def chunks(path: Path) -> Iterator[tuple[int, bytes]]:
    """The bytes of a text file, unpacked, piece by piece, each with the line it begins in.

    Raises HubspokeError when a packed file is damaged.
    """
    line = 1
    try:
        with read_bytes(path) as stream:
            while chunk := stream.read(CHUNK):
                yield line, chunk
                line += breaks(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise HubspokeError(
            f"{path}, after line {line}: cannot be unpacked ({error}); copy it again"
        ) from error


def breaks(text: bytes) -> int:
    """How many lines end in a text, whichever of the two characters ends them."""
    return text.count(b"\n") or text.count(b"\r")


def text(path: Path, encoding: str) -> io.TextIOWrapper:
    """A text file opened to be read, its line ends as they are, a byte order mark passed over."""
    if encoding == UTF8:
        encoding = "utf-8-sig"
    if encoding == MIXED:
        return io.TextIOWrapper(read_bytes(path), encoding=UTF8, errors=_AS_WINDOWS, newline="")
    return io.TextIOWrapper(read_bytes(path), encoding=encoding, newline="")


def encoding_of(path: Path, *, is_json: bool) -> tuple[str, str]:
    """A text file's encoding, and what has to be said of it.

    is_json: the file must be UTF-8. Raises HubspokeError, naming file and line, when the file
    cannot be read as text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    odd_line = end_line = 0
    pending = b""
    has_wide = False
    for line, chunk in chunks(path):
        if not end_line and (wide := _utf16(chunk)) and not is_json:
            return wide, SAID[wide]
        if (zero := chunk.find(b"\0")) >= 0:
            raise HubspokeError(
                f"{path}, line {line + breaks(chunk[:zero])}: holds a zero byte, so it is not a "
                "text table (a spreadsheet, an archive?); export it as CSV in UTF-8"
            )
        if not odd_line:
            size = len(pending) + len(chunk)
            try:
                decoded = decoder.decode(chunk)
                pending = decoder.getstate()[0]
                has_wide = has_wide or len(decoded) < size - len(pending)
            except UnicodeDecodeError as error:
                # error.start counts from the bytes that were pending
                odd_line = line + breaks(chunk[: max(error.start - len(pending), 0)])
        end_line = line + breaks(chunk)
    if not odd_line and pending and has_wide:
        raise HubspokeError(f"{path}, line {end_line}: is cut off in a letter; copy it again")
    if not odd_line and not pending:
        return UTF8, ""
    if is_json:
        raise HubspokeError(f"{path}, line {odd_line or end_line}: is not UTF-8, as JSON must be")
    return _single_bytes(path)


def _utf16(chunk: bytes) -> str:
    """Which UTF-16 a file begins in, if it does: by its mark, else by the zeros beside letters."""
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF16
    head = chunk[:16]
    for encoding, zeros, letters in zip(
        UTF16_NO_MARK, (head[1::2], head[::2]), (head[::2], head[1::2]), strict=True
    ):
        if len(head) >= 8 and not any(zeros) and all(byte in _ASCII for byte in letters[:4]):
            return encoding
    return ""


def _single_bytes(path: Path) -> tuple[str, str]:
    """The encoding of a file that is not UTF-8, and what has to be said of it."""
    wide_lines = odd_lines = first_odd = 0
    # line and byte that no letter of Windows-1252 has: among those that are no UTF-8, among all
    odd_undefined: tuple[int, int] | None = None
    undefined: tuple[int, int] | None = None
    beyond_latin = False
    for number, line in _lines(path):
        if line.isascii():
            continue
        beyond_latin = beyond_latin or _CONTROLS.search(line) is not None
        if not undefined and (found := _UNDEFINED.search(line)):
            undefined = (number, found[0][0])
        odd = _odd_bytes(line)
        wide_lines += not odd
        odd_lines += bool(odd)
        first_odd = first_odd or (number if odd else 0)
        if not odd_undefined and (found := _UNDEFINED.search(odd)):
            odd_undefined = (number, found[0][0])
    is_mixed = wide_lines * _BY_CHANCE >= odd_lines
    if unknown := odd_undefined if is_mixed else undefined:
        raise HubspokeError(
            f"{path}, line {unknown[0]}: byte 0x{unknown[1]:x} is a letter neither in UTF-8 nor in "
            "Windows-1252; save the file as UTF-8"
        )
    encoding = MIXED if is_mixed else WINDOWS if beyond_latin else LATIN1
    where = f"; look at line {first_odd}" + (f" and {odd_lines - 1} more" if odd_lines > 1 else "")
    return encoding, SAID[encoding] + (where if is_mixed else "")


def _odd_bytes(line: bytes) -> bytes:
    """The bytes of a line that are no part of a letter in UTF-8."""
    escaped = line.decode(UTF8, errors="surrogateescape")
    return bytes(ord(letter) - 0xDC00 for letter in escaped if 0xDC80 <= ord(letter) <= 0xDCFF)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, a very long one in pieces."""
    number, rest = 1, b""
    for _, chunk in chunks(path):
        end = b"\n" if b"\n" in chunk else b"\r"
        *whole, rest = (rest + chunk).split(end)
        for line in whole:
            yield number, line
            number += 1
        if len(rest) > LONGEST_ROW:
            yield number, rest
            rest = b""
    yield number, rest


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode(WINDOWS, errors="replace"), error.end


_AS_WINDOWS = "hubspoke_as_windows"
codecs.register_error(_AS_WINDOWS, _as_windows)
