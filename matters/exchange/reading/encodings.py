"""The encoding of a text file, decided strictly: a character that cannot be read refuses the file, none is guessed."""

import codecs
from pathlib import Path

from matters.exchange.given import FileRefused

CHUNK = 1 << 20
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CLEARLY_UTF8 = 20
"""Characters beyond ASCII that decode as UTF-8 before an error: by then the file is UTF-8 with a broken place, not GB18030."""


def encoding_of(path: Path) -> str:
    """Python's name of the encoding: by its mark, else UTF-8, else GB18030. FileRefused names the line that cannot be read."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in BOMS:
        if start.startswith(mark):
            return _strictly(path, name)
    line, beyond_ascii = _first_error(path, "utf-8")
    if not line:
        return "utf-8"
    if beyond_ascii >= CLEARLY_UTF8:
        raise _refusal(line)
    return _strictly(path, "gb18030")


def _strictly(path: Path, encoding: str) -> str:
    line, _ = _first_error(path, encoding)
    if line:
        raise _refusal(line)
    return encoding


def _refusal(line: int) -> FileRefused:
    return FileRefused(
        f"第 {line} 行有无法识别的字符，文件可能混用了两种编码。请用表格软件打开，另存为“CSV UTF-8”再导入。"
    )


def _first_error(path: Path, encoding: str) -> tuple[int, int]:
    """The line of the first bytes that are not of the encoding (0: there are none), and how many characters beyond ASCII precede it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, beyond_ascii = 1, 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(error.encoding, "ignore")
                return lines + good.count("\n"), beyond_ascii + _beyond_ascii(good)
            if "\0" in text:
                raise FileRefused(
                    f"第 {lines + text[: text.index(chr(0))].count(chr(10))} 行有空字符（NUL），这不是文本文件。"
                )
            if not chunk:
                return 0, beyond_ascii
            lines += text.count("\n")
            beyond_ascii += _beyond_ascii(text)


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(character > "\x7f" for character in text[:1000])
