"""A guide that asks as much as is wanted."""

from dataclasses import replace

from matters.guide import Guide, Option, Question
from tests.factories import make_guide, make_requirement


def asking(count: int) -> Guide:
    """A guide with that many questions of two options, each deciding over a paper."""
    options = (Option(key="yes", text="是"), Option(key="no", text="否"))
    questions = tuple(Question(key=f"q{n}", text=f"问题{n}？", options=options) for n in range(count))
    papers = tuple(make_requirement(n, f"材料{n}", when=(f"q{n}.yes",)) for n in range(count))
    return replace(make_guide(), questions=questions, requirements=papers)
