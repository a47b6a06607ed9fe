"""Merging by example: which rule decides what."""

import pytest

from matters.enums import (
    Audience,
    ChannelKind,
    CopiesRule,
    Delivery,
    Form,
    How,
    Level,
    LimitKind,
    LimitUnit,
    MatterType,
    Necessity,
    ProcessingType,
    Scope,
)
from matters.guide import (
    Channel,
    Charge,
    Condition,
    Faq,
    Guide,
    Handling,
    LegalBasis,
    Limit,
    Obtained,
    Option,
    Party,
    Question,
    Requirement,
    Result,
)
from matters.merging import Composition, Membership, Unmergeable, merge
from matters.tailoring import askable, tailor
from matters.wording import requirement_condition, used_by
from tests.factories import make_guide, make_requirement

WHO = Question(
    key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="委托他人"))
)
SHOP = Question(key="who", text="新开店吗？", options=(Option(key="new", text="是"), Option(key="old", text="否")))
CARD = make_requirement(1, "居民身份证")


def licence(**values: object) -> Guide:
    return make_guide(**{"code": "LLLLLL", "name": "个体工商户设立登记", "requirements": (CARD,), **values})


def food(**values: object) -> Guide:
    return make_guide(**{"code": "FFFFFF", "name": "食品经营许可", "requirements": (CARD,), **values})


def papers(guide: Guide) -> dict[str, Requirement]:
    return {r.name: r for r in guide.requirements}


def bundle(*papers_of_each: Requirement | tuple[Requirement, ...], **composition: object) -> Guide:
    """Matters A, B, C that differ in their papers."""
    guides = [
        make_guide(code=letter * 6, name=letter, requirements=each if isinstance(each, tuple) else (each,))
        for letter, each in zip("ABC", papers_of_each, strict=False)
    ]
    return merge(guides, Composition(code="BUNDLE", name="一件事", **composition))


# --- What makes a bundle


def test_without_a_composition_a_bundle_is_called_after_its_matters() -> None:
    merged = merge([licence(), food()])
    assert (merged.code, merged.name) == ("FFFFFF", "食品经营许可＋个体工商户设立登记")


@pytest.mark.parametrize(
    ("guides", "why"),
    [
        ([], "至少要有一个事项"),
        ([licence(), licence(summary="另一份")], "出现了两次"),
        ([Membership(guide=licence()), Membership(guide=licence(), stage=2)], "出现了两次"),
        ([merge([licence(), food()]), make_guide()], "已经是一件事"),
    ],
)
def test_what_makes_no_bundle_is_refused(guides: list[Guide], why: str) -> None:
    with pytest.raises(Unmergeable, match=why):
        merge(guides)


def test_a_bundle_has_its_members_and_who_leads() -> None:
    health, market = Party(name="卫健委"), Party(name="市场监管局")
    merged = merge(
        [Membership(guide=food(department=health), stage=2, edition=3), licence(department=market, short_name="办照")],
        Composition(code="BUNDLE", name="开餐饮店", lead=market),
    )
    assert [(m.name, m.stage, m.edition) for m in merged.members] == [("办照", 1, 0), ("食品经营许可", 2, 3)]
    assert (merged.department, merged.joint_departments) == (market, (health,))


def test_matters_of_one_name_are_told_apart_by_their_codes() -> None:
    assert [m.name for m in merge([food(), food(code="GGGGGG")]).members] == [
        "食品经营许可（FFFFFF）",
        "食品经营许可（GGGGGG）",
    ]


# --- Questions


def test_the_same_question_is_asked_once_and_conditions_follow() -> None:
    also = Question(
        key="person", text=" 谁来办？", options=(Option(key="proxy", text="委托他人"), Option(key="me", text="本人"))
    )
    merged = merge(
        [
            licence(questions=(WHO,), requirements=(make_requirement(2, "委托书", when=("who.agent",)),)),
            food(questions=(also,), requirements=(make_requirement(2, "代办人身份证", when=("person.proxy",)),)),
        ]
    )
    assert [(q.key, [o.key for o in q.options]) for q in merged.questions] == [("person", ["proxy", "me"])]
    assert [r.when for r in merged.requirements] == [("person.proxy",)] * 2


