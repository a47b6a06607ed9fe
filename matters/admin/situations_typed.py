"""What an editor typed on the page of situations: read from the POST, and what cannot be taken as it is."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.printable import printable
from matters.admin.overview import Pointer
from matters.models import Option, Question
from matters.situations.draft import Draft, DraftOption, DraftQuestion
from matters.situations.matrix import conditions_of
from matters.situations.settling import too_early
from matters.working_copy import WorkingCopy

MOST_ROWS = 200
"""New questions, and options of one question, that are read from a POST."""


def read_typed(data: QueryDict, base: WorkingCopy) -> Draft:
    """What was typed into a page that showed `base`. Keys of what is there are never changed here: addresses and editions name them."""
    questions = tuple(_question(data, base, index) for index in range(_count(data, "q-total", len(base.questions))))
    conditions = {place: tuple(data.getlist(f"when:{place}")) for place in conditions_of(base)}
    return Draft(questions, conditions)


def read_fates(data: QueryDict) -> dict[str, str]:
    """What becomes of rows whose options go, by place."""
    return {name.removeprefix("fate:"): str(value) for name, value in data.items() if name.startswith("fate:")}


def problems_of(draft: Draft) -> list[Pointer]:
    """Everything that cannot be saved, each with its place on the page."""
    found = [pointer for index, q in enumerate(draft.questions) for pointer in _problems(index, q)]
    keys = [q.key for q in draft.kept if q.key]
    found += [
        Pointer(f"问题代号“{q.key}”与别的问题重复。", f"#id_q{index}-key")
        for index, q in enumerate(draft.questions)
        if q.is_new and not q.is_blank and q.key and keys.count(q.key) > 1
    ]
    texts = {f"{q.key}.{o.key}": o.text for q in draft.questions for o in q.options}
    found += [
        Pointer(
            f"“{draft.questions[index].text}”要选了“{texts.get(token, token)}”才问，不能排在那个问题前面。",
            f"#question-{index}",
        )
        for index, token in too_early(draft)
    ]
    return found


def _question(data: QueryDict, base: WorkingCopy, index: int) -> DraftQuestion:
    stored = base.questions[index] if index < len(base.questions) else None
    name = f"q{index}"
    count = _count(data, f"{name}-o-total", len(stored.options) if stored else 0)
    keys = [o.key for o in stored.options] if stored else []
    return DraftQuestion(
        key=stored.key if stored else _text(data, f"{name}-key"),
        text=_text(data, f"{name}-text"),
        help=_text(data, f"{name}-help"),
        when=tuple(data.getlist(f"{name}-when")),
        position=_text(data, f"{name}-position"),
        options=tuple(_option(data, f"{name}-o{place}", keys[place : place + 1]) for place in range(count)),
        is_new=stored is None,
        is_removed=f"{name}-delete" in data,
    )


def _option(data: QueryDict, name: str, key: list[str]) -> DraftOption:
    return DraftOption(
        key=key[0] if key else _text(data, f"{name}-key"),
        text=_text(data, f"{name}-text"),
        note=_text(data, f"{name}-note"),
        position=_text(data, f"{name}-position"),
        is_new=not key,
        is_removed=f"{name}-delete" in data,
    )


def _text(data: QueryDict, name: str) -> str:
    return str(data.get(name, "")).strip()


def _count(data: QueryDict, name: str, at_least: int) -> int:
    typed = data.get(name, "")
    return max(at_least, min(int(typed), at_least + MOST_ROWS)) if typed.isdecimal() else at_least


def _problems(index: int, q: DraftQuestion) -> Iterator[Pointer]:
    if q.is_removed or q.is_blank:
        return
    words = f"问题“{q.text or q.key or '新问题'}”"
    for field in ("key", "text", "help"):
        yield from _checked(Question, field, getattr(q, field), words, f"#id_q{index}-{field}", is_new=q.is_new)
    yield from _number(q.position, words, f"#id_q{index}-position")
    if not q.kept:
        yield Pointer(f"{words}没有选项。", f"#question-{index}")
    keys = [o.key for o in q.kept if o.key]
    for place, option in enumerate(q.options):
        if option in q.kept:
            yield from _option_problems(words, f"#id_q{index}-o{place}", option, keys)


def _option_problems(question: str, row: str, option: DraftOption, keys: list[str]) -> Iterator[Pointer]:
    words = f"{question}的选项“{option.text or option.key}”"
    for field in ("key", "text", "note"):
        yield from _checked(Option, field, getattr(option, field), words, f"{row}-{field}", is_new=option.is_new)
    yield from _number(option.position, words, f"{row}-position")
    if option.is_new and option.key and keys.count(option.key) > 1:
        yield Pointer(f"{words}：代号“{option.key}”与别的选项重复。", f"{row}-key")


def _checked(
    model: type[Question] | type[Option], field: str, value: str, words: str, anchor: str, *, is_new: bool
) -> Iterator[Pointer]:
    """The model's own rules; a new key may stay empty, it is made up then."""
    if field == "key" and is_new and not value:
        return
    column = model._meta.get_field(field)
    try:
        column.clean(value, None)  # type: ignore[union-attr]
        printable(value)
    except ValidationError as error:
        for message in error.messages:
            yield Pointer(f"{words} · {column.verbose_name}：{message}", anchor)  # type: ignore[union-attr]


def _number(value: str, words: str, anchor: str) -> Iterator[Pointer]:
    if value and not (value.isdecimal() and len(value) <= 4):
        yield Pointer(f"{words} · 序号：请填数字。", anchor)
