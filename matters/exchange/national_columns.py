"""The national exchange tables (up_task_…): their columns, and what of a working copy stands in each.

Only what the catalog holds is written. What it does not hold (whether fees can be paid online, the depth of online handling, pictures of flow charts)
stays empty, and the export names the required ones among it. The platform's digits are those of `sources.NATIONAL`, the other way round; where it has
none that could be verified (时限单位, 材料形式) the words stand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from matters.enums import ChannelKind, Delivery, Level, LimitKind, ModeKind, Scope, Standing
from matters.exchange.sources import NATIONAL
from matters.guide import Charge, Faq, Limit
from matters.models import Topic
from matters.place import Place
from matters.storing import Known
from matters.working_copy import Requirement, WorkingCopy

Value = str | int
MANY = "^"
"""Stands between several codes in one cell."""
_DIGITS: Mapping[str, Mapping[Any, str]] = {
    field: {value: digit for digit, value in reversed(list(codes.items()))} for field, codes in NATIONAL.items()
}
_STATES = {Standing.LIVE: "1", Standing.SUSPENDED: "2", Standing.RETIRED: "3", Standing.DRAFT: "4"}
_AREA = {Scope.DISTRICT: "全县"}
_TYPE_WIDTH = 2
_LONGEST_PLACES = 480
"""Characters of all addresses or hours of a matter in one cell."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a working copy does not hold: the matter's standing, and number and dates of the edition in force, else of the newest."""

    standing: Standing = Standing.DRAFT
    number: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is made from: the matter, the row of its list (itself for the matter's own tables), its place from 1, and the catalog's rows."""

    copy: WorkingCopy
    row: Any
    number: int
    known: Known
    places: Mapping[str, Place]
    published: Published = Published()


@dataclass(frozen=True, slots=True)
class NationalColumn:
    """`name` as in the exchange table, `words` its Chinese; `required` as the platform asks for it."""

    name: str
    words: str
    value: Callable[[Subject], Value]
    required: bool = False


@dataclass(frozen=True, slots=True)
class NationalTable:
    """`rows` are the working copy's rows it holds: the copy itself, or those of a list."""

    name: str
    columns: tuple[NationalColumn, ...]
    rows: Callable[[WorkingCopy], Iterable[Any]] = lambda copy: (copy,)


def digit(field: str, value: Any) -> str:
    """The platform's code for one of our values; empty where it has none."""
    return _DIGITS[field].get(value, "")


def _digits(field: str, values: Iterable[Any]) -> str:
    return MANY.join(filter(None, (digit(field, value) for value in values)))


def _numbered(texts: Iterable[str]) -> str:
    found = list(texts)
    return found[0] if len(found) == 1 else "\n".join(f"{number}、{text}" for number, text in enumerate(found, 1))


def _yes(answer: object) -> str:
    return "1" if answer else "0"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _type(subject: Subject) -> str:
    return digit("matter_type", subject.copy.matter_type).zfill(_TYPE_WIDTH) if subject.copy.matter_type else ""


def _limit(copy: WorkingCopy, kind: LimitKind) -> Limit | None:
    """The one that always applies, else the first."""
    found = [limit for limit in copy.limits if limit.kind == kind]
    return next((limit for limit in found if not limit.when), next(iter(found), None))


def _of_limit(kind: LimitKind, read: Callable[[Limit], Value]) -> Callable[[Subject], Value]:
    def value(subject: Subject) -> Value:
        limit = _limit(subject.copy, kind)
        return read(limit) if limit else ""

    return value


def _has_channel(subject: Subject, *kinds: ChannelKind) -> bool:
    return any(channel.kind in kinds for channel in subject.copy.channels)


def _url(subject: Subject, kind: ChannelKind) -> str:
    return next((channel.url for channel in subject.copy.channels if channel.kind == kind and channel.url), "")


def _sites(subject: Subject) -> Iterator[str]:
    """The codes of the sites that handle it, the district's first."""
    for level in Level:
        handlings = [h for h in subject.copy.handlings if h.level == level]
        for code, place in subject.places.items():
            if place.level == level and any(not h.sites or code in h.sites for h in handlings):
                yield code


def _told_of_sites(subject: Subject, read: Callable[[Place], str]) -> str:
    """What is told of each site, once, as far as the column is long."""
    found = ""
    for words in dict.fromkeys(read(subject.places[code]) for code in _sites(subject)):
        if len(found) + len(words) > _LONGEST_PLACES:
            return f"{found}等"
        found += f"；{words}" if found else words
    return found


def _topics(subject: Subject, kind: str) -> str:
    return MANY.join(name for name in subject.copy.topics if subject.known.topics[name].kind == kind)


def _step(step: Any) -> str:
    return f"{step.name}：{step.content}" if step.content else str(step.name)


def _law(law: Any) -> str:
    return "".join(
        (law.title, f"（{law.number}）" if law.number else "", law.article, f"：{law.text}" if law.text else "")
    )


C = NationalColumn
S, P = LimitKind.STATUTORY, LimitKind.PROMISED
_TASK_CODE = C("task_code", "实施编码", lambda s: s.copy.implementation_code, True)
_TASK_NAME = C("task_name", "事项名称", lambda s: s.copy.name, True)
_CODED = (_TASK_CODE, _TASK_NAME)
"""What ties a row of any table to its matter."""

DIRECTORY = NationalTable("up_task_directory", (
    C("catalog_code", "基本编码", lambda s: s.copy.basic_code, True),
    *_CODED,
    C("task_type", "事项类型", _type, True),
    C("use_level", "行使层级", lambda s: digit("exercise_level", s.copy.exercise_level), True),
    C("by_law", "设定依据", lambda s: _numbered(map(_law, s.copy.legal_basis)), True),
    C("task_state", "事项状态", lambda s: _STATES[s.published.standing], True),
    C("task_version", "事项版本", lambda s: s.published.number or "", True),
    C("plan_effective_date", "计划生效日期", lambda s: _day(s.published.since)),
    C("plan_cancel_date", "计划取消日期", lambda s: _day(s.published.until)),
))  # fmt: skip
BASIC = NationalTable("up_task_general_basic", (
    *_CODED,
    C("task_handle_item", "业务办理项编码", lambda s: s.copy.item_code),
    C("power_source", "权力来源", lambda s: digit("power_source", s.copy.power_source), True),
    C("dept_code", "实施主体编码(统一社会信用代码)", lambda s: s.copy.department.code, True),
    C("dept_name", "实施主体", lambda s: s.copy.department.name, True),
    C("dept_type", "实施主体性质", lambda s: digit("nature", s.known.departments[s.copy.department.name].nature), True),
    C("entrust_name", "委托部门", lambda s: s.copy.entrusting_department),
    C("anticipate_day", "法定办结时限", _of_limit(S, lambda limit: limit.amount), True),
    C("anticipate_type", "法定办结时限单位", _of_limit(S, lambda limit: limit.unit.label), True),
    C("anticipate_explain", "法定办结时限说明", _of_limit(S, lambda limit: limit.note)),
    C("promise_day", "承诺办结时限", _of_limit(P, lambda limit: limit.amount), True),
    C("promise_type", "承诺办结时限单位", _of_limit(P, lambda limit: limit.unit.label), True),
    C("promise_explain", "承诺办结时限说明", _of_limit(P, lambda limit: limit.note)),
    C("accept_condition", "受理条件", lambda s: _numbered(c.text for c in s.copy.conditions), True),
    C("handle_flow", "办理流程(图)", lambda s: _numbered(map(_step, s.copy.steps)), True),
    C("special_procedure", "特别程序", lambda s: _numbered(p.name for p in s.copy.pauses) if s.copy.pauses else "无", True),
    C("is_fee", "是否收费", lambda s: _yes(s.copy.charges), True),
    C("fee_basis", "收费依据", lambda s: "；".join(dict.fromkeys(c.basis for c in s.copy.charges if c.basis))),
    C("server_type", "服务对象", lambda s: _digits("audiences", s.copy.audiences), True),
    C("project_type", "办件类型", lambda s: digit("processing_type", s.copy.processing_type), True),
    C("handle_type", "办理形式", lambda s: _digits("channels", (c.kind for c in s.copy.channels))),
    C("limit_scene_num", "到办事现场次数", lambda s: s.copy.visits, True),
    C("transact_addr", "办理地点", lambda s: _told_of_sites(s, lambda p: f"{p.name}（{p.address}）"), True),
    C("transact_time", "办理时间", lambda s: _told_of_sites(s, lambda p: p.hours), True),
    C("link_way", "咨询方式", lambda s: s.copy.consult_phone, True),
    C("supervise_way", "监督投诉方式", lambda s: s.copy.complaint_phone, True),
    C("link_addr", "计算机端在线办理跳转地址", lambda s: _url(s, ChannelKind.WEB)),
    C("mobile_terminal_url", "移动端办理地址", lambda s: _url(s, ChannelKind.MOBILE)),
))  # fmt: skip
EXTEND = NationalTable("up_task_general_extend", (
    *_CODED,
    C("is_entry_center", "是否进驻政务大厅", lambda s: _yes(any(h.level == Level.DISTRICT for h in s.copy.handlings)), True),
    C("handle_area", "通办范围", lambda s: _AREA.get(s.copy.scope, str(s.copy.scope.label))),
    C("limit_explain", "数量限制", lambda s: s.copy.quantity_limit),
    C("limit_scene_explain", "必须现场办理原因说明", lambda s: s.copy.visits_reason),
    C("is_schedule", "是否支持预约办理", lambda s: _yes(any(m.kind == ModeKind.APPOINTMENT for m in s.copy.modes))),
    C("is_pay_online", "是否支持网上支付", lambda s: "" if s.copy.charges else "0", True),
    C("is_express", "是否支持物流快递",
      lambda s: _yes(_has_channel(s, ChannelKind.POST) or Delivery.POST in s.copy.result_delivery), True),
    C("is_service_terminals", "是否支持自助终端办理", lambda s: _yes(_has_channel(s, ChannelKind.TERMINAL))),
    C("is_online", "是否网办", lambda s: _yes(_has_channel(s, ChannelKind.WEB, ChannelKind.MOBILE)), True),
    C("online_handle_depth", "网上办理深度", lambda s: ""),
    C("result_type", "审批结果类型", lambda s: digit("result_kind", s.copy.result_kind), True),
    C("result_name", "审批结果名称", lambda s: s.copy.result_name),
    C("result_guid", "审批结果样本", lambda s: ""),
    C("service_type", "中介服务", lambda s: s.copy.intermediary),
    C("other_dept", "联办机构", lambda s: MANY.join(p.name for p in s.copy.joint_departments)),
    C("user_topic_type", "面向自然人事项主题分类", lambda s: _topics(s, Topic.Kind.LIFE)),
    C("corp_topic_type", "面向法人事项主题分类", lambda s: _topics(s, Topic.Kind.BUSINESS)),
    C("town_name", "乡镇街道名称", lambda s: ""),
    C("town_code", "乡镇街道代码", lambda s: ""),
    C("village_name", "村居社区名称", lambda s: ""),
    C("village_code", "村居社区代码", lambda s: ""),
))  # fmt: skip


def _paper(read: Callable[[Requirement], Value]) -> Callable[[Subject], Value]:
    return lambda subject: read(subject.row)


def _fee(read: Callable[[Charge], Value]) -> Callable[[Subject], Value]:
    return lambda subject: read(subject.row)


def _faq(read: Callable[[Faq], Value]) -> Callable[[Subject], Value]:
    return lambda subject: read(subject.row)


MATERIAL = NationalTable("up_task_general_material", (
    *_CODED,
    C("order_num", "排序", lambda s: s.number, True),
    C("material_name", "材料名称", _paper(lambda r: r.name_override or r.material), True),
    C("material_type", "材料类型", lambda s: ""),
    C("material_format", "材料形式", _paper(lambda r: str(r.form.label))),
    C("is_need", "材料必要性", _paper(lambda r: digit("necessity", r.necessity)), True),
    C("page_num_y", "原件份数", _paper(lambda r: r.original)),
    C("page_num_f", "复印件份数", _paper(lambda r: r.copies)),
    C("page_format", "纸质材料规格", lambda s: ""),
    C("form_guid", "空白表格", lambda s: ""),
    C("example_guid", "示例样表", lambda s: ""),
    C("source_type", "来源渠道", _paper(lambda r: digit("source", r.source) if r.source else "")),
    C("source_explain", "来源渠道说明", _paper(lambda r: r.how_to_get)),
    C("fill_explain", "填报须知", _paper(lambda r: r.fill_note)),
    C("accept_stand", "受理标准", _paper(lambda r: r.standard)),
    C("by_law", "要求提供材料的依据", _paper(lambda r: r.basis)),
    C("remark", "备注", lambda s: ""),
), lambda copy: copy.requirements)  # fmt: skip
FEE = NationalTable("up_task_general_fee_project", (
    *_CODED,
    C("fee_name", "收费项目名称", _fee(lambda r: r.name), True),
    C("fee_stand", "收费标准", _fee(lambda r: r.standard), True),
    C("by_law", "收费依据", _fee(lambda r: r.basis)),
    C("is_desc", "是否允许减免", _fee(lambda r: _yes(r.reduction))),
    C("desc_explain", "允许减免依据", _fee(lambda r: r.reduction)),
), lambda copy: copy.charges)  # fmt: skip
QUESTIONS = NationalTable("up_task_general_questions", (
    *_CODED,
    C("question", "问题", _faq(lambda r: r.question), True),
    C("answer", "答案", _faq(lambda r: r.answer), True),
), lambda copy: copy.faqs)  # fmt: skip

NATIONAL_TABLES = (DIRECTORY, BASIC, EXTEND, MATERIAL, FEE, QUESTIONS)
