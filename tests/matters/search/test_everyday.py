"""What is left of a question."""

import pytest

from matters.search.everyday import told

QUESTIONS = ["小吃店需要什么手续", "小吃店需要什么材料", "小吃店怎么办理", "开小吃店需要哪些材料"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_of_a_question_only_what_is_wanted_is_left(question: str) -> None:
    assert told((question,)) == ("小吃店",)
