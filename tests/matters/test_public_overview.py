"""The first screen's answers."""

from dataclasses import replace

from matters.enums import ChannelKind, Level, Necessity
from matters.guide import Channel, Charge, Guide, Limit, Option, Question
from matters.overview import by_level, first_choice, grouped, overview
from matters.plain import from_plain, to_plain
from tests.factories import PLACE, make_guide, make_requirement


def _answers(guide=None, places=(PLACE,)):
    return {a.question: (a.short, a.more) for a in overview(guide or make_guide(), list(places))}


def test_overview_answers_six_questions():
    assert _answers() == {
        "带什么": ("3项材料", "居民身份证、居民户口簿、申请表"),
        "去哪办": ("灯塔路街道便民服务中心", "安阳市北关区灯塔路演示128号一楼3号综合窗口"),
        "什么时间": ("周一至周五", "9:00—12:00、13:30—17:00，法定节假日除外"),
        "办多久": ("5个工作日", "法定时限20个工作日"),
        "多少钱": ("不收费", ""),
        "跑几趟": ("1次", "现场核验"),
    }


def test_open_questions_make_the_count_a_minimum():
    who = Question(key="who", text="谁办？", options=(Option(key="agent", text="代办"),))
    papers = (make_requirement(1), make_requirement(2, "委托书", when=("who.agent",)))
    assert _answers(make_guide(questions=(who,), requirements=papers))["带什么"] == ("1项材料起", "居民身份证")


def test_alternatives_count_once():
    papers = (make_requirement(1, any_of="证件"), make_requirement(2, "护照", any_of="证件"))
    assert _answers(make_guide(requirements=papers))["带什么"] == ("1项材料", "居民身份证等二选一")


def test_no_papers_no_visit_no_charge_in_words():
    guide = make_guide(requirements=(), visits=0, channels=(Channel(kind=ChannelKind.MOBILE),))
    answers = _answers(guide)
    assert (answers["带什么"], answers["跑几趟"]) == (("无需材料", ""), ("不用跑", "可掌上办理"))


def test_a_charge_is_told_with_its_standard():
    guide = make_guide(charges=(Charge(name="工本费", standard="120元/本"),))
    assert _answers(guide)["多少钱"] == ("收费", "工本费：120元/本")


def test_many_places_are_counted_by_level_and_usual_hours_told():
    other = replace(PLACE, code="b", name="自由路社区便民服务站", level=Level.COMMUNITY, hours="周一至周六 9:00—17:00")
    answers = _answers(places=(other, PLACE, replace(PLACE, code="c")))
    assert answers["去哪办"] == ("3处可办", "社区1处、街道2处")
    assert answers["什么时间"] == ("周一至周五", "9:00—12:00、13:30—17:00，法定节假日除外（2处，其余见各办理点）")


def test_of_many_places_that_of_the_district_or_the_nearest_is_named_with_today():
    station = replace(PLACE, code="b", name="自由路社区便民服务站", level=Level.COMMUNITY, region="410503003001")
    centre = replace(
        PLACE, code="c", name="区政务服务中心", level=Level.DISTRICT, region="410503000000", hours="周一 9:00"
    )
    places = [station, PLACE, centre]
    named = {at: first_choice(places, at).name for at in ("", "410503003001")}
    assert named == {"": "区政务服务中心", "410503003001": "自由路社区便民服务站"}
    answers = {a.question: (a.short, a.more) for a in overview(make_guide(), places, today="今天不上班")}
    assert answers["去哪办"] == ("区政务服务中心 一楼3号综合窗口", "安阳市北关区灯塔路演示128号；另有2处可办")
    assert answers["什么时间"] == ("今天不上班", "周一 9:00")


def test_where_it_hangs_on_where_one_lives_no_place_is_named():
    assert first_choice([PLACE, replace(PLACE, code="b")]) is None


def test_a_paper_that_hangs_on_an_answer_or_is_not_necessary_is_not_sure():
    papers = (
        make_requirement(1), make_requirement(2, when=("who.agent",)), make_requirement(3, necessity=Necessity.OPTIONAL),
        make_requirement(4, any_of="x", when=("who.agent",)), make_requirement(5, any_of="x"),
    )  # fmt: skip
    assert [group.is_sure for group in grouped(papers)] == [True, False, False, True]


def test_no_place_points_to_the_telephone():
    assert _answers(places=())["去哪办"] == ("暂无办理点", "请拨打咨询电话")


def test_grouped_numbers_a_group_once():
    papers = (make_requirement(1), make_requirement(2, any_of="x"), make_requirement(3, any_of="x"))
    assert [(g.number, g.label, len(g.members)) for g in grouped(papers)] == [(1, "", 1), (2, "二选一", 2)]


def test_by_level_keeps_the_order():
    station = replace(PLACE, level=Level.COMMUNITY)
    assert list(by_level([station, PLACE])) == [Level.COMMUNITY, Level.STREET]


def test_limits_that_depend_on_the_situation_are_told_with_it():
    kind = Question(
        key="kind", text="哪种？", options=(Option(key="urgent", text="急难"), Option(key="slow", text="支出"))
    )
    limits = (
        Limit(kind="promised", amount=24, unit="hour", when=("kind.urgent",)),
        Limit(kind="promised", amount=10, unit="workday", when=("kind.slow",)),
    )
    guide = from_plain(Guide, to_plain(make_guide(questions=(kind,), limits=limits)))
    assert _answers(guide)["办多久"] == ("24小时或10个工作日", "【急难时】24小时；【支出时】10个工作日")
