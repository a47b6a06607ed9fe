"""The publication checks: each finds what it is for, and leaves the rest alone."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from matters import enums
from matters.completeness import CHECKS, Finding, Severity, check, errors, texts
from matters.guide import (
    Channel,
    Charge,
    Condition,
    Faq,
    Guide,
    Handling,
    Limit,
    Mode,
    Option,
    Party,
    Question,
    Step,
)
from tests.factories import make_guide, make_requirement

TODAY = date(2026, 3, 9)
CARD = make_requirement(1, "居民身份证")
COMPLETE = make_guide(requirements=(CARD,))
ASK = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
ONLY = {"when": ("who.agent",)}


def guide(**values: Any) -> Guide:
    return replace(COMPLETE, **values)


def paper(name: str = "结婚证", **values: Any) -> Guide:
    return guide(requirements=(CARD, make_requirement(2, name, **values)))


def limits(statutory: int, promised: int, unit: enums.LimitUnit = enums.LimitUnit.WORKDAY) -> Guide:
    kinds = ((enums.LimitKind.STATUTORY, statutory), (enums.LimitKind.PROMISED, promised))
    return guide(limits=tuple(Limit(kind=kind, amount=amount, unit=unit) for kind, amount in kinds))


def says(text: str) -> Guide:
    return guide(conditions=(Condition(text=text),))


def asks(*questions: Question) -> Guide:
    return guide(questions=questions, conditions=(Condition(text="可代办", **ONLY), COMPLETE.conditions[0]))


def charged(**values: str) -> Guide:
    return guide(charges=(Charge(name="工本费", standard="20元", **values),))


def steps(*durations: str) -> Guide:
    return guide(steps=tuple(Step(name=f"环节{n}", who="窗口", limit=limit) for n, limit in enumerate(durations)))


SERVICE = enums.MatterType.PUBLIC_SERVICE
DEFERRABLE = {"necessity": enums.Necessity.DEFERRABLE}
LATER = replace(ASK, key="kin", when=("who.agent",))

KIN = Question(key="kin", text="是亲属吗？", options=(Option(key="yes", text="是"), Option(key="no", text="否")),
               when=("who.agent",))  # fmt: skip
HOW = Question(key="how", text="怎样办？", options=ASK.options)
NEVER = ("who.self", "kin.yes")


def three_ways(*tokens: str) -> Guide:
    """A question of three options, on which one paper each depends."""
    ask = replace(ASK, options=(*ASK.options, Option(key="post", text="邮寄")))
    papers = (make_requirement(n, f"证明{n}", when=(token,)) for n, token in enumerate(tokens, 2))
    return guide(questions=(ask,), requirements=(CARD, *papers))


def either(*whens: tuple[str, ...]) -> Guide:
    """Two papers of one group, under those conditions."""
    papers = (make_requirement(n, f"证件{n}", any_of="身份证明", when=when) for n, when in enumerate(whens, 2))
    return replace(asks(ASK), requirements=(CARD, *papers))


TABLE: list[tuple[str, str, Guide, Guide]] = [
    # rule, field named, a guide with the fault, the nearest guide without it
    ("block_empty", "consult_phone", guide(consult_phone=""), COMPLETE),
    ("block_empty", "department", guide(department=Party(name="")), COMPLETE),
    ("block_empty", "result.delivery", guide(result=replace(COMPLETE.result, delivery=())), COMPLETE),
    ("type_undecided", "matter_type", guide(matter_type=enums.MatterType.UNSET), guide()),
    ("type_undecided", "processing_type", guide(processing_type=enums.ProcessingType.UNSET), guide()),
    ("limit_missing", "limits", guide(limits=COMPLETE.limits[:1]), COMPLETE),
    ("limit_missing", "limits", guide(limits=COMPLETE.limits[1:]),
     guide(limits=COMPLETE.limits[1:], matter_type=SERVICE)),
    ("materials_missing", "requirements", guide(requirements=()), guide(requirements=(), no_materials=True)),
    ("placeholder_text", "conditions[0].text", says("符合XX规定"), says("持有X光片")),
    ("placeholder_text", "conditions[0].text", says("待补充"), says("材料不齐的可补充")),
    ("placeholder_text", "conditions[0].text", says("测试"), says("提供水质测试报告")),
    ("placeholder_text", "requirements[1].name", paper("证明【】"), paper("【新办】证明")),
    ("placeholder_text", "requirements[1].name", paper("证明XX"), paper(key="Z2XX34-m1")),
    ("control_character", "conditions[0].text", says("符合\x07规定"), says("符合规定")),
    ("option_unknown", "requirements[1].when", replace(asks(ASK), requirements=paper(when=("who.dog",)).requirements),
     replace(asks(ASK), requirements=paper(when=("who.agent",)).requirements)),
    ("option_unknown", "questions[0].when", asks(LATER, ASK), asks(ASK, LATER)),
    ("question_malformed", "questions[1].key", asks(ASK, ASK), asks(ASK, LATER)),
    ("question_malformed", "questions[0].options", asks(replace(ASK, options=ASK.options[1:])), asks(ASK)),
    ("question_malformed", "questions[0].options", asks(replace(ASK, options=(*ASK.options, ASK.options[0]))),
     asks(ASK)),
    ("promise_longer_than_law", "limits", limits(20, 21), limits(20, 20)),
    ("immediate_but_committed", "processing_type", limits(20, 0), limits(20, 5)),
    ("immediate_but_committed", "processing_type", guide(processing_type=enums.ProcessingType.IMMEDIATE),
     replace(limits(20, 0), processing_type=enums.ProcessingType.IMMEDIATE)),
    ("visits_unexplained", "visits_reason", guide(visits=1, visits_reason=""), guide(visits=1, visits_reason="拍照")),
    ("visits_unexplained", "visits", guide(visits=0),
     guide(visits=0, channels=(*COMPLETE.channels, Channel(kind=enums.ChannelKind.WEB)))),
    ("fee_without_basis", "charges[0].basis", charged(), charged(basis="豫发改收费〔2019〕1号")),
    ("phones_doubtful", "complaint_phone", guide(complaint_phone=COMPLETE.consult_phone), COMPLETE),
    ("phones_doubtful", "consult_phone", guide(consult_phone="2002013"), guide(consult_phone="12345")),
    ("steps_longer_than_promise", "steps", steps("3个工作日", "3工作日"), steps("当场", "5个工作日")),
    ("document_not_listed", "conditions[0]", says("持有有效营业执照"), says("持有有效居民身份证")),
    ("in_person_but_agent", "conditions[0].text", replace(says("须本人到场"), modes=(Mode(kind=enums.ModeKind.ASSISTED),)),
     says("须本人到场")),
    ("two_documents_in_one_row", "requirements[1].name", paper("身份证、户口本"), paper("身份证复印件")),
    ("two_documents_in_one_row", "requirements[1].name", paper("结婚证和户口簿"), paper("《条例和证书》说明")),
    ("hidden_alternative", "requirements[1].name", paper("身份证或户口簿"), paper("身份证", any_of="身份证明")),
    ("condition_in_brackets", "requirements[1].name", paper("授权书（非本人办理时提供）"), paper("授权书（原件）")),
    ("form_without_blank", "requirements[1].blank_url", paper("申请表"),
     paper("申请表", blank_url="/files/a.pdf", sample_url="/files/b.pdf")),
    ("deferral_without_deadline", "requirements[1].defer", paper(**DEFERRABLE), paper(**DEFERRABLE, defer="3日内")),
    ("lone_alternative", "requirements[1].any_of", paper(any_of="身份证明"),
     guide(requirements=(replace(CARD, any_of="身份证明"), make_requirement(2, "护照", any_of="身份证明")))),
    ("mixed_width", "conditions[0].text", says("成年(满18周岁)"), says("成年（满18周岁）")),
    ("mixed_width", "conditions[0].text", says("年满１８周岁"), says("年满18周岁")),
    ("html_in_text", "conditions[0].text", says("符合<b>标准</b>"), says("面积<100平方米")),
    ("html_in_text", "conditions[0].text", says("成年&nbsp;人"), says("A&B公司")),
    ("date_in_the_past", "conditions[0].text", says("截至2019年12月31日前登记"), says("截至2026年12月31日前登记")),
    ("option_without_effect", "questions[0]", guide(questions=(ASK,)), asks(ASK)),
    ("option_without_effect", "questions[0]",
     guide(questions=(ASK,), requirements=(CARD, *(make_requirement(n, "证明", when=(f"who.{o}",))
                                                   for n, o in ((2, "self"), (3, "agent"))))),
     guide(questions=(ASK,), requirements=(CARD, *(make_requirement(n, f"证明{n}", when=(f"who.{o}",))
                                                   for n, o in ((2, "self"), (3, "agent")))))),
    ("options_alike", "questions[0].options", three_ways("who.agent"), three_ways("who.agent", "who.post")),
    ("condition_unreachable", "requirements[1].when", replace(asks(ASK, KIN), requirements=paper(when=NEVER).requirements),
     replace(asks(ASK, KIN), requirements=paper(when=("who.agent", "kin.yes")).requirements)),
    ("condition_unreachable", "charges[0].when",
     replace(asks(ASK, KIN, replace(HOW, when=NEVER)), charges=(Charge(name="费", standard="1元", when=("how.self",)),)),
     replace(asks(ASK, KIN, replace(HOW, when=("kin.yes",))),
             charges=(Charge(name="费", standard="1元", when=("how.self",)),))),
    ("question_unreachable", "questions[2].when", asks(ASK, KIN, replace(HOW, when=NEVER)),
     asks(ASK, KIN, replace(HOW, when=("kin.yes",)))),
    ("alternative_alone", "requirements[1].any_of", either((), ("who.agent",)), either(("who.agent",), ("who.agent",))),
    ("case_without_rows", "requirements", replace(asks(ASK), requirements=paper(when=("who.agent",)).requirements[1:]),
     replace(asks(ASK), requirements=paper(when=("who.agent",)).requirements)),
    ("case_without_rows", "limits",
     replace(asks(ASK), limits=(COMPLETE.limits[0], replace(COMPLETE.limits[1], when=("who.self",)))), asks(ASK)),
    ("remedies_missing", "remedies", guide(remedies=()), guide(remedies=(), matter_type=SERVICE)),
]  # fmt: skip


def found(subject: Guide, rule: str) -> list[str]:
    return [finding.field for finding in check(subject, TODAY) if finding.check == rule]


@pytest.mark.parametrize(
    ("rule", "field", "bad", "good"), TABLE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_check_finds_its_fault_and_nothing_else(rule: str, field: str, bad: Guide, good: Guide) -> None:
    assert field in found(bad, rule)
    assert found(good, rule) == []


def test_every_check_is_in_the_table() -> None:
    assert {name for _, name, _ in CHECKS} == {rule for rule, *_ in TABLE}


def test_a_complete_guide_has_no_findings() -> None:
    assert check(COMPLETE, TODAY) == []


def test_errors_come_first_and_are_what_stops_publishing() -> None:
    findings = check(guide(consult_phone="", visits_reason="", requirements=()), TODAY)
    severities = [finding.severity for finding in findings]
    assert severities == sorted(severities, key=lambda severity: severity != Severity.ERROR)
    assert [f.check for f in errors(findings)] == ["block_empty", "materials_missing"]


def test_a_finding_says_where_and_what_in_chinese() -> None:
    assert check(guide(consult_phone=""), TODAY) == [
        Finding(
            severity=Severity.ERROR,
            check="block_empty",
            field="consult_phone",
            message="没有填写咨询电话，告知单上的这一栏会是空的。",
        )
    ]


def test_every_empty_block_of_the_sheet_is_named() -> None:
    needed = (
        "name", "implementation_code", "audiences", "conditions", "steps", "legal_basis", "channels", "handlings",
        "consult_phone", "complaint_phone",
    )  # fmt: skip
    emptied = {f.name: type(getattr(COMPLETE, f.name))() for f in fields(COMPLETE) if f.name in needed}
    assert sorted(found(guide(**emptied), "block_empty")) == sorted(needed)


def test_a_date_of_a_law_is_meant_to_be_past() -> None:
    basis = replace(COMPLETE.legal_basis[0], text="至2004年7月1日止")
    assert found(guide(legal_basis=(basis,)), "date_in_the_past") == []


def test_limits_are_compared_among_the_same_condition() -> None:
    promised, statutory = (
        Limit(kind=kind, amount=amount, unit=enums.LimitUnit.WORKDAY, when=("who.agent",))
        for kind, amount in ((enums.LimitKind.PROMISED, 8), (enums.LimitKind.STATUTORY, 7))
    )
    both = replace(asks(ASK), limits=(*COMPLETE.limits, promised, statutory))
    assert found(both, "promise_longer_than_law") == ["limits"]


def test_the_texts_of_a_guide_are_found_with_their_place() -> None:
    subject = guide(faqs=(Faq(question="可以代办吗？", answer="可以。"),))
    assert [place for place, text in texts(subject) if text in {"可以。", "居民身份证", "北关区人民政府"}] == [
        "requirements[0].name",
        "requirements[0].material",
        "remedies[0].authority",
        "faqs[0].answer",
    ]


def test_a_place_where_somebody_else_may_come_is_known_by_its_handling() -> None:
    assisted = Handling(level=enums.Level.COMMUNITY, how=enums.How.ASSIST)
    assert found(replace(says("必须由本人亲自到场"), handlings=(assisted,)), "in_person_but_agent") == [
        "conditions[0].text"
    ]


def messages(subject: Guide, rule: str) -> list[str]:
    return [finding.message for finding in check(subject, TODAY) if finding.check == rule]


def test_why_a_row_is_never_reached_is_said_in_the_words_of_the_options() -> None:
    contradicting = replace(asks(ASK, KIN), requirements=paper(when=NEVER).requirements)
    assert messages(contradicting, "condition_unreachable") == [
        "申请材料“结婚证”的条件互相矛盾，没有一种回答能同时满足：“本人”，且“是”。"
    ]
    unopened = asks(ASK, KIN, replace(HOW, when=NEVER))
    unopened = replace(unopened, requirements=paper(when=("how.self",)).requirements)
    assert messages(unopened, "condition_unreachable") == [
        "申请材料“结婚证”以“怎样办？”的回答为条件，而没有一种回答能让这个问题出现。"
    ]


def test_what_is_missing_in_one_case_names_the_case() -> None:
    alone = replace(asks(ASK, KIN), requirements=either((), ("who.agent", "kin.yes")).requirements)
    assert messages(alone, "alternative_alone") == ["“身份证明”这一组在“本人”时只剩一项，不成选择。"]
    assert messages(three_ways("who.agent"), "options_alike") == [
        "“谁来办？”的选项“本人”、“邮寄”结果完全相同，可以合并。"
    ]


def test_no_materials_in_one_case_is_meant_where_none_are_needed() -> None:
    bare = replace(asks(ASK), no_materials=True, requirements=paper(when=("who.agent",)).requirements[1:])
    assert found(bare, "case_without_rows") == []


def test_a_condition_on_an_unknown_option_is_said_once() -> None:
    assert found(replace(asks(ASK), requirements=paper(when=("who.dog",)).requirements), "condition_unreachable") == []


def test_what_a_matter_of_a_bundle_demands_counts_as_an_effect() -> None:
    parts = (replace(CARD, copies=2, when=("who.agent",)), CARD)
    bundle = guide(questions=(ASK,), requirements=(replace(CARD, parts=parts),))
    assert found(bundle, "option_without_effect") == []
