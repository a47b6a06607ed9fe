"""The check page: one page that ticks and decides, for its own site, once, and without losing what was typed."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import StaffUser
from matters.models import Fault, Material
from matters.publishing import today
from notices.enums import Decision, NoticeKind, RepeatCause
from notices.models import Notice, Visit
from notices.voiding import void
from tests.counter import address, asking_guide, make_notice, signed_in
from tests.factories import make_clerk, make_published, make_user
from tests.visits import came

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


def page_of(window: Client, root: Notice) -> Any:
    return window.get(address("counter_return", root.pk))


def typed(window: Client, root: Notice, states: str, decision: str, **more: str) -> dict[str, str]:
    """What the page would send: its own hidden fields and defaults, the ticks, the decision."""
    page = page_of(window, root)
    hidden = {name: page.context["form"][name].value() for name in ("key", "supplement_until", "deferral_until", "how")}
    words = {"r": "received", "m": "missing", "w": "wrong", "a": "aside"}
    ticks = {f"state-{line.key}": words[c] for line, c in zip(root.sheet.materials, states, strict=True) if c in words}
    newest = page.context["table"].newest
    return {**hidden, "seen": str(newest.pk if newest else 0), **ticks, "decision": decision, **more}


def send(window: Client, root: Notice, states: str, decision: str, **more: str) -> Any:
    return window.post(address("counter_return", root.pk), typed(window, root, states, decision, **more))


def test_a_letter_opens_fresh_for_printing(window: Client, root: Notice) -> None:
    answer = send(window, root, "rrm", "supplement")
    letter = Notice.objects.get(follows=root)
    assert (answer.url, letter.kind) == (address("counter_notice", letter.pk) + "?fresh=1", NoticeKind.SUPPLEMENT)


def test_a_visit_without_a_letter_returns_to_the_sheet_and_says_so(window: Client, root: Notice) -> None:
    answer = window.post(address("counter_return", root.pk), typed(window, root, "r--", "kept"), follow=True)
    assert answer.redirect_chain == [(address("counter_notice", root.pk), 302)]
    assert "已登记：收下材料，待审" in answer.content.decode()


def test_what_is_wrong_comes_from_a_known_fault_or_is_typed(window: Client, root: Notice) -> None:
    fault = Fault.objects.get(material__name="居民身份证", wrong="已过有效期")
    more = {"fault-m1": str(fault.pk), "wrong-m2": "缺首页", "right-m2": "首页和本人页"}
    send(window, root, "wwr", "supplement", **more)
    ticks = Visit.objects.get(notice=root).ticked
    assert [(t.wrong, t.right) for t in ticks] == [(fault.wrong, fault.right), ("缺首页", "首页和本人页"), ("", "")]


def test_faults_of_the_paper_come_before_those_of_any_paper(window: Client, root: Notice) -> None:
    own = Fault.objects.create(material=Material.objects.get(name="居民身份证"), wrong="演示差错", position=99)
    offered = [fault.wrong for fault in page_of(window, root).context["rows"][0].faults]
    general = list(Fault.objects.filter(material=None).values_list("wrong", flat=True))
    assert (offered.index(own.wrong) + 1, offered[-len(general) :]) == (len(offered) - len(general), general)


@pytest.mark.parametrize(
    ("states", "decision", "more", "field", "words"),
    [
        ("rrm", "acceptance", {}, "decision", "材料还没有齐"),
        ("rrm", "supplement", {"supplement_until": "2020-01-01"}, "supplement_until", "期限已经过去"),
        ("rrm", "deferral", {}, "note", "没有写“申请表”可以容缺"),
        ("rrr", "rejection", {"basis": "第三十二条"}, "reason", "不予受理必须写明理由"),
        ("rr-", "acceptance", {}, "__all__", "还有材料没有核对"),
        ("rrr", "", {}, "decision", "请选择怎样处理"),
        ("rrm", "supplement", {"supplement_until": "下周"}, "supplement_until", "日期"),
        ("rrm", "supplement", {"how": "打13800001234约时间"}, "how", "不要写申请人的姓名、手机号"),
        ("rrr", "kept", {"note": "身份证410503 19900101 1234"}, "note", "不要写申请人的姓名、手机号"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    window: Client, root: Notice, states: str, decision: str, more: dict[str, str], field: str, words: str
) -> None:
    answer = send(window, root, states, decision, **{"wrong-m1": "照片模糊", **more})
    form = answer.context["form"]
    assert (answer.status_code, Visit.objects.filter(notice=root).count()) == (400, 0)
    assert [words in said for said in ("".join(form.errors[field]), answer.content.decode())] == [True, True]
    kept = {row.paper.key: (row.state, row.wrong) for row in answer.context["rows"]}
    assert kept["m1"] == ("received", "照片模糊")
    assert [form[name].value() for name in more] == list(more.values())


@pytest.mark.parametrize(
    ("wrong", "said"), [("长" * 101, "各最多100个字"), ("是13800001234的", "不要写申请人的姓名、手机号")]
)
def test_what_is_wrong_is_never_cut_nor_tells_who_it_was(window: Client, root: Notice, wrong: str, said: str) -> None:
    answer = send(window, root, "wrr", "supplement", **{"wrong-m1": wrong})
    assert (answer.status_code, Visit.objects.filter(notice=root).count()) == (400, 0)
    assert (answer.context["rows"][0].wrong, said in answer.content.decode()) == (wrong, True)


def test_the_phone_of_an_office_may_be_said(window: Client, root: Notice) -> None:
    assert send(window, root, "rrm", "supplement", how="送到二楼，电话0372-2345678").status_code == 302


def test_a_conditional_paper_must_be_judged() -> None:
    root = make_notice(matter=make_published(asking_guide()))
    window = signed_in(root.clerk)
    refused = send(window, root, "ra-", "acceptance")
    assert "请对照适用情形核对：遗失声明" in refused.content.decode()
    assert send(window, root, "raa", "acceptance").status_code == 302


def test_what_the_office_has_is_ticked_and_what_did_not_apply_stays_aside() -> None:
    root = make_notice(matter=make_published(asking_guide()))
    came(root, Decision.SUPPLEMENT, "r-m")
    rows = page_of(signed_in(root.clerk), root).context["rows"]
    assert [(row.state, row.before and row.before.state.label) for row in rows] == [
        ("received", "已收"),
        ("aside", None),
        ("", "缺"),
    ]


def test_a_repeated_visit_asks_for_its_cause(window: Client, root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm")
    refused = send(window, root, "rrr", "acceptance")
    assert "请选择原因" in refused.context["form"].errors["cause"][0]
    send(window, root, "rrr", "acceptance", cause=RepeatCause.CLERK)
    assert Visit.objects.filter(notice=root).latest("pk").cause == RepeatCause.CLERK


def test_the_same_page_sent_twice_is_one_visit(window: Client, root: Notice) -> None:
    data = typed(window, root, "rrr", "acceptance")
    answers = [window.post(address("counter_return", root.pk), data).url for _ in range(2)]
    assert (len(set(answers)), Visit.objects.filter(notice=root).count()) == (1, 1)


def test_the_second_of_two_tabs_is_shown_what_the_first_did(window: Client, root: Notice) -> None:
    second = typed(window, root, "rrr", "acceptance")
    send(window, root, "rrm", "supplement")
    answer = window.post(address("counter_return", root.pk), second)
    newest = Visit.objects.get(notice=root)
    assert f"{root.clerk}已在" in answer.content.decode()
    assert re.search(r'name="seen" value="(\d+)"', answer.content.decode())[1] == str(newest.pk)  # type: ignore[index]


def test_a_letter_leads_to_the_list_of_its_sheet(window: Client, root: Notice) -> None:
    letter = came(root, Decision.SUPPLEMENT, "rrm").letter
    assert page_of(window, letter).url == address("counter_return", root.pk)


def test_a_void_sheet_leads_back_with_the_reason(window: Client, root: Notice) -> None:
    void(root, by=root.clerk, reason="情形选错了")
    answer = window.get(address("counter_return", root.pk), follow=True)
    assert "已经作废，不能按它收件" in answer.content.decode()


def test_what_changed_since_is_said_at_the_top(window: Client, root: Notice) -> None:
    root.site.address = "新迁的地址"
    root.site.save()
    assert "新迁的地址" in page_of(window, root).content.decode()


def test_the_notice_page_shows_the_thread_and_where_to_check(window: Client, root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm")
    letter = Notice.objects.get(follows=root)
    pages = [window.get(address("counter_notice", pk)).content.decode() for pk in (root.pk, letter.pk)]
    assert ["待补正" in p and address("counter_return", root.pk) in p for p in pages] == [True, True]
    assert [address("counter_notice", pk) in p for pk, p in zip((letter.pk, root.pk), pages, strict=True)] == [
        True,
        True,
    ]


def test_the_last_step_is_undone_from_the_page(window: Client, root: Notice) -> None:
    visit = came(root, Decision.KEPT)
    answer = window.post(address("counter_undo_visit", visit.pk), follow=True)
    assert "已撤销“收下材料，待审”" in answer.content.decode()
    assert not Visit.objects.standing().filter(notice=root)


# --- Who may


@pytest.fixture(params=["another site", "an inspector", "nobody"])
def stranger(request: pytest.FixtureRequest) -> tuple[StaffUser | None, int]:
    """Who has no business at this counter, and what they get."""
    if request.param == "another site":
        return make_clerk(), 404
    return (make_user(None, "notices.view_notice"), 403) if request.param == "an inspector" else (None, 302)


def test_nobody_else_checks_or_undoes(root: Notice, stranger: tuple[StaffUser | None, int]) -> None:
    visit = came(root, Decision.KEPT)
    user, status = stranger
    window = signed_in(user) if user else Client()
    asked = address("counter_return", root.pk)
    answers = [window.get(asked), window.post(asked, {}), window.post(address("counter_undo_visit", visit.pk))]
    assert [answer.status_code for answer in answers] == [status] * 3
    assert list(Visit.objects.filter(notice=root)) == [visit]


def test_the_days_offered_are_working_days_from_today(window: Client, root: Notice) -> None:
    form = page_of(window, root).context["form"]
    assert form["supplement_until"].value() > form["deferral_until"].value() > today().isoformat()
