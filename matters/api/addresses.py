"""The addresses of the interface for people, taken from its own description so that they cannot fall behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from matters.api.gate import PREFIX
from matters.api.interface import api
from matters.api.paging import Paging


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may stand behind the question mark, beside the page, which every list has."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address: what it gives, in two lengths, and its parameters. `path` has places for codes in braces."""

    tag: str
    path: str
    title: str
    words: str
    parameters: tuple[Parameter, ...]

    def example(self, codes: Mapping[str, str]) -> str:
        """The path with a code that exists: `codes` by what comes before it, empty where there is none."""
        before, brace, after = self.path.partition("{code}")
        code = codes.get(before, codes.get("", "")) if brace else ""
        return before + code + after if code or not brace else ""


@cache
def addresses() -> tuple[Address, ...]:
    """All of them in the order of the description."""
    return tuple(_read(api.get_openapi_schema(path_prefix=PREFIX)["paths"]))


def _read(paths: Mapping[str, Any]) -> Iterator[Address]:
    for path, methods in paths.items():
        said = methods["get"]
        asked = [p for p in said["parameters"] if p["in"] == "query" and p["name"] not in Paging.model_fields]
        words = said["description"].replace("`", "")
        yield Address(
            said["tags"][0], path, said["summary"], words, tuple(Parameter(p["name"], p["description"]) for p in asked)
        )
