"""A part of a workbook, heard as its XML passes by: nothing of it is kept but what the listener keeps.

openpyxl's own reader builds elements it does not let go of, so that a sheet of empty rows fills the memory, and takes 11 µs a cell with
defusedxml. Listening to defusedxml's parser takes 4 µs and needs the same memory for any size.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from matters.exchange.given import FileRefused
from matters.exchange.reading.package import DAMAGED

CHUNK = 1 << 16
"""Bytes handed to the parser at a time."""
LONGEST_TAG = 1 << 20
"""Bytes a single tag or comment may have: the parser holds it whole, and reads it again with every chunk."""
MOST_NAMES = 5_000
"""Different names of elements and attributes: the parser remembers each. The whole format has some hundreds."""
MOST_PATIENCE = 1_200_000
"""Elements heard for nothing: about two seconds. The 1,048,576 rows of a sheet formatted to its end are just borne."""
FOR_NOTHING = "文件里有大量没有内容的标记，系统没有继续读。请把内容复制到新的工作簿，另存为 .xlsx 再导入。"


@dataclass(slots=True)
class Patience:
    """How much more of a file may be heard for nothing. What is worth hearing restores it, so that size alone never tires."""

    left: int = MOST_PATIENCE

    def spend(self, amount: int, message: str = FOR_NOTHING) -> None:
        """FileRefused with the message when nothing is left."""
        self.left -= amount
        if self.left < 0:
            raise FileRefused(message)

    def restore(self, amount: int) -> None:
        """Never to more than it was at the beginning."""
        self.left = min(MOST_PATIENCE, self.left + amount)


class Listener:
    """Hears the elements of a part. Every `start` spends patience."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Overridden where an element means something."""
        self.patience.spend(1 + (len(attributes) >> 3))

    def end(self, tag: str) -> None:
        """Overridden where the end of an element means something."""

    def data(self, text: str) -> None:
        """Overridden where text means something."""

    def close(self) -> None:
        """Asked for by the parser."""


class _Attributes(Listener):
    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(Patience())
        self.names = names
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.patience.spend(5 + len(attributes))
        if (name := local(tag)) in self.names:
            self.found.append((name, attributes))


def local(tag: str) -> str:
    """The name without its namespace: the transitional and the strict format differ in nothing else that is read here."""
    return tag[tag.rfind("}") + 1 :]


class LocalNames(dict[str, str]):
    """Names without namespace by the names with it, for a part of many elements."""

    def __missing__(self, tag: str) -> str:
        return self.setdefault(tag, local(tag))


def elements(archive: ZipFile, part: str, *names: str) -> list[tuple[str, dict[str, str]]]:
    """Name and attributes of the elements so called, in the order of the part; none when the archive has no such part."""
    listener = _Attributes(frozenset(names))
    if part in archive.NameToInfo:
        for _ in listen(archive, part, listener):
            pass
    return listener.found


def listen(archive: ZipFile, part: str, listener: Listener) -> Iterator[None]:
    """Lets the listener hear the part, a chunk at each step. FileRefused when it is damaged or has a DTD (no workbook has)."""
    parser = DefusedXMLParser(target=listener, forbid_dtd=True)
    with damage_refused(), archive.open(part) as stream:
        heard = 0
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
            heard += len(chunk)
            unfinished = heard - max(parser.parser.CurrentByteIndex, 0)
            if unfinished > LONGEST_TAG or len(parser._names) > MOST_NAMES:
                raise FileRefused(DAMAGED)
            listener.patience.spend(len(chunk) >> 8)
            yield
        parser.close()


@contextmanager
def damage_refused() -> Iterator[None]:
    """What the libraries raise at damaged or hostile parts, raised as FileRefused."""
    try:
        yield
    except DefusedXmlException as error:
        raise FileRefused(
            "文件里有 XML 实体或文档类型定义，正常的工作簿没有这些。请另存为新的 .xlsx 再导入。"
        ) from error
    except (ParseError, BadZipFile, zlib.error, EOFError, KeyError, ValueError, OverflowError, RuntimeError) as error:
        raise FileRefused(DAMAGED) from error
