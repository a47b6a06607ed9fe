"""How far a long run has come, said on a terminal as a bar and elsewhere as a line for every tenth."""

import time
from collections.abc import Callable
from typing import TextIO

OnProgress = Callable[[int, int], None]
"""Called with how many matters are done and how many there are. While the file is still being read the second is 0 and the first counts rows."""
_ROWS = 100_000
"""Between two lines while a file is read."""
_WIDTH = 30
"""Characters of the bar."""
_PAUSE = 0.1
"""Seconds between two drawings of it."""


def silent(done: int, total: int) -> None:
    """For callers who do not want to know."""


class ProgressBar:
    """Shows progress on `out`: a bar drawn over itself on a terminal, plain lines otherwise. Call it as an `OnProgress`."""

    def __init__(self, out: TextIO, *, unit: str = "个事项", clock: Callable[[], float] = time.monotonic) -> None:
        self.out, self.unit, self.clock = out, unit, clock
        self.started, self.shown_at, self.tenth = clock(), 0.0, 0
        self.is_terminal = out.isatty()

    def __call__(self, done: int, total: int) -> None:
        if not total:
            self._read(done)
        elif self.is_terminal:
            self._draw(done, total)
        elif done * 10 // total > self.tenth:
            self.tenth = done * 10 // total
            self.out.write(f"{self._words(done, total)}\n")
            self.out.flush()

    def _read(self, rows: int) -> None:
        self.started = self.clock()
        if self.is_terminal or rows % _ROWS == 0:
            self.out.write(f"\r已读取{rows:,}行 " if self.is_terminal else f"已读取{rows:,}行\n")
            self.out.flush()

    def _draw(self, done: int, total: int) -> None:
        now = self.clock()
        if now - self.shown_at < _PAUSE and done < total:
            return
        self.shown_at = now
        filled = _WIDTH * done // total
        end = "\n" if done >= total else ""
        self.out.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {self._words(done, total)}  {end}")
        self.out.flush()

    def _words(self, done: int, total: int) -> str:
        rate = done / max(self.clock() - self.started, 1e-9)
        left = (total - done) / rate if rate else 0
        return f"{done:,}/{total:,}{self.unit}（{100 * done // total}%），每秒{rate:,.0f}个，还需{left:,.0f}秒"
