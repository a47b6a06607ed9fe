"""What waits for somebody, as every room tells it to the first page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """`count` things of one sort that wait for the user; `late` of them are past their day. `url` lists exactly these."""

    title: str
    url: str
    count: int
    late: int = 0
