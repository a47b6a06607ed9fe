"""Errors: what is there and cannot be published as it stands."""

import re
from datetime import date

from matters.completeness.finding import Found, error, rough_days, short, texts
from matters.enums import LimitKind
from matters.guide import Guide

_PLACEHOLDER = re.compile(
    r"X{2,}|[×✕]{2,}|…{2,}|\.{4,}|\[\s*\]|【\s*】|待补充|待完善|测试(?!报告|结果|合格|成绩|机构|费)", re.IGNORECASE
)


_NOT_READ = re.compile(r"(?:_url|code|key|(?:when|sites)\[\d+\])$")
"""Fields that name something instead of telling it: in a bundle they begin with a public code, and that may hold two X."""


@error
def placeholder_text(guide: Guide, today: date) -> Found:
    """Text that was meant to be replaced."""
    for field, text in texts(guide):
        if not _NOT_READ.search(field) and (found := _PLACEHOLDER.search(text)):
            yield field, f"“{short(text)}”里有占位文字“{found.group()}”。"


@error
def control_character(guide: Guide, today: date) -> Found:
    """Characters that cannot be printed."""
    for field, text in texts(guide):
        if bad := [c for c in text if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029\ufeff\ufffd"]:
            yield field, f"“{short(text)}”里有不可见的控制字符 U+{ord(bad[0]):04X}。"


@error
def option_unknown(guide: Guide, today: date) -> Found:
    """A condition names an option that does not exist, or a question opens only by a later one."""
    valid = {f"{q.key}.{o.key}" for q in guide.questions for o in q.options}
    for name in ("requirements", "steps", "charges", "limits", "conditions", "handlings", "questions"):
        for index, row in enumerate(getattr(guide, name)):
            for token in row.when:
                if token not in valid:
                    yield f"{name}[{index}].when", f"条件“{token}”对应的情形选项不存在。"
    earlier: set[str] = set()
    for index, question in enumerate(guide.questions):
        if late := [t for t in question.when if t in valid and t.partition(".")[0] not in earlier]:
            yield f"questions[{index}].when", f"“{question.text}”的出现条件“{late[0]}”必须来自排在它前面的问题。"
        earlier.add(question.key)


@error
def question_malformed(guide: Guide, today: date) -> Found:
    """Keys twice, or a question with fewer than two options."""
    keys = [q.key for q in guide.questions]
    for index, question in enumerate(guide.questions):
        if keys.count(question.key) > 1:
            yield f"questions[{index}].key", f"情形问题代号“{question.key}”重复。"
        options = [o.key for o in question.options]
        if len(options) < 2:
            yield f"questions[{index}].options", f"“{question.text}”至少要有两个选项。"
        if len(set(options)) < len(options):
            yield f"questions[{index}].options", f"“{question.text}”的选项代号有重复。"


@error
def promise_longer_than_law(guide: Guide, today: date) -> Found:
    """承诺时限 must not exceed 法定时限, compared among limits with the same condition and over the longest of each."""
    promised = [x for x in guide.limits if x.kind == LimitKind.PROMISED]
    statutory = [x for x in guide.limits if x.kind == LimitKind.STATUTORY]
    for p in promised:
        against = [s for s in statutory if s.when == p.when] or statutory
        if against and rough_days(p) > max(map(rough_days, against)):
            yield "limits", f"承诺时限{p.amount}{p.unit.label}长于法定时限。"
