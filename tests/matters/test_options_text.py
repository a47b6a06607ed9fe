"""A question's options as lines of text."""

import pytest

from matters.models import Option
from matters.options_text import BadLine, OptionLine, read_options, store_options, write_options
from tests import factories
from tests.admin_pages import make_asking_matter


def test_a_line_is_a_key_words_and_a_note() -> None:
    typed = "self 本人办理\n\n agent  委托他人代办 ｜ 须带委托书 \n"
    assert read_options(typed) == [
        OptionLine("self", "本人办理"),
        OptionLine("agent", "委托他人代办", "须带委托书"),
    ]


def test_reading_and_writing_are_inverse() -> None:
    typed = "self 本人办理\nagent 委托他人代办｜须带委托书"
    assert write_options(Option(key=o.key, text=o.text, note=o.note) for o in read_options(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("本人办理", "第1行：代号“本人办理”须以小写字母开头，只用小写字母、数字和下划线。"),
        ("self 本人\nagent", "第2行：代号“agent”后面没有选项文字（中间空一格）。"),
        ("self 本人\nself 委托", "第2行：代号“self”与前面的重复。"),
        ("self " + "长" * 81, "第1行：文字超过80个字。"),
    ],
)
def test_a_bad_line_is_named(typed: str, message: str) -> None:
    with pytest.raises(BadLine) as refusal:
        read_options(typed)
    assert str(refusal.value) == message


@pytest.mark.django_db
def test_storing_keeps_rows_whose_key_stays() -> None:
    question = make_asking_matter().questions.get()
    before = dict(question.options.values_list("key", "pk"))
    store_options(question, [OptionLine("agent", "请人代办"), OptionLine("post", "邮寄办理")])
    assert list(question.options.values_list("key", "text", "position")) == [
        ("agent", "请人代办", 1),
        ("post", "邮寄办理", 2),
    ]
    assert question.options.get(key="agent").pk == before["agent"]


@pytest.mark.django_db
def test_another_matters_options_are_left_alone() -> None:
    first, second = make_asking_matter(), factories.make_matter()
    store_options(first.questions.get(), [])
    assert Option.objects.filter(question__matter=second).count() == 0
    assert Option.objects.filter(question__matter=first).count() == 0
