"""常用词 from a file: what comes in, what stays, what is refused."""

import json
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry
from matters.everyday_words.from_file import FILE, BadWords, load, read
from matters.models import Synonym

GOOD = "common:\n  note: 通用说法\n  words:\n    红本本: 结婚登记\n    绿本本: 离婚登记\n"


@pytest.fixture
def file(tmp_path):
    """`file(text)`: a file with that text."""
    path = tmp_path / "words.yaml"
    return lambda text: path.write_text(text, "utf-8") and path


def told(*args):
    out = StringIO()
    call_command("load_synonyms", *args, stdout=out)
    return out.getvalue().strip()


def test_words_come_in_once_and_are_on_record(db, file):
    said = [told(file(GOOD)), told(file(GOOD))]
    assert said == ["常用词：新增2个，0个已有。", "常用词：新增0个，2个已有。"]
    assert list(Synonym.objects.filter(note="通用说法", word__contains="本本").values_list("word", "means")) == [
        ("红本本", "结婚登记"),
        ("绿本本", "离婚登记"),
    ]
    assert AuditEntry.objects.filter(action="load_synonyms", detail={"created": 2}).count() == 1


def test_what_an_editor_changed_stays(db, file):
    Synonym.objects.create(word="红本本", means="不动产权证")
    assert json.loads(told("--json", file(GOOD))) == {"added": 1, "same": 0, "kept": ["红本本"]}
    assert Synonym.objects.get(word="红本本").means == "不动产权证"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- 红本本", "不是常用词文件"),
        ("a: [", "不是常用词文件"),
        ("a: {words: {红本本: 结婚登记}, source: 书}", "不认识“source”"),
        ("a: {words: {红本本: 结婚登记}}\nb: {words: {红本本: 离婚登记}}", "“红本本”出现了两次"),
        (f"a: {{words: {{{'长' * 31}: 结婚登记}}}}", "长"),
        ("a: {words: {红本本: ''}}", "“红本本”"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_written(db, file, text, reason):
    before = Synonym.objects.count()
    with pytest.raises(BadWords, match=reason):
        load(read(file(text)))
    assert Synonym.objects.count() == before


def test_the_command_refuses_with_a_reason(db, tmp_path, file):
    with pytest.raises(CommandError, match="不是常用词文件"):
        told(file("- 红本本"))
    with pytest.raises(CommandError, match="读不了文件"):
        told(tmp_path / "none.yaml")


def test_our_own_words_are_in_the_demo_and_mean_something_else_than_they_say(db):
    words = read()
    assert Synonym.objects.count() >= len(words) >= 150
    assert [s.word for s in words if s.word in s.means.split() or not s.note] == []


def test_no_word_stands_twice_in_our_own_file():
    lines = [line.split(":")[0].strip() for line in FILE.read_text("utf-8").splitlines() if line.startswith("    ")]
    words = [line for line in lines if not line.startswith("#")]
    assert sorted(words) == sorted(
        {w for group in yaml.safe_load(FILE.read_text("utf-8")).values() for w in group["words"]}
    )
