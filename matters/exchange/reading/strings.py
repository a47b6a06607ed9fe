"""The shared strings of a workbook."""

from sys import getsizeof
from zipfile import ZipFile

from matters.exchange.given import FileRefused
from matters.exchange.reading.cells import LONGEST, plain
from matters.exchange.reading.xml_parts import Listener, LocalNames, Patience, listen

MOST_MEMORY = 256 << 20
"""Bytes that the texts of a workbook may take."""
MOST_STRINGS = 1_000_000


class _Strings(Listener):
    def __init__(self, patience: Patience) -> None:
        super().__init__(patience)
        self.local = LocalNames()
        self.found: list[str | None] = []
        self.pieces: list[str] = []
        self.is_text = self.is_phonetic = False
        self.length = self.memory = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.patience.spend(1 + (len(attributes) >> 3))
        name = self.local[tag]
        if name == "t":
            self.is_text = not self.is_phonetic
        elif name == "si":
            self.pieces, self.length = [], 0
        elif name == "rPh":
            self.is_phonetic = True

    def data(self, text: str) -> None:
        if self.is_text and self.length <= LONGEST * 7:  # seven characters of the file can stand for one (_x000D_)
            self.pieces.append(text)
            self.length += len(text)

    def end(self, tag: str) -> None:
        name = self.local[tag]
        if name == "t":
            self.is_text = False
        elif name == "rPh":
            self.is_phonetic = False
        elif name == "si":
            self._keep(plain("".join(self.pieces)))

    def _keep(self, text: str) -> None:
        self.found.append(text if len(text) <= LONGEST else None)
        self.patience.restore(100)
        self.memory += getsizeof(text) + 8
        if self.memory > MOST_MEMORY or len(self.found) > MOST_STRINGS:
            raise FileRefused("工作簿里的文字太多，一次读不下。请把它拆成几个文件分别导入。")


def shared_strings(archive: ZipFile, part: str, patience: Patience) -> list[str | None]:
    """The strings by their index, without formatting and phonetic guides; None stands for one that is too long for a cell."""
    listener = _Strings(patience)
    for _ in listen(archive, part, listener):
        pass
    return listener.found
