"""Warnings: what is usually a mistake. Each has been seen in real catalogs."""

import re
from datetime import date

from matters.completeness.finding import Found, rough_days, short, texts, warning
from matters.enums import ChannelKind, How, LimitKind, LimitUnit, MatterType, ModeKind, Necessity, ProcessingType
from matters.guide import Guide


@warning
def immediate_but_committed(guide: Guide, today: date) -> Found:
    """即办 without 即办件, and the other way round."""
    promised = guide.limit(LimitKind.PROMISED)
    if promised is None:
        return
    on_the_spot = promised.amount == 0 and not any(x.amount for x in guide.limits if x.kind == LimitKind.PROMISED)
    if on_the_spot and guide.processing_type != ProcessingType.IMMEDIATE:
        yield "processing_type", "承诺当场办结，但办件类型不是即办件。"
    if guide.processing_type == ProcessingType.IMMEDIATE and rough_days(promised) > 1.5:
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
            yield field, f"“{short(text)}”要求本人到场，但本事项允许代办。"


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
            yield field, f"“{short(text)}”的括号全角半角混用。"
        elif re.search(r"[０-９]", text):
            yield field, f"“{short(text)}”里有全角数字。"


@warning
def html_in_text(guide: Guide, today: date) -> Found:
    """Tags left over from Word; they would be printed as they stand."""
    for field, text in texts(guide):
        if found := re.search(r"</?[a-zA-Z][^>]{0,80}>|&(nbsp|lt|gt|amp|#\d+);", text):
            yield field, f"“{short(text)}”里有网页标记“{found.group()}”。"


@warning
def date_in_the_past(guide: Guide, today: date) -> Found:
    """“截至2019年12月31日” long after. Dates of laws (in titles, numbers and bases) are meant to be past."""
    for field, text in texts(guide):
        if field.startswith("legal_basis") or field.endswith(("basis", "source_note")):
            continue
        for y, m, d in re.findall(r"(?:截止|截至|有效期至|至|于)(\d{4})年(\d{1,2})月(\d{1,2})日(?:前|止|之前)?", text):
            if (int(y), int(m), int(d)) < (today.year, today.month, today.day):
                yield field, f"“{short(text)}”里的日期{y}年{m}月{d}日已经过去。"


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


def _outside_brackets(name: str) -> str:
    """A name without its bracketed parts and quoted titles, in which “和” and “或” are not about papers."""
    return re.sub(r"（[^）]*）|\([^)]*\)|《[^》]*》", "", name)
