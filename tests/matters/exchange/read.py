"""Files read to the end, and what came of it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from matters.exchange.given import FileRefused
from matters.exchange.reading import tables

KNOWN = {"事项名称", "实施编码", "材料名称", "份数", "办结时限·法定", "办结时限·承诺", "承诺期限", "办理日期", "值"}


def knows(heading: str) -> bool:
    """The headings of these tests."""
    return heading in KNOWN


def read(path: Path, **limits: int) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """The rows of every table by its name."""
    return {
        table.sheet: [(row.row, dict(row.cells)) for row in table.rows] for table in tables(path, knows=knows, **limits)
    }


def only(path: Path) -> list[dict[str, Any]]:
    """The rows of the only table."""
    (rows,) = read(path).values()
    return [cells for _, cells in rows]


def refusal(path: Path, **limits: int) -> str:
    """Why the file is refused."""
    with pytest.raises(FileRefused) as refused:
        read(path, **limits)
    return str(refused.value)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What reading a file in a process of its own came to; the process may not have more than 500 MB of addresses, 5 s of its processor."""

    refused: str | None
    rows: int


SCRIPT = """
import json, resource, sys
from pathlib import Path
from matters.exchange.given import FileRefused
from matters.exchange.reading import tables
from tests.matters.exchange.read import knows
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
resource.setrlimit(resource.RLIMIT_CPU, (int(began) + 5, int(began) + 5))
refused, rows = None, 0
try:
    for table in tables(Path(sys.argv[1]), knows=knows):
        rows += sum(1 for _ in table.rows)
except FileRefused as error:
    refused = str(error)
print(json.dumps({"refused": refused, "rows": rows}))
"""


def read_confined(path: Path) -> Outcome:
    """Reads it in a process with 500 MB of address space and 5 s of processor; dying of either fails the test."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Outcome(**json.loads(done.stdout))