def test_the_same_words_with_other_options_are_another_question_and_say_whose() -> None:
    wider = Question(key="who", text="谁来办？", options=(*WHO.options, Option(key="kin", text="亲属")))
    merged = merge([licence(questions=(WHO,)), food(questions=(wider,))])
    assert [(q.key, q.text) for q in merged.questions] == [
        ("who_llllll", "个体工商户设立登记：谁来办？"),
        ("who_ffffff", "食品经营许可：谁来办？"),
    ]


def test_a_question_that_one_matter_asks_everybody_is_asked_of_everybody_but_rows_keep_their_case() -> None:
    """What opens the question in one matter moves to that matter's rows."""
    kin = Question(key="kin", text="亲属？", options=(Option(key="yes", text="是"), Option(key="no", text="否")))
    narrow = licence(
        questions=(WHO, Question(key=kin.key, text=kin.text, options=kin.options, when=("who.agent",))),
        requirements=(make_requirement(2, "委托书", when=("kin.yes",)),),
    )
    merged = merge([narrow, food(questions=(kin,), requirements=(make_requirement(3, "关系证明", when=("kin.yes",)),))])
    assert {q.key: q.when for q in merged.questions} == {"who": (), "kin": ()}
    assert {r.name: r.when for r in merged.requirements} == {
        "委托书": ("who.agent", "kin.yes"),
        "关系证明": ("kin.yes",),
    }


def test_a_question_that_a_matter_never_comes_to_does_not_open_that_of_another() -> None:
    """Here the shop's own answers rule the question out; elsewhere it comes after who applies."""
    never = Question(key="kin", text="亲属？", options=WHO.options, when=("shop.new", "tax.yes"))
    tax = Question(key="tax", text="要领发票吗？", options=(Option(key="yes", text="要"),), when=("shop.old",))
    asked = Question(key="kin", text="亲属？", options=WHO.options, when=("who.agent",))
    merged = merge(
        [
            licence(questions=(Question(key="shop", text=SHOP.text, options=SHOP.options), tax, never)),
            food(questions=(WHO, asked)),
        ]
    )
    assert [(q.key, q.when) for q in merged.questions] == [
        ("shop", ()),
        ("tax", ("shop.old",)),
        ("who", ()),
        ("kin", ("who.agent",)),
    ]


def test_an_optional_matter_is_asked_for_first_and_brings_its_papers_only_when_chosen() -> None:
    merged = merge(
        [licence(), Membership(guide=food(requirements=(make_requirement(2, "健康证明"),)), is_optional=True)]
    )
    assert [(q.text, [o.text for o in q.options]) for q in askable(merged)] == [
        ("要一起办“食品经营许可”吗？", ["一起办食品经营许可", "不办食品经营许可"])
    ]
    assert requirement_condition(merged, papers(merged)["健康证明"]) == "一起办食品经营许可时"
    without = tailor(merged, {"pick_ffffff": "no"})
    assert (list(papers(without)), [m.name for m in without.members]) == (["居民身份证"], ["个体工商户设立登记"])


# --- Papers


@pytest.mark.parametrize(
    ("counts", "rule", "together"),
    [
        ([(1, 1), (1, 2)], CopiesRule.ADDED, (1, 3)),
        ([(1, 1), (1, 2)], CopiesRule.SHARED, (1, 2)),
        ([(2, 0), (1, 0)], CopiesRule.ADDED, (3, 0)),
        ([(2, 0), (1, 0)], CopiesRule.SHARED, (2, 0)),
        ([(0, 1), (1, 0)], CopiesRule.ADDED, (1, 1)),
    ],
)
def test_one_original_is_shown_once_and_copies_are_added_or_shared(
    counts: list[tuple[int, int]], rule: CopiesRule, together: tuple[int, int]
) -> None:
    parts = [make_requirement(1, "照片", original=o, copies=c) for o, c in counts]
    photo = papers(bundle(*parts, copies_rule=rule))["照片"]
    assert (photo.original, photo.copies, photo.used_by) == (*together, ("A", "B"))


