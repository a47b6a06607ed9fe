"""Whether the ledger holds exactly what the clerks were shown: every notice once, under the serial they saw."""

from collections import Counter
from typing import Any

from benchmarks.issuing_proof import errors_shown, wrong_in_ledger
from notices.models import Notice


def wrong_with(lines: list[dict[str, Any]]) -> list[str]:
    """Every sentence is something that must not be; an empty list is a clean ledger."""
    shown = Counter((line["pk"], line["serial"]) for line in lines if "pk" in line)
    stored = set(Notice.objects.filter(clerk__username__startswith="bench-").values_list("pk", "serial"))
    return [
        *errors_shown(lines),
        *(f"{serial} was shown {times} times as new" for (_, serial), times in shown.items() if times > 1),
        *(f"{serial} was shown and is not in the ledger" for _, serial in sorted(set(shown) - stored)),
        *_unseen(len(stored - set(shown)), sum("error" in line for line in lines)),
        *wrong_in_ledger(),
    ]


def _unseen(rows: int, errors: int) -> list[str]:
    """A row nobody saw is right only where an answer was lost on its way."""
    return [f"{rows} rows nobody was shown, with {errors} errors"] if rows > errors else []
