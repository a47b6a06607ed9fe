"""The rows of the table 情形, an option each, as questions."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from matters.exchange.row_building import Row
from matters.exchange.row_reading import Notes
from matters.exchange.whens import UnknownOption, read_when
from matters.guide import Option, Question

_USUAL = {"本人办理": "self", "本人": "self", "委托他人代办": "agent", "委托代办": "agent", "他人代办": "agent", "代办": "agent",
          "监护人办理": "guardian", "法定监护人办理": "guardian", "是": "yes", "否": "no"}  # fmt: skip
_USUAL_QUESTIONS = {"谁来办理": "who", "由谁办理": "who", "谁来办": "who"}


@dataclass(slots=True)
class _Asked:
    """A question while its options are gathered."""

    key: str
    text: str
    row: Row
    options: list[Option] = field(default_factory=list)


def questions(rows: Iterable[Row], notes: Notes) -> tuple[Question, ...]:
    """Rows with the same question, or with none after one, belong together. Keys that are missing are made from the words or by number."""
    asked: list[_Asked] = []
    for row in rows:
        question = _question_of(row, asked)
        if question is None:
            notes.error("missing", "没有填写“问题”", **row.place("text"))
        elif question.row is row and question not in asked:
            asked.append(question)
        if question is not None:
            _add_option(question, row, notes)
    return _opened(asked, notes)


def _question_of(row: Row, asked: list[_Asked]) -> _Asked | None:
    key, text = row.values.get("key", ""), row.values.get("text", "")
    if not key and not text:
        return asked[-1] if asked else None
    same = next((a for a in asked if (a.key == key if key else a.text == text)), None)
    if same or not text:
        return same
    return _Asked(key or _USUAL_QUESTIONS.get(text.strip("？? "), f"q{len(asked) + 1}"), text, row)


def _add_option(question: _Asked, row: Row, notes: Notes) -> None:
    text = row.values.get("option.text", "")
    key = row.values.get("option.key", "")
    if not text and not key:
        return
    taken = {option.key for option in question.options}
    made = _USUAL.get(text, "")
    key = key or (made if made and made not in taken else f"o{len(question.options) + 1}")
    if key in taken:
        notes.error(
            "option_twice", f"问题“{question.text}”里已有代号是“{key}”的选项", **row.place("option.key"), value=key
        )
    question.options.append(Option(key=key, text=text, note=row.values.get("option.note", "")))


def _opened(asked: list[_Asked], notes: Notes) -> tuple[Question, ...]:
    """The questions with their conditions, which may name the options of all of them."""
    made = tuple(
        Question(key=a.key, text=a.text, help=a.row.values.get("help", ""), options=tuple(a.options)) for a in asked
    )
    return tuple(replace(q, when=_when(a.row, made, notes)) for q, a in zip(made, asked, strict=True))


def _when(row: Row, made: tuple[Question, ...], notes: Notes) -> tuple[str, ...]:
    said: Any = row.values.get("when", "")
    try:
        return read_when(said, made) if said else ()
    except UnknownOption as unknown:
        notes.error("unknown_option", str(unknown), **row.place("when"), value=said)
        return ()
