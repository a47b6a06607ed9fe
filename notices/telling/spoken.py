"""A sheet as a script to read aloud on the telephone: short sentences, one step after the other. Pure.

Who only hears it can neither look back nor skim: so at most three papers before a pause, a count before a list, figures as they are said. The
sheet itself follows as a link; the script must not leave out what is on it and has to be brought.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from notices.sheet import Line, MaterialLine, Sheet
from notices.telling.spoken_numbers import cardinal, counted, digit_by_digit, spoken

AT_ONCE = 3
"""How many papers are told before the pause in which they are written down."""
_USUAL_FORM = "均可"
_OPEN_CONDITION = re.compile(r"【(.+?)】")
_SERIAL = re.compile(r"(.*)〔(\d{4})〕(\d+)")
_NUMBERED = re.compile(r"(?:^|；)\d+\. ")
_SIGNS = str.maketrans({"→": "，接着", "＋": "、", "·": "，", " ": None})
_SHOWN = ("样表", "空白表")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to say; `written` is what it says as it stands on the paper, where that looks different (figures)."""

    text: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences of one step, to be said in one go."""

    title: str
    sentences: tuple[Sentence, ...]


def script(sheet: Sheet) -> tuple[Group, ...]:
    """All that is said on the telephone for this sheet, in its order; the last group only when the caller asks."""
    groups = (
        Group("开头", tuple(_greeting(sheet))),
        Group("情形", tuple(_situation(sheet))),
        *_papers(sheet),
        Group("到哪里、什么时候", tuple(_place(sheet))),
        Group("多久、多少钱", tuple(_terms(sheet))),
        Group("电话", tuple(_phones(sheet))),
        Group("告知单和结束语", tuple(_closing(sheet))),
        Group("对方问到再说", tuple(_when_asked(sheet))),
    )
    return tuple(group for group in groups if group.sentences)


def _said(text: str, before: str = "", after: str = "") -> Sentence:
    """A sentence around a text of the sheet."""
    told = spoken(_OPEN_CONDITION.sub(r"\1，", text.translate(_SIGNS)))
    return Sentence(f"{before}{told}{after}", text if told != text else "")


def _greeting(sheet: Sheet) -> Iterator[Sentence]:
    place = "" if not sheet.site or sheet.site in sheet.office else sheet.site
    yield Sentence(f"您好，这里是{sheet.office}{'，' if place else ''}{place}。")
    if clerk := _texts(sheet.foot).get("clerk"):
        yield Sentence(f"我是首问责任人，{spoken(clerk.replace(' ', '，'))}。")
    yield Sentence(f"您问的是“{sheet.matter}”，要准备什么、到哪里办，我一次给您说全，您可以拿笔记一下。")


def _situation(sheet: Sheet) -> Iterator[Sentence]:
    for line in sheet.situation:
        yield Sentence(f"“{line.label}”您说的是“{line.text}”。")
    if members := _texts(sheet.meta).get("members"):
        yield _said(members, "这件事包含：", "。")
    yield from _conditions(sheet.conditions.text)


def _conditions(text: str) -> Iterator[Sentence]:
    """Those that are numbered on the paper one by one."""
    several = [part for part in _NUMBERED.split(text) if part]
    if len(several) > 1:
        yield Sentence(f"受理条件有{counted(len(several))}条。")
        for number, part in enumerate(several, 1):
            yield _said(part, f"第{cardinal(number)}条，", "。")
    elif text:
        yield _said(text, "受理条件：", "。")


def _papers(sheet: Sheet) -> Iterator[Group]:
    items = [list(rows) for _, rows in groupby(sheet.materials, key=lambda row: row.number)]
    if not items:
        yield Group("材料", (Sentence("不用带任何材料。"),))
        return
    is_usual = any(row.form == _USUAL_FORM for row in sheet.materials)
    yield Group("材料", tuple(_how_many(len(items), is_usual=is_usual)))
    parts = -(-len(items) // AT_ONCE)
    for part in range(parts):
        first, end = (len(items) * n // parts for n in (part, part + 1))
        numbers = dict.fromkeys((first + 1, end))
        title = f"材料：第{'至'.join(map(cardinal, numbers))}项"
        yield Group(title, tuple(sentence for rows in items[first:end] for sentence in _item(rows)))


def _how_many(count: int, *, is_usual: bool) -> Iterator[Sentence]:
    yield Sentence(f"一共要准备{counted(count)}项材料，我慢慢说。" if count > 1 else "只要准备一项材料。")
    if is_usual:
        yield Sentence("没有特别说明的，纸质、电子都可以。")


def _item(rows: Sequence[MaterialLine]) -> Iterator[Sentence]:
    """One number of the list: a paper, or several of which one is enough."""
    number = f"第{cardinal(rows[0].number)}项，"
    if len(rows) == 1:
        yield _paper(rows[0], f"{number}{_only(rows[0].condition)}")
        return
    shared = rows[0].condition if len({row.condition for row in rows}) == 1 else ""
    names = "、".join(row.name for row in rows)
    yield Sentence(f"{number}{_only(shared)}{counted(len(rows))}样{_choice(rows[0])}：{names}。")
    for position, row in enumerate(rows):
        yield _paper(row, ("或者" if position else "") + ("" if shared else _only(row.condition)) + "用")


def _only(condition: str) -> str:
    return f"{spoken(condition)}才要，" if condition else ""


def _choice(row: MaterialLine) -> str:
    return "任选其一" if not row.group_label or row.group_label.endswith("选一") else row.group_label


def _paper(row: MaterialLine, before: str) -> Sentence:
    """`第五项，支出型困难时才要，授权书，原件一份。成年成员签名。`"""
    counts = "、".join(filter(None, (_count("原件", row.original), _count("复印件", row.copies))))
    form = "" if row.form in ("", _USUAL_FORM) else f"要{row.form}的"
    own = "，".join(filter(None, (row.name, counts, form)))
    more = "。".join(filter(None, (row.note, *map(_flag, row.flags))))
    told = spoken(more)
    return Sentence(f"{before}{own}。{told}{'。' if told else ''}", more if told != more else "")


def _count(what: str, number: str) -> str:
    return f"{what}{counted(int(number)) if number.isdecimal() and len(number) < 5 else number}份" if number else ""


def _flag(flag: str) -> str:
    if flag in _SHOWN:
        return f"{flag}可以扫码或从网页下载"
    kind, _, more = flag.partition("：")
    return "，".join(filter(None, ({"可容缺": "可以先受理后补", "免交": "不用交"}.get(kind, kind), more)))


def _place(sheet: Sheet) -> Iterator[Sentence]:
    place = _texts(sheet.place)
    before = {"where": "办理地点：", "hours": "上班时间：", "transit": "怎么来：", "note": "请注意："}
    for key, words in before.items():
        if text := place.get(key):
            yield _said(text, words, "。")


def _terms(sheet: Sheet) -> Iterator[Sentence]:
    strip, details = _texts(sheet.strip), _texts(sheet.details)
    if promised := strip.get("promised"):
        yield _said(promised, "承诺办结时间：", "。")
    if completes := strip.get("completes"):
        yield _said(completes, "今天受理的话，", "。")
    yield _said(details.get("charges") or strip.get("fee", ""), "费用：", "。")
    if visits := strip.get("visits"):
        yield _said(visits, "要跑几趟：", "。")
    for key, words in (("obtained", "途中会取得、不用带的："), ("result", "办好以后："), ("modes", "还可以用的服务：")):
        if text := details.get(key):
            yield _said(text, words, "。")


def _phones(sheet: Sheet) -> Iterator[Sentence]:
    place = _texts(sheet.place)
    for key, words in (("consult", "有问题打咨询电话："), ("complaint", "投诉电话："), ("progress", "查进度：")):
        if text := place.get(key):
            yield _said(text, words, "。")


def _closing(sheet: Sheet) -> Iterator[Sentence]:
    if sheet.issued:
        yield Sentence("这张告知单的网址我用短信发给您，点开就能看、能打印。")
    if serial := _SERIAL.fullmatch(sheet.serial):
        site, year, number = serial.groups()
        read = f"{site}，{digit_by_digit(year).replace('幺', '一')}，{digit_by_digit(number)}"
        yield Sentence(f"也请记一下编号：{read}。", sheet.serial)
    elif sheet.serial:
        yield Sentence(f"也请记一下编号：{sheet.serial}。")
    if not sheet.issued:
        yield Sentence("我这就给您出告知单，网址用短信发给您。")
    if sheet.footer:
        yield _said(sheet.footer.rstrip("。"), after="。")
    yield Sentence("还有哪里没听清楚，我再说一遍？……好，感谢您来电，再见。")


def _when_asked(sheet: Sheet) -> Iterator[Sentence]:
    """What is on the sheet besides: steps, limits of law, remedies, questions and answers."""
    told = {"charges", "obtained", "result", "modes"}
    lines: Iterable[Line] = (*sheet.meta, *(line for line in sheet.details if line.key not in told))
    for line in lines:
        yield _said(line.text.rstrip("。"), f"{line.label}：", "。")
    for step in sheet.steps:
        more = "，".join(filter(None, (step.condition, step.name, step.who, step.limit, step.result)))
        yield _said(more, f"第{cardinal(step.number)}步，", "。")
    for faq in sheet.faqs:
        yield _said(faq.text.rstrip("。"), f"问“{faq.label}”，答：", "。")
    for other in sheet.other_sites:
        yield _said(other.text, f"也可以到{other.label}，电话", "。")


def _texts(lines: Iterable[Line]) -> dict[str, str]:
    return {line.key: line.text.rstrip("。") for line in lines}
