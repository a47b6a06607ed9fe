"""Times to percentiles, ratios to a reference, a table to read and a file for machines."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "var" / "bench"


@dataclass
class Case:
    """One contender: the seconds each of its runs took, and how many bytes came out of each (none where nothing comes out).

    `reference` names the case it is compared with, in the same run. `extra` holds further counts for the JSON file.
    """

    name: str
    reference: str = ""
    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def time(self, work: Callable[[], bytes | None]) -> bytes | None:
        """Run `work` once and note how long it took and how much it made."""
        started = perf_counter()
        made = work()
        self.seconds.append(perf_counter() - started)
        if made is not None:
            self.sizes.append(len(made))
        return made


@dataclass(frozen=True)
class Bar:
    """A promise of the product and what was measured against it."""

    text: str
    measured: float
    limit: float

    @property
    def holds(self) -> bool:
        """Whether the measured value is within the limit; a value that could not be measured (NaN) is not."""
        return self.measured <= self.limit


@dataclass(frozen=True)
class Outcome:
    """What one benchmark found. `wrong` lists what must never be, whatever the speed."""

    cases: Sequence[Case]
    bars: Sequence[Bar] = ()
    wrong: Sequence[str] = ()
    notes: Sequence[str] = ()


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed, linear between neighbours; NaN of nothing."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    at = share * (len(ordered) - 1)
    below = math.floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (at - below)


def p50_ms(case: Case) -> float:
    """The median in milliseconds."""
    return percentile(case.seconds, 0.5) * 1000


def rows(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """The cases as plain data: {case, p50_ms, p95_ms, bytes, ratio, reference} and whatever else a case noted."""
    named = {case.name: case for case in cases}
    return [
        {
            "case": case.name,
            "p50_ms": round(p50_ms(case), 3),
            "p95_ms": round(percentile(case.seconds, 0.95) * 1000, 3),
            "bytes": round(median(case.sizes)) if case.sizes else None,
            "ratio": round(ratio(case, named[case.reference]), 3) if case.reference else None,
            "reference": case.reference or None,
            **case.extra,
        }
        for case in cases
        if case.seconds
    ]


def ratio(case: Case, reference: Case) -> float:
    """Median against median."""
    return p50_ms(case) / p50_ms(reference)


def table(cases: Sequence[Case]) -> str:
    """The rows for a terminal."""
    lines = [f"{'case':<44}{'p50 ms':>10}{'p95 ms':>10}{'bytes':>10}{'ratio':>8}  of"]
    for row in rows(cases):
        size = "—" if row["bytes"] is None else f"{row['bytes']:,}"
        times = "—" if row["ratio"] is None else f"{row['ratio']:.2f}"
        reference = row["reference"] or ""
        lines.append(
            f"{row['case']:<44}{row['p50_ms']:>10.2f}{row['p95_ms']:>10.2f}{size:>10}{times:>8}  {reference}".rstrip()
        )
    return "\n".join(lines)


def report(name: str, outcome: Outcome) -> bool:
    """Print the outcome and write var/bench/NAME.json; whether every bar holds and nothing is wrong."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.json"
    path.write_text(json.dumps(rows(outcome.cases), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\n{name}\n{table(outcome.cases)}")
    for note in outcome.notes:
        print(note)
    for bar in outcome.bars:
        print(f"{'holds ' if bar.holds else 'MISSED'} {bar.text}: {bar.measured:.2f}, bar {bar.limit:g}")
    for text in outcome.wrong:
        print(f"WRONG  {text}")
    return all(bar.holds for bar in outcome.bars) and not outcome.wrong
