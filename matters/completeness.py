"""Publication checks as data: what must be there (errors) and what is usually a mistake (warnings).

Each check is one function over a guide that yields what it found; CHECKS is the table that the admin, `check_catalog` and publishing read. The
warnings have each been seen in real catalogs.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum

from matters.enums import ChannelKind, How, LimitKind, LimitUnit, MatterType, ModeKind, Necessity, ProcessingType
from matters.guide import Guide, Limit


class Severity(StrEnum):
    """ERROR stops publishing, WARNING is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong: `check` names the rule, `field` the place (requirements[2].name), `message` says it in Chinese."""

    severity: Severity
    check: str
    field: str
    message: str


Found = Iterator[tuple[str, str]]
CHECKS: list[tuple[Severity, str, Callable[[Guide, date], Found]]] = []


def check(guide: Guide, today: date) -> list[Finding]:
    """All findings of a guide, errors first. `today` is what "a date in the past" is measured against."""
    findings = [
        Finding(severity=severity, check=name, field=field, message=message)
        for severity, name, rule in CHECKS
        for field, message in rule(guide, today)
    ]
    return sorted(findings, key=lambda f: f.severity != Severity.ERROR)


def errors(findings: list[Finding]) -> list[Finding]:
    """Those that stop publishing."""
    return [f for f in findings if f.severity == Severity.ERROR]


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every non-empty text in a dataclass with its place: ("requirements[2].name", "居民身份证")."""
    if isinstance(value, str):
        if value:
            yield path, str(value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, f"{path}[{index}]")
    elif is_dataclass(value):
        for f in fields(value):
            yield from texts(getattr(value, f.name), f"{path}.{f.name}" if path else f.name)


def _rule(severity: Severity) -> Callable[[Callable[[Guide, date], Found]], Callable[[Guide, date], Found]]:
    def register(rule: Callable[[Guide, date], Found]) -> Callable[[Guide, date], Found]:
        CHECKS.append((severity, rule.__name__, rule))
        return rule

    return register


error = _rule(Severity.ERROR)
warning = _rule(Severity.WARNING)

# Fields a sheet has a block for, with what the editor is told when there is nothing to show.
_NEEDED = {
    "name": "事项名称",
    "implementation_code": "实施编码",
    "audiences": "服务对象",
    "conditions": "受理条件",
    "steps": "办理环节",
    "legal_basis": "设定依据",
    "channels": "办理渠道",
    "handlings": "办理层级",
    "consult_phone": "咨询电话",
    "complaint_phone": "投诉电话",
}


@error
def block_empty(guide: Guide, today: date) -> Found:
    """A block of the sheet has nothing to show."""
    for field, label in _NEEDED.items():
        if not getattr(guide, field):
            yield field, f"没有填写{label}，告知单上的这一栏会是空的。"
    if not guide.department.name:
        yield "department", "没有填写实施主体。"
    if not guide.result.name:
        yield "result.name", "没有填写办理结果名称。"
    if not guide.result.delivery:
        yield "result.delivery", "没有填写结果送达方式。"


@error
def limit_missing(guide: Guide, today: date) -> Found:
    """Statutory and promised limits must be told; a public service may have no statutory one."""
    if guide.limit(LimitKind.PROMISED) is None:
        yield "limits", "没有填写承诺办结时限。"
    if guide.limit(LimitKind.STATUTORY) is None and guide.matter_type != MatterType.PUBLIC_SERVICE:
        yield "limits", "没有填写法定办结时限（公共服务事项可以没有）。"


@error
def materials_missing(guide: Guide, today: date) -> Found:
    """No materials, and nobody said that none are needed."""
    if not guide.requirements and not guide.no_materials:
        yield "requirements", "没有申请材料。确实不需要材料的，请勾选“无需提交材料”。"


_PLACEHOLDER = re.compile(
    r"X{2,}|[×✕]{2,}|…{2,}|\.{4,}|\[\s*\]|【\s*】|待补充|待完善|测试(?!报告|结果|合格|成绩|机构|费)", re.IGNORECASE
)


@error
def placeholder_text(guide: Guide, today: date) -> Found:
    """Text that was meant to be replaced."""
    for field, text in texts(guide):
        if not field.endswith("_url") and (found := _PLACEHOLDER.search(text)):
            yield field, f"“{_short(text)}”里有占位文字“{found.group()}”。"