def test_copies_for_cases_that_exclude_each_other_are_not_added() -> None:
    cases = tuple(
        make_requirement(n, "居民身份证", copies=n, when=(f"who.{o}",)) for n, o in ((1, "self"), (2, "agent"))
    )
    merged = merge([licence(questions=(WHO,), requirements=cases), food()])
    found = [
        papers(g)["居民身份证"].copies
        for g in (merged, tailor(merged, {"who": "self"}), tailor(merged, {"who": "agent"}))
    ]
    assert found == [3, 2, 3]


def test_the_strictest_demand_holds_and_texts_are_said_once() -> None:
    strict = {"form": Form.PAPER, "fill_note": "签名。正反面", "necessity": Necessity.REQUIRED, "waiver": ""}
    loose = {
        "form": Form.EITHER, "fill_note": "正反面", "necessity": Necessity.DEFERRABLE, "defer": "十日内", "waiver": "有电子证照的",
    }  # fmt: skip
    card = papers(bundle(make_requirement(1, **strict), make_requirement(1, **loose)))["居民身份证"]
    assert (card.form, card.necessity, card.defer, card.waiver) == (Form.PAPER, Necessity.REQUIRED, "", "")
    assert card.fill_note == "正反面；签名"


def test_what_all_matters_waive_or_defer_is_waived_or_deferred_each_in_its_words() -> None:
    later = {"necessity": Necessity.DEFERRABLE}
    card = papers(
        bundle(
            make_requirement(1, waiver="有电子证照的", defer="领证前", **later),
            make_requirement(1, waiver="本市户籍的", defer="领证前", **later),
        )
    )["居民身份证"]
    assert (card.waiver, card.defer) == ("A：有电子证照的；B：本市户籍的", "领证前")


def test_a_paper_goes_by_its_library_name_and_says_what_a_matter_calls_it() -> None:
    merged = bundle(CARD, make_requirement(1, "居民身份证（双方）", material="居民身份证"))
    assert [(r.name, r.fill_note) for r in merged.requirements] == [("居民身份证", "B需“居民身份证（双方）”")]


def test_papers_of_one_kind_that_a_matter_tells_apart_stay_apart() -> None:
    agent = make_requirement(2, "代办人身份证", material="居民身份证")
    assert list(papers(bundle((CARD, agent), CARD))) == ["居民身份证", "代办人身份证"]


def test_a_condition_is_worded_from_the_matters_demands() -> None:
    merged = merge(
        [
            licence(questions=(WHO,), requirements=(make_requirement(2, "委托书", when=("who.agent",)),)),
            food(questions=(SHOP,), requirements=(make_requirement(2, "委托书", when=("who.new",)),)),
        ]
    )
    proxy = papers(merged)["委托书"]
    assert requirement_condition(merged, proxy) == "是时，或委托他人时"
    assert papers(tailor(merged, {"who_llllll": "agent"}))["委托书"].when == ()


def test_a_row_says_what_it_is_used_for() -> None:
    merged = bundle((CARD, make_requirement(2, "户口簿")), CARD, CARD)
    assert [used_by(merged, r) for r in merged.requirements] == ["用于全部事项", "用于：A"]


# --- Alternatives


def one_of(*names: str, label: str = "身份证明", **values: object) -> tuple[Requirement, ...]:
    return tuple(make_requirement(n, name, any_of=label, **values) for n, name in enumerate(names, 1))


