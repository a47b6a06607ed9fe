"""A question's options as lines of text, the way editors type them: `agent 委托他人代办｜须带委托书`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matters.models import Option, Question
from matters.models.questions import KEY

_NOTE = re.compile(r"\s*[|｜]\s*")
_LONGEST = {"text": 80, "note": 200}


class BadLine(ValueError):
    """A line that is no option; the message names the line in Chinese."""


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One option as typed."""

    key: str
    text: str
    note: str = ""


def read_options(typed: str) -> list[OptionLine]:
    """The options of a text, empty lines left out.

    Raises BadLine for a line without words, a malformed or repeated key, and words too long for the sheet.
    """
    found: list[OptionLine] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        option = _read(line, number)
        if option.key in {o.key for o in found}:
            raise BadLine(f"第{number}行：代号“{option.key}”与前面的重复。")
        found.append(option)
    return found


def write_options(options: Iterable[Option]) -> str:
    """The inverse of `read_options`."""
    return "\n".join(f"{o.key} {o.text}" + (f"｜{o.note}" if o.note else "") for o in options)


def store_options(question: Question, lines: Iterable[OptionLine]) -> None:
    """Bring the question's options to those lines, in their order; rows whose key stays keep their identity."""
    kept = []
    for position, line in enumerate(lines, 1):
        values = {"text": line.text, "note": line.note, "position": position}
        option, _ = Option.objects.update_or_create(question=question, key=line.key, defaults=values)
        kept.append(option.pk)
    question.options.exclude(pk__in=kept).delete()


def tokens(question: str, options: Iterable[OptionLine | Option]) -> Iterator[tuple[str, str]]:
    """`("who.agent", "委托他人代办")` for every option: what a row's `when` may name, with its words."""
    return ((f"{question}.{o.key}", o.text) for o in options)


def _read(line: str, number: int) -> OptionLine:
    key, _, rest = line.strip().partition(" ")
    text, *notes = _NOTE.split(rest.strip(), maxsplit=1)
    option = OptionLine(key, text, notes[0] if notes else "")
    if not KEY.regex.match(key):  # type: ignore[union-attr]
        raise BadLine(f"第{number}行：代号“{key}”须以小写字母开头，只用小写字母、数字和下划线。")
    if not text:
        raise BadLine(f"第{number}行：代号“{key}”后面没有选项文字（中间空一格）。")
    for name, longest in _LONGEST.items():
        if len(getattr(option, name)) > longest:
            raise BadLine(f"第{number}行：文字超过{longest}个字。")
    return option