@error
def control_character(guide: Guide, today: date) -> Found:
    """Characters that cannot be printed."""
    for field, text in texts(guide):
        if bad := [c for c in text if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029\ufeff\ufffd"]:
            yield field, f"“{_short(text)}”里有不可见的控制字符 U+{ord(bad[0]):04X}。"


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
        if against and _days(p) > max(map(_days, against)):
            yield "limits", f"承诺时限{p.amount}{p.unit.label}长于法定时限。"


@warning
def immediate_but_committed(guide: Guide, today: date) -> Found:
    """即办 without 即办件, and the other way round."""
    promised = guide.limit(LimitKind.PROMISED)
    if promised is None:
        return
    on_the_spot = promised.amount == 0 and not any(x.amount for x in guide.limits if x.kind == LimitKind.PROMISED)
    if on_the_spot and guide.processing_type != ProcessingType.IMMEDIATE:
        yield "processing_type", "承诺当场办结，但办件类型不是即办件。"
    if guide.processing_type == ProcessingType.IMMEDIATE and _days(promised) > 1.5:
        yield "processing_type", "办件类型是即办件，但承诺时限超过1个工作日。"


@warning
def visits_unexplained(guide: Guide, today: date) -> Found:
    """到现场次数 > 0 without a reason, or 0 with the window as the only channel."""
    if guide.visits > 0 and not guide.visits_reason:
        yield "visits_reason", "到现场次数大于0，没有说明必须到现场的原因。"
    if guide.visits == 0 and {c.kind for c in guide.channels} == {ChannelKind.WINDOW}:
        yield "visits", "到现场次数为0，但办理渠道只有窗口。"


@warning
def fee_without_basis(guide: Guide, today: date) -> Found:
    """A charge must name what allows it."""
    for index, charge in enumerate(guide.charges):
        if not charge.basis:
            yield f"charges[{index}].basis", f"收费项目“{charge.name}”没有收费依据。"


@warning
def phones_doubtful(guide: Guide, today: date) -> Found:
    """Consultation and complaint phone the same, or without area code."""
    if guide.consult_phone and guide.consult_phone == guide.complaint_phone:
        yield "complaint_phone", "投诉电话与咨询电话相同。"
    for field, label in (("consult_phone", "咨询电话"), ("complaint_phone", "投诉电话")):
        number = getattr(guide, field)
        if number and not re.match(r"0\d{2,3}-\d{7,8}|1[0-9]{2,4}\b|9\d{4}|400", number):
            yield field, f"{label}“{number}”没有区号。"


@warning
def steps_longer_than_promise(guide: Guide, today: date) -> Found:
    """The working days of the steps add up to more than the promise."""
    promised = guide.limit(LimitKind.PROMISED)
    if promised is None or promised.unit != LimitUnit.WORKDAY or any(x.when for x in guide.limits):
        return
    total = sum(int(m.group(1)) for s in guide.steps if not s.when and (m := re.fullmatch(r"(\d+)个?工作日", s.limit)))
    if total > promised.amount:
        yield "steps", f"各环节时限合计{total}个工作日，超过承诺的{promised.amount}个工作日。"


_DOCUMENTS = ("居民身份证", "居民户口簿", "结婚证", "离婚证", "营业执照", "残疾人证", "居住证", "健康证明", "毕业证书")


@warning
def document_not_listed(guide: Guide, today: date) -> Found:
    """A document named in a condition that is missing in the materials."""
    names = " ".join(r.name for r in guide.requirements)
    for index, condition in enumerate(guide.conditions):
        for document in _DOCUMENTS:
            if f"持有{document}" in condition.text.replace("有效", "") and document not in names:
                yield f"conditions[{index}]", f"受理条件提到“{document}”，申请材料里没有。"


@warning
def in_person_but_agent(guide: Guide, today: date) -> Found:
    """“本人到场” while somebody else may come."""
    agent = any(m.kind == ModeKind.ASSISTED for m in guide.modes) or any(h.how == How.ASSIST for h in guide.handlings)
    agent = agent or any("代办" in r.name or "委托" in r.name for r in guide.requirements)
    for field, text in texts(guide):
        if agent and re.search(r"(须|必须|应当?)由?本人(亲自)?到(场|现场)", text):
            yield field, f"“{_short(text)}”要求本人到场，但本事项允许代办。"


@warning
def two_documents_in_one_row(guide: Guide, today: date) -> Found:
    """“身份证、户口本” is two materials."""
    for index, r in enumerate(guide.requirements):
        if re.search(r"(证|簿|本|书|照|表)[、和及与](?!其)[^（]*?(证|簿|本|书|照|表)", _outside_brackets(r.name)):
            yield f"requirements[{index}].name", f"“{r.name}”像是两份材料写在一行，请分开。"


@warning
def hidden_alternative(guide: Guide, today: date) -> Found:
    """“身份证或户口簿” is a 二选一 group."""
    for index, r in enumerate(guide.requirements):
        if not r.any_of and re.search(r"(证|簿|本|书|照|表|件|明)或(者)?\S", _outside_brackets(r.name)):
            yield f"requirements[{index}].name", f"“{r.name}”里藏着二选一，请拆成可选的一组。"


@warning
def condition_in_brackets(guide: Guide, today: date) -> Found:
    """“（非本人办理时提供）” belongs into the conditions."""
    for index, r in enumerate(guide.requirements):
        if found := re.search(r"[（(]([^）)]*(时|的|需|须)(提供|提交)?)[）)]", r.name):
            yield f"requirements[{index}].name", f"“{r.name}”把条件写在括号里，请改用情形条件：{found.group(1)}。"


@warning
def form_without_blank(guide: Guide, today: date) -> Found:
    """An application form with neither blank nor sample to download."""
    for index, r in enumerate(guide.requirements):
        if re.search(r"(申请表|登记表|审批表|申请书)$", r.name) and not (r.blank_url and r.sample_url):
            yield f"requirements[{index}].blank_url", f"“{r.name}”没有空白表或填写样表。"


@warning
def deferral_without_deadline(guide: Guide, today: date) -> Found:
    """容缺后补 must say until when."""
    for index, r in enumerate(guide.requirements):
        if r.necessity == Necessity.DEFERRABLE and not r.defer:
            yield f"requirements[{index}].defer", f"“{r.name}”可容缺后补，没有写补交期限。"


@warning
def lone_alternative(guide: Guide, today: date) -> Found:
    """A 二选一 group of one."""
    labels = [r.any_of for r in guide.requirements if r.any_of]
    for index, r in enumerate(guide.requirements):
        if r.any_of and labels.count(r.any_of) == 1:
            yield f"requirements[{index}].any_of", f"“{r.any_of}”这一组只有“{r.name}”一项，不成选择。"


@warning
def mixed_width(guide: Guide, today: date) -> Found:
    """Half-width brackets around Chinese, a full-width bracket closed by a half-width one, full-width digits."""
    for field, text in texts(guide):
        if field.endswith(("_url", "url", "phone", "code")):
            continue
        if re.search(r"\([^()]*[\u4e00-\u9fff][^()]*\)|（[^（）]*\)|\([^（）]*）", text):
            yield field, f"“{_short(text)}”的括号全角半角混用。"
        elif re.search(r"[０-９]", text):
            yield field, f"“{_short(text)}”里有全角数字。"


@warning
def html_in_text(guide: Guide, today: date) -> Found:
    """Tags left over from Word; they would be printed as they stand."""
    for field, text in texts(guide):
        if found := re.search(r"</?[a-zA-Z][^>]{0,80}>|&(nbsp|lt|gt|amp|#\d+);", text):
            yield field, f"“{_short(text)}”里有网页标记“{found.group()}”。"


@warning
def date_in_the_past(guide: Guide, today: date) -> Found:
    """“截至2019年12月31日” long after. Dates of laws (in titles, numbers and bases) are meant to be past."""
    for field, text in texts(guide):
        if field.startswith("legal_basis") or field.endswith(("basis", "source_note")):
            continue
        for y, m, d in re.findall(r"(?:截止|截至|有效期至|至|于)(\d{4})年(\d{1,2})月(\d{1,2})日(?:前|止|之前)?", text):
            if (int(y), int(m), int(d)) < (today.year, today.month, today.day):
                yield field, f"“{_short(text)}”里的日期{y}年{m}月{d}日已经过去。"


@warning
def option_without_effect(guide: Guide, today: date) -> Found:
    """A question on which nothing depends."""
    used = {
        token.partition(".")[0]
        for name in ("requirements", "steps", "charges", "limits", "conditions", "handlings", "questions")
        for row in getattr(guide, name)
        for token in row.when
    }
    for index, question in enumerate(guide.questions):
        if question.key not in used:
            yield f"questions[{index}]", f"“{question.text}”的回答不影响任何内容，不必问。"


@warning
def remedies_missing(guide: Guide, today: date) -> Found:
    """An administrative act without a word on review or litigation."""
    if not guide.remedies and guide.matter_type != MatterType.PUBLIC_SERVICE:
        yield "remedies", "没有写权利救济（陈述申辩、行政复议、行政诉讼）。"


_DAYS = {
    LimitUnit.WORKDAY: 1.4,
    LimitUnit.DAY: 1.0,
    LimitUnit.HOUR: 1 / 24,
    LimitUnit.WEEK: 7.0,
    LimitUnit.MONTH: 30.0,
    LimitUnit.YEAR: 365.0,
}


def _days(limit: Limit) -> float:
    """Roughly how many calendar days; only for comparing."""
    return limit.amount * _DAYS[limit.unit]


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _outside_brackets(name: str) -> str:
    """A name without its bracketed parts and quoted titles, in which “和” and “或” are not about papers."""
    return re.sub(r"（[^）]*）|\([^)]*\)|《[^》]*》", "", name)
