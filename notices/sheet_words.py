"""The words of the paper that an office may put in its own way: labels, headings, the footer and legal texts by 事项类型.

What is printed is a setting, that it is printed is not: an empty text falls back to the product's. Only the words change; a sheet that was given out
keeps the ones it was composed with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matters.enums import MatterType
from notices.sheet_parts import Line, Wording


@dataclass(frozen=True, slots=True)
class Word:
    """A place on the paper for the office's own words: where it stands (Chinese), what stands there, how many characters have room.

    `by_type` ones may differ from 事项类型 to 事项类型; `types` are what stands there for some of them.
    """

    where: str
    text: str
    longest: int = 8
    by_type: bool = False
    types: Mapping[MatterType, str] | None = None


LABELS = {
    "strip.count": Word("头条：材料几项", "申请材料", 6),
    "strip.promised": Word("头条：多久", "承诺时限", 6),
    "strip.completes": Word("头条：何时办结", "今日受理", 6),
    "strip.fee": Word("头条：多少钱", "收费", 6),
    "strip.visits": Word("头条：跑几次", "到现场", 6),
    "meta.code": Word("基本信息", "事项编码"),
    "meta.type": Word("基本信息", "事项类型"),
    "meta.department": Word("基本信息", "实施机关"),
    "meta.members": Word("基本信息（一件事）", "包含事项"),
    "meta.audience": Word("基本信息", "服务对象"),
    "meta.statutory": Word("基本信息", "法定时限"),
    "meta.channels": Word("基本信息", "办理渠道"),
    "meta.handling": Word("基本信息", "办理层级"),
    "conditions.conditions": Word("基本信息", "受理条件"),
    "place.where": Word("地点一栏", "地点", 4),
    "place.hours": Word("地点一栏", "时间", 4),
    "place.transit": Word("地点一栏", "交通", 4),
    "place.consult": Word("地点一栏", "咨询", 4),
    "place.complaint": Word("地点一栏", "投诉", 4),
    "place.progress": Word("地点一栏", "进度", 4),
    "details.obtained": Word("说明一栏（一件事）", "不用带", 6),
    "details.charges": Word("说明一栏", "收费", 6),
    "details.clock": Word("说明一栏", "时限说明", 6),
    "details.result": Word("说明一栏", "办理结果", 6),
    "details.visits": Word("说明一栏", "到场原因", 6),
    "details.modes": Word("说明一栏", "便民服务", 6),
    "details.limits": Word("说明一栏", "限制", 6),
    "details.remedies": Word("说明一栏", "权利救济", 6),
    "details.told_once": Word("说明一栏", "一次告知", 6),
    "foot.clerk": Word("签收一栏", "首问责任人", 6),
    "foot.manner": Word("签收一栏", "告知方式", 6),
    "foot.told": Word("签收一栏", "告知时间", 6),
    "foot.receipt": Word("签收一栏", "申请人签收", 6),
    "foot.receipt_date": Word("签收一栏", "签收日期", 6),
    "stub.serial": Word("存根", "编号", 6),
    "stub.matter": Word("存根", "事项", 6),
    "stub.clerk": Word("存根", "首问责任人", 6),
    "stub.told": Word("存根", "告知", 6),
}
"""The labels of the lines that `notices.blocks` makes, as "block.key"."""

HEADINGS = {
    "serial": Word("单头", "编号", 6),
    "edition": Word("单头", "版本", 6),
    "scan": Word("二维码旁", "扫码核对是否最新", 12),
    "situation": Word("情形一行", "情形", 6),
    "column_name": Word("材料表头", "材料名称与要求", 12),
    "column_original": Word("材料表头", "原件", 2),
    "column_copies": Word("材料表头", "复印", 2),
    "column_form": Word("材料表头", "形式", 2),
    "column_source": Word("材料表头", "来源", 4),
    "column_ready": Word("材料表头", "备齐", 2),
    "steps": Word("流程一行", "办理流程", 6),
    "legal": Word("依据一行", "设定依据", 6),
    "other_sites": Word("其他办理点一行", "其他地点", 6),
    "faqs": Word("问答一行", "常见问题", 6),
    "folded": Word("二维码后的内容", "扫码查看", 6),
    "stub_title": Word("存根", "存根", 6),
    "stub_cut": Word("存根", "（窗口留存，沿虚线裁下）", 20),
    "stub_sign": Word("存根", "申请人签名", 8),
    "stub_date": Word("存根", "日期", 6),
}
"""The words that stand in the template."""

_PERMIT = (
    "材料不齐全或者不符合法定形式的，当场或者五个工作日内一次告知需要补正的全部内容，"
    "逾期不告知的，自收到材料之日起即为受理（行政许可法第三十二条）"
)
_PERMIT_RULES = {
    "supplement": "《中华人民共和国行政许可法》第三十二条第一款第四项规定，申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知"
    "申请人需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理。据此，现将需要补正的全部内容一次告知如下。",
    "acceptance": "依照《中华人民共和国行政许可法》第三十二条第一款第五项，决定予以受理。",
    "rejection": "依照《中华人民共和国行政许可法》第三十二条第一款，决定不予受理。",
}


def _rule(kind: str, where: str, text: str) -> Word:
    permit = _PERMIT_RULES.get(kind)
    return Word(where, text, 200, by_type=True, types={MatterType.PERMIT: permit} if permit else None)


TEXTS = {
    "footer": Word("页脚", "", 120, by_type=True),
    "told_once": Word("一次告知的依据", "", 120, by_type=True, types={MatterType.PERMIT: _PERMIT}),
    "supplement.rule": _rule(
        "supplement", "补正告知书：依据", "按照一次性告知制度，现将需要补正的全部内容一次告知如下。"
    ),
    "supplement.late": _rule(
        "",
        "补正告知书：逾期后果",
        "到期仍未补齐的，本次所交材料退还，备齐后可以重新申请。确有困难的，请在到期前与经办人联系。",
    ),
    "deferral.rule": _rule("", "容缺受理通知书：依据", "按照容缺受理制度，现予以容缺受理，先行办理。"),
    "deferral.late": _rule(
        "",
        "容缺受理通知书：逾期后果",
        "到期未补齐的，停止办理并退还材料；已经作出的决定，依法予以撤销。由此产生的后果由申请人承担。",
    ),
    "deferral.promise": _rule(
        "",
        "容缺受理通知书：承诺",
        "本人（本单位）承诺：在上述期限内补齐容缺材料，所交材料真实、有效；到期未补齐的，同意按本通知书载明的后果处理。",
    ),
    "acceptance.rule": _rule("acceptance", "受理通知书：依据", "申请材料齐全、符合要求，决定予以受理。"),
    "rejection.rule": _rule("rejection", "不予受理通知书：依据", "决定不予受理。"),
}
"""Sentences, which may differ by 事项类型. The footer's own default is the office profile's."""

DEFAULTS: dict[str, Word] = LABELS | HEADINGS | TEXTS


def default_text(key: str, matter_type: MatterType) -> str:
    """What stands there without the office's own words."""
    word = DEFAULTS[key]
    return (word.types or {}).get(matter_type, word.text)


