"""Which options the rows of a matter may name: those of the questions as they are being saved, or as they are stored."""

from collections.abc import Iterator, Mapping

from matters.models import Matter
from matters.options_text import BadLine, OptionLine, read_options, tokens

PREFIX = "questions"


def known_options(data: Mapping[str, str] | None, matter: Matter | None) -> dict[str, str]:
    """Token to words. From the posted questions where `data` holds any, so that a question and what depends on it are saved in one go."""
    if data is not None and f"{PREFIX}-TOTAL_FORMS" in data:
        return dict(_posted(data))
    if matter is None or matter.pk is None:
        return {}
    questions = matter.questions.prefetch_related("options")
    return {token: text for q in questions for token, text in tokens(q.key, q.options.all())}


def _posted(data: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    total = data[f"{PREFIX}-TOTAL_FORMS"]
    for index in range(int(total) if total.isdecimal() else 0):
        row = f"{PREFIX}-{index}-"
        if f"{row}DELETE" not in data:
            yield from tokens(data.get(f"{row}key", ""), _lines(data.get(f"{row}options_text", "")))


def _lines(typed: str) -> list[OptionLine]:
    """A text that cannot be read has its own error at its own field."""
    try:
        return read_options(typed)
    except BadLine:
        return []