def test_the_same_choice_of_two_matters_is_one_choice() -> None:
    merged = bundle(one_of("居民身份证", "户口簿"), one_of("户口簿", "居民身份证", label="身份材料"))
    assert [(r.name, r.any_of) for r in merged.requirements] == [("居民身份证", "身份材料"), ("户口簿", "身份材料")]


def test_a_paper_that_one_matter_demands_alone_settles_the_choice_of_another() -> None:
    merged = bundle(one_of("居民身份证", "户口簿"), CARD)
    assert [(r.name, r.any_of, r.necessity, r.fill_note) for r in merged.requirements] == [
        ("居民身份证", "", Necessity.REQUIRED, ""),
        ("户口簿", "", Necessity.OPTIONAL, "已交“居民身份证”的不用再交"),
    ]


def test_choices_that_overlap_narrow_to_what_all_accept() -> None:
    merged = bundle(one_of("居民身份证", "户口簿", "护照"), one_of("居民身份证", "护照", "驾驶证"))
    assert [(r.name, r.any_of) for r in merged.requirements if r.necessity == Necessity.REQUIRED] == [
        ("居民身份证", "身份证明"),
        ("护照", "身份证明"),
    ]


def test_different_choices_of_one_name_say_whose_they_are() -> None:
    merged = bundle(one_of("居民身份证", "户口簿"), one_of("护照", "驾驶证"))
    assert {r.any_of for r in merged.requirements} == {"身份证明", "身份证明（B）"}


def test_a_lone_demand_in_some_cases_is_noted_and_settles_the_choice_in_those() -> None:
    merged = merge(
        [
            licence(requirements=one_of("居民身份证", "户口簿")),
            food(questions=(WHO,), requirements=(make_requirement(1, when=("who.agent",)),)),
        ]
    )
    assert [(r.any_of, r.fill_note) for r in merged.requirements] == [
        ("身份证明", "委托他人时必须提供"),
        ("身份证明", ""),
    ]
    agent, alone = (papers(tailor(merged, {"who": option})) for option in ("agent", "self"))
    assert (agent["居民身份证"].any_of, agent["户口簿"].necessity) == ("", Necessity.OPTIONAL)
    assert (alone["居民身份证"].fill_note, alone["居民身份证"].any_of) == ("", "身份证明")


# --- What an earlier stage yields


CERTIFICATE = make_requirement(2, "营业执照")


def test_a_paper_that_an_earlier_stage_yields_is_not_asked_for() -> None:
    merged = merge(
        [
            Membership(guide=licence(), yields="营业执照"),
            Membership(guide=food(requirements=(CARD, CERTIFICATE)), stage=2),
        ]
    )
    assert list(papers(merged)) == ["居民身份证"]
    assert merged.obtained == (
        Obtained(material="营业执照", name="营业执照", by="个体工商户设立登记", used_by=("食品经营许可",)),
    )


def test_in_the_same_stage_it_is_asked_for() -> None:
    merged = merge([Membership(guide=licence(), yields="营业执照"), food(requirements=(CERTIFICATE,))])
    assert (list(papers(merged)), merged.obtained) == (["居民身份证", "营业执照"], ())


def test_it_is_asked_for_when_the_matter_that_yields_it_is_not_chosen() -> None:
    merged = merge(
        [
            Membership(guide=licence(), yields="营业执照", is_optional=True),
            Membership(guide=food(requirements=(CERTIFICATE,)), stage=2),
        ]
    )
    assert requirement_condition(merged, papers(merged)["营业执照"]) == "不办个体工商户设立登记时"
    chosen, left_out = (tailor(merged, {"pick_llllll": option}) for option in ("yes", "no"))
    assert (list(papers(chosen)), [o.name for o in chosen.obtained]) == (["居民身份证"], ["营业执照"])
    assert (list(papers(left_out)), left_out.obtained) == (["营业执照"], ())


