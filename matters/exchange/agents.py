"""Somebody else handing it in, as an option of a matter's questions."""

import re

from matters.guide import Option, Question

AGENT = "who.agent"
WHO = Question(
    key="who",
    text="谁来办理？",
    options=(Option(key="self", text="本人办理"), Option(key="agent", text="委托他人代办")),
)
_AGENTS = re.compile(r"代办|委托|代理|非本人|他人")


def with_agent(questions: tuple[Question, ...]) -> tuple[tuple[Question, ...], str]:
    """The questions with an option for somebody else handing it in, and its token; one that is there already is used."""
    for question in questions:
        for option in question.options:
            if _AGENTS.search(option.text) and "本人办理" not in option.text:
                return questions, f"{question.key}.{option.key}"
    if all(question.key != WHO.key for question in questions):
        return (*questions, WHO), AGENT
    added = (_with_option(q) if q.key == WHO.key else q for q in questions)
    return tuple(added), AGENT


def _with_option(question: Question) -> Question:
    return Question(
        key=question.key, text=question.text, help=question.help, when=question.when,
        options=(*question.options, WHO.options[1]),
    )  # fmt: skip
