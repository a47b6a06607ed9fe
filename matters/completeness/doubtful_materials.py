"""Warnings about materials: how they are written, and what is not said of them."""

import re
from datetime import date

from matters.completeness.finding import Found, warning
from matters.enums import Necessity
from matters.guide import Guide

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


def _outside_brackets(name: str) -> str:
    """A name without its bracketed parts and quoted titles, in which “和” and “或” are not about papers."""
    return re.sub(r"（[^）]*）|\([^)]*\)|《[^》]*》", "", name)