def test_the_alternatives_to_a_paper_that_is_yielded_are_not_necessary() -> None:
    merged = merge(
        [
            Membership(guide=licence(), yields="营业执照"),
            Membership(guide=food(requirements=one_of("营业执照", "法人证书", label="主体证明")), stage=2),
        ]
    )
    other = papers(merged)["法人证书"]
    assert (other.any_of, other.necessity) == ("", Necessity.OPTIONAL)
    assert other.fill_note == "由“个体工商户设立登记”办得“营业执照”的不用交"


# --- Everything else


def test_limits_follow_the_members_that_remain() -> None:
    merged = merge([Membership(guide=licence()), Membership(guide=food(), stage=2, is_optional=True)])
    totals = [[(x.kind, x.amount) for x in g.limits] for g in (merged, tailor(merged, {"pick_ffffff": "no"}))]
    assert totals == [
        [(LimitKind.STATUTORY, 40), (LimitKind.PROMISED, 10)],
        [(LimitKind.STATUTORY, 20), (LimitKind.PROMISED, 5)],
    ]


@pytest.mark.parametrize(("amount", "promise"), [(3, 3), (30, 10)])
def test_the_office_may_promise_less_than_the_sum_and_never_more(amount: int, promise: int) -> None:
    promised = Limit(kind=LimitKind.PROMISED, amount=amount, unit=LimitUnit.WORKDAY)
    merged = merge(
        [licence(), Membership(guide=food(), stage=2)], Composition(code="BUNDLE", name="开店", promised=promised)
    )
    assert [x.amount for x in merged.limits if x.kind == LimitKind.PROMISED] == [promise]


def test_the_result_is_that_of_the_last_stage_which_tailoring_may_change() -> None:
    merged = merge(
        [
            licence(result=Result(name="营业执照", delivery=(Delivery.WINDOW,))),
            Membership(guide=food(result=Result(name="许可证", delivery=(Delivery.POST,))), stage=2, is_optional=True),
        ]
    )
    assert (merged.result.name, merged.result.delivery) == ("许可证", (Delivery.WINDOW, Delivery.POST))
    assert tailor(merged, {"pick_ffffff": "no"}).result.name == "营业执照"


def test_nothing_comes_of_a_bundle_of_which_nothing_is_chosen() -> None:
    nothing = tailor(merge([Membership(guide=food(), is_optional=True)]), {"pick_ffffff": "no"})
    assert (nothing.members, nothing.requirements, nothing.limits, nothing.result.name) == ((), (), (), "")


def test_a_result_of_its_own_name_stays() -> None:
    own = Composition(code="BUNDLE", name="开店", result_name="开店证照")
    merged = merge([licence(), Membership(guide=food(), is_optional=True)], own)
    assert tailor(merged, {"pick_ffffff": "no"}).result.name == "开店证照"


def test_a_department_whose_only_matter_is_not_chosen_takes_no_part() -> None:
    health = Party(name="卫健委")
    merged = merge(
        [licence(), Membership(guide=food(department=health), is_optional=True)],
        Composition(code="BUNDLE", name="开店", lead=licence().department),
    )
    assert [g.joint_departments for g in (merged, tailor(merged, {"pick_ffffff": "no"}))] == [(health,), ()]


def test_conditions_of_all_stand_alone_and_others_carry_their_matter() -> None:
    shared = Condition(text="年满18周岁")
    merged = merge(
        [
            licence(conditions=(shared, Condition(text="有经营场所。"), Condition(text="有名称"))),
            food(conditions=(shared,)),
        ]
    )
    assert [c.text for c in merged.conditions] == ["年满18周岁", "个体工商户设立登记：有经营场所；有名称"]


def test_every_charge_says_whose_it_is() -> None:
    fee = Charge(name="工本费", standard="10元")
    assert [c.name for c in merge([licence(charges=(fee,)), food(charges=(fee,))]).charges] == [
        "工本费（个体工商户设立登记）",
        "工本费（食品经营许可）",
    ]


