"""The parts of a guide in a citizen's words."""

import pytest

from matters import enums, wording
from matters.guide import (
    Charge,
    Handling,
    LegalBasis,
    Limit,
    Option,
    Party,
    Pause,
    Question,
    Remedy,
    Step,
)
from tests.factories import make_guide, make_requirement

WHO = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
WHY = Question(key="why", text="为何补办？", options=(Option(key="lost", text="遗失"), Option(key="worn", text="损坏")))
GUIDE = make_guide(questions=(WHO, WHY))


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (10, enums.LimitUnit.WORKDAY, "10个工作日"),
        (30, enums.LimitUnit.DAY, "30个自然日"),
        (2, enums.LimitUnit.HOUR, "2小时"),
        (1, enums.LimitUnit.WEEK, "1周"),
        (3, enums.LimitUnit.MONTH, "3个月"),
        (1, enums.LimitUnit.YEAR, "1年"),
        (0, enums.LimitUnit.WORKDAY, "当场办结"),
    ],
)
def test_durations_are_counted_as_people_count(amount: int, unit: enums.LimitUnit, words: str) -> None:
    assert wording.duration(Limit(kind=enums.LimitKind.PROMISED, amount=amount, unit=unit)) == words


def test_a_limit_says_when_its_clock_starts() -> None:
    limit = Limit(kind=enums.LimitKind.PROMISED, amount=5, unit=enums.LimitUnit.WORKDAY, note="自受理之日起")
    assert wording.limit_words(limit) == "5个工作日（自受理之日起）"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"original": 1, "copies": 2}, "原件1 复印件2"),
        ({"original": 0, "copies": 1}, "复印件1"),
        ({"original": 0, "copies": 0}, "1份"),
        ({"original": 0, "copies": 0, "form": enums.Form.ELECTRONIC}, "电子件"),
        ({"original": 1, "copies": 0, "form": enums.Form.ELECTRONIC}, "原件1"),
    ],
)
def test_copies_are_counted_by_kind(values: dict[str, object], words: str) -> None:
    assert wording.copies(make_requirement(**values)) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"necessity": enums.Necessity.OPTIONAL}, "非必要，有则提供"),
        ({"necessity": enums.Necessity.DEFERRABLE}, "可容缺后补"),
        ({"necessity": enums.Necessity.DEFERRABLE, "defer": "3日内"}, "可容缺：3日内"),
    ],
)
def test_what_is_not_simply_required_says_so(values: dict[str, object], words: str) -> None:
    assert wording.necessity(make_requirement(**values)) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"issuer": "公安机关", "source": enums.Source.GOVERNMENT}, "公安机关核发"),
        ({"issuer": "就诊医院", "source": enums.Source.OTHER}, "就诊医院出具"),
    ],
)
def test_the_issuer_of_a_paper_is_named(values: dict[str, object], words: str) -> None:
    assert wording.issued_by(make_requirement(**values)) == words


@pytest.mark.parametrize(("count", "words"), [(2, "二选一"), (3, "三选一"), (10, "十选一"), (11, "11选一")])
def test_alternatives_are_counted(count: int, words: str) -> None:
    assert wording.one_of(count) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ((), ""),
        (("who.agent",), "代办时"),
        (("why.lost", "why.worn"), "遗失或损坏时"),
        (("who.agent", "why.lost"), "代办，且遗失时"),
        (("gone.option",), "gone.option时"),
    ],
)
def test_conditions_are_told_in_the_options_words(when: tuple[str, ...], words: str) -> None:
    assert wording.condition(GUIDE, when) == words


def test_a_conditional_text_begins_with_its_condition() -> None:
    assert wording.conditional(GUIDE, "工本费20元", ("why.lost",)) == "【遗失时】工本费20元"
    assert wording.conditional(GUIDE, "工本费20元", ()) == "工本费20元"


def test_a_charge_tells_standard_basis_and_reduction() -> None:
    charge = Charge(name="工本费", standard="20元/证", basis="豫发改收费〔2019〕1号", reduction="低保对象免收")
    assert wording.charge_words(charge) == "工本费：20元/证；依据：豫发改收费〔2019〕1号；减免：低保对象免收"


def test_a_law_is_cited_by_title_number_and_article() -> None:
    basis = LegalBasis(title="《中华人民共和国行政许可法》", number="主席令第29号", article="第十二条")
    assert wording.legal_title(basis) == "《中华人民共和国行政许可法》（主席令第29号）第十二条"


def test_a_step_tells_who_what_how_long_and_what_comes_of_it() -> None:
    step = Step(name="受理", who="综合窗口", content="核对材料", limit="当场", result="受理通知书")
    assert wording.step_words(step) == "综合窗口，核对材料，当场，出具受理通知书"


def test_a_handling_tells_where_it_goes() -> None:
    back = Party(name="北关区残疾人联合会")
    handling = Handling(level=enums.Level.STREET, how=enums.How.FORWARD, back_office=back, note="每周二、四")
    assert wording.handling_words(handling) == "街道前端受理转报（转北关区残疾人联合会，每周二、四）"


def test_a_special_procedure_tells_its_time() -> None:
    assert (
        wording.pause_words(Pause(name="现场核查", limit="10个工作日", note="不计入")) == "现场核查10个工作日，不计入"
    )


@pytest.mark.parametrize(
    ("authority", "words"), [("北关区人民政府", "行政复议：北关区人民政府，60日内"), ("", "行政复议：60日内")]
)
def test_a_remedy_tells_where_and_until_when(authority: str, words: str) -> None:
    remedy = Remedy(kind=enums.RemedyKind.REVIEW, authority=authority, period="60日内")
    assert wording.remedy_words(remedy) == words


def test_a_condition_met_only_where_another_is_goes_unsaid() -> None:
    assert wording.one_of_conditions(GUIDE, [("who.agent", "why.lost"), ("who.agent",)]) == "代办时"