def own_words(words: Iterable[Wording], matter_type: MatterType) -> dict[str, str]:
    """The office's words for a matter of that type by key: the type's own before those for all types; empty ones count as not given."""
    fitting = [w for w in words if w.key in DEFAULTS and w.text and w.matter_type in ("", matter_type)]
    return {w.key: w.text for w in sorted(fitting, key=lambda w: w.matter_type != "")}


def labelled(block: str, lines: Iterable[Line], own: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines of a block under the office's labels."""
    return tuple(replace(x, label=own.get(f"{block}.{x.key}", x.label)) for x in lines)


def plain_label(block: str, line: Line) -> str:
    """The product's label of a line, whatever the office calls it: for comparing sheets, where another word is no change."""
    word = LABELS.get(f"{block}.{line.key}")
    return word.text if word else line.label


def headings(own: Mapping[str, str]) -> tuple[Line, ...]:
    """The headings the office put in its own words."""
    return tuple(Line(key=key, label="", text=own[key]) for key in HEADINGS if key in own)


def told_once(own: Mapping[str, str], matter_type: MatterType) -> tuple[Line, ...]:
    """The line that says by which rule all is told once; none where no text is set."""
    text = own.get("told_once") or default_text("told_once", matter_type)
    return (Line(key="told_once", label=LABELS["details.told_once"].text, text=text),) if text else ()