def test_laws_remedies_and_faqs_are_said_once() -> None:
    law = LegalBasis(title="《食品安全法》", article="第三十五条")
    merged = merge(
        [
            licence(legal_basis=(law,), faqs=(Faq(question="多久？", answer="五天"),)),
            food(
                legal_basis=(LegalBasis(title=law.title, article=law.article, text="国家对食品…"),),
                faqs=(Faq(question="多久？", answer="八天"),),
            ),
        ]
    )
    assert [b.text for b in merged.legal_basis] == ["国家对食品…"]
    assert merged.remedies == licence().remedies
    assert [f.question for f in merged.faqs] == ["个体工商户设立登记：多久？", "食品经营许可：多久？"]


def test_only_what_every_matter_offers_is_offered() -> None:
    window, web = Channel(kind=ChannelKind.WINDOW), Channel(kind=ChannelKind.WEB, url="https://zwfw.example.gov.cn/")
    both = merge([licence(channels=(window, web)), food(channels=(web,))])
    one = merge([licence(channels=(window, web), scope=Scope.CITY), food(channels=(window,), scope=Scope.PROVINCE)])
    assert (both.channels, one.channels, one.scope) == ((window, web), (window,), Scope.CITY)


def test_visits_are_those_of_the_matter_with_the_most() -> None:
    merged = merge([licence(visits=1, visits_reason="核验身份"), food(visits=2, visits_reason="领证")])
    assert (merged.visits, merged.visits_reason) == (2, "领证；核验身份")


def test_it_is_immediate_where_all_are_and_of_the_leads_type() -> None:
    service = {"matter_type": MatterType.PUBLIC_SERVICE, "department": Party(name="卫健委")}
    merged = merge([licence(processing_type=ProcessingType.IMMEDIATE), food(**service, audiences=(Audience.PERSON,))])
    assert (merged.matter_type, merged.processing_type) == (MatterType.PUBLIC_SERVICE, ProcessingType.COMMITTED)
    assert merged.audiences == (Audience.ENTERPRISE, Audience.PERSON)


# --- Where


def handled(*rows: tuple[Level, How, tuple[str, ...]]) -> tuple[Handling, ...]:
    return tuple(Handling(level=level, how=how, sites=sites) for level, how, sites in rows)


STREETS = (Level.STREET, How.DIRECT, ())


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ((STREETS,), (STREETS,)),
        (((Level.STREET, How.FORWARD, ("a", "b")),), ((Level.STREET, How.FORWARD, ("a", "b")),)),
        (((Level.STREET, How.ONLINE, ()),), ()),
        (((Level.DISTRICT, How.DIRECT, ()),), ()),
        (((Level.STREET, How.DIRECT, ("a",)), (Level.STREET, How.ASSIST, ("b",))),) * 2,
    ],
)
def test_a_bundle_is_handled_where_every_matter_is_in_the_weakest_way(other: tuple, together: tuple) -> None:
    merged = merge([licence(handlings=handled(STREETS)), food(handlings=handled(*other))])
    assert merged.handlings == handled(*together)


def test_sites_are_those_of_all_and_an_optional_matter_does_not_narrow_them() -> None:
    here, there = (handled((Level.STREET, How.DIRECT, sites)) for sites in (("a", "b"), ("b", "c")))
    must = merge([licence(handlings=here), food(handlings=there)])
    may = merge([licence(handlings=here), Membership(guide=food(handlings=there), is_optional=True)])
    assert [[h.sites for h in g.handlings] for g in (must, may)] == [[("b",)], [("a", "b")]]


def test_the_composition_may_say_where() -> None:
    here = handled((Level.DISTRICT, How.DIRECT, ("centre",)))
    assert merge([licence(), food()], Composition(code="BUNDLE", name="开店", handlings=here)).handlings == here
