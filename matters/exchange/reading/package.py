"""The zip archive a workbook is: opened only when nothing about it is meant to do harm."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from matters.exchange.given import FileRefused

LARGEST_READ = 1 << 20
"""Bytes."""
MOST_MEMBERS = 5_000
MOST_INFLATED = 1 << 30
"""Bytes of all members together, as the archive states them."""
UNQUESTIONED = 8 << 20
"""Bytes a member or the whole archive may inflate to whatever its ratio."""
LARGEST_RATIO = 200
"""Worksheets deflate to a fifth, very uniform ones to a sixtieth; deflate's limit, which bombs come close to, is 1,032."""
_ESCAPING = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\\|\0")
BOMB = "压缩包展开后大得不正常（疑似“压缩炸弹”），系统没有打开它。请在表格软件里打开原文件，另存为新的 .xlsx 再导入。"
DAMAGED = "文件已损坏或没有传完整，无法读取。请在表格软件里打开，另存为新的 .xlsx 再导入。"


class _SmallReads(io.FileIO):
    """A file that is never read in one large piece: the zip's table of contents is, and its length is the sender's word."""

    def read(self, size: int | None = -1) -> bytes:
        rest = os.fstat(self.fileno()).st_size - self.tell()
        if (rest if size is None or size < 0 else size) > LARGEST_READ:
            raise FileRefused(BOMB)
        return super().read(size) or b""


@contextmanager
def open_package(path: Path) -> Iterator[ZipFile]:
    """The archive; FileRefused when it is damaged, encrypted, a bomb, or has names that lead out of it.

    `zipfile` itself never inflates a member beyond the size its directory states, so checking what is stated checks what comes.
    """
    with _SmallReads(path) as file, _archive(file) as archive:
        _check(archive.infolist(), path.stat().st_size)
        yield archive


def _archive(file: _SmallReads) -> ZipFile:
    try:
        return ZipFile(file)
    except (BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, OSError) as error:
        raise FileRefused(DAMAGED) from error


def _check(members: list[ZipInfo], size: int) -> None:
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names) or any(_ESCAPING.search(name) for name in names):
        raise FileRefused("压缩包里的文件名重复或指向包外，不是表格软件写出的文件。请另存为新的 .xlsx 再导入。")
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("文件加了密码，系统读不了。请去掉密码，另存为 .xlsx 再导入。")
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise FileRefused(DAMAGED)
    inflated = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or inflated > MOST_INFLATED or _is_bomb(inflated, size):
        raise FileRefused(BOMB)
    if any(_is_bomb(member.file_size, member.compress_size) for member in members):
        raise FileRefused(BOMB)


def _is_bomb(inflated: int, deflated: int) -> bool:
    return inflated > UNQUESTIONED and inflated > LARGEST_RATIO * deflated
