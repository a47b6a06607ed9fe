"""The one-page ladder: what fits on which rung, what is stored, and what is refused with a reason."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from matters.completeness import Severity
from matters.enums import How, Level
from matters.guide import Faq, Guide, Handling, Option, Question, Step
from matters.models import Matter, Site
from matters.publishing import Refused, publish
from matters.tailoring import outcome_key, outcomes
from notices import fitting
from notices.composing import gather
from notices.enums import Layout
from notices.fitting import DoesNotFit, Fitted, climb, fit_or_spill, likely, publication_gate, refit, setting_for
from notices.ladder import LADDER, LADDERS, SETTINGS, TWO_SIDED, Setting
from notices.models import Fit
from notices.sampling import longest_place
from notices.sheet import Sheet
from tests.factories import PLACE, make_guide, make_matter, make_published, make_requirement, make_site, make_user
from tests.sheets import issued

TOPICS = (
    "营业执照",
    "场所平面图",
    "卫生检测报告",
    "从业人员健康证明",
    "授权委托书",
    "产权证明",
    "设备清单",
    "管理制度",
)
OTHERS = [replace(PLACE, code=f"p{n}", name=f"第{n}街道便民服务中心") for n in range(3)]
WHO = Question(key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="代办")))
ASKING = make_guide(
    questions=(WHO,), requirements=(make_requirement(1), make_requirement(2, "委托书", when=("who.agent",)))
)


def ordinary(*papers: tuple[str, str]) -> Sheet:
    """An issued sheet of an ordinary matter with these papers (name, note): five steps, a question answered, further sites."""
    names = ("申请", "受理", "审查", "决定", "送达")
    guide = make_guide(
        requirements=tuple(make_requirement(n, name, fill_note=note) for n, (name, note) in enumerate(papers)),
        steps=tuple(Step(name=name, who="区卫生健康委员会", limit="1个工作日", result="通知书") for name in names),
        faqs=(Faq(question="可以委托他人办理吗？", answer="可以，请带授权委托书和双方身份证。"),),
    )
    return issued(guide, others=OTHERS)


def overflowing() -> Guide:
    """Thirty papers of two lines each, handled at one site."""
    handlings = (Handling(level=Level.STREET, how=How.DIRECT, sites=(make_site().code,)),)
    papers = tuple(make_requirement(n, f"第{n}份" + "证" * 56) for n in range(30))
    return make_guide(requirements=papers, handlings=handlings)


def short_papers(number: int, characters: int = 32) -> list[tuple[str, str]]:
    """Papers whose name and note together have exactly that many characters."""
    names = [f"{TOPICS[n % len(TOPICS)]}第{n + 1:02d}份" for n in range(number)]
    return [(name, ("由出具单位盖章并注明日期，复印件写明与原件一致" * 2)[: characters - len(name)]) for name in names]


# --- The bars


@pytest.mark.pdf
def test_twenty_short_papers_fit_in_body_type() -> None:
    assert climb(ordinary(*short_papers(20))).setting.rung == 1


@pytest.mark.pdf
def test_twenty_five_short_papers_fit_in_small_type() -> None:
    assert climb(ordinary(*short_papers(25))).setting.rung <= 3


@pytest.mark.pdf
def test_a_short_list_is_not_squeezed() -> None:
    assert climb(ordinary(*short_papers(3))).setting.name in {"roomy", "normal"}


FEW, ALL = (3, 12, 25, 40), (1, 2, 5, 8, 12, 16, 20, 24, 28, 32, 36, 40)


@pytest.mark.pdf
@pytest.mark.parametrize("length", [4, 16, 40, 110])
def test_any_list_of_papers_fits_one_page_or_is_refused_with_lines_and_blocks(length: int) -> None:
    found: Counter[str] = Counter()
    for number in ALL if os.environ.get("FULL") else FEW:
        papers = [("证" * length, "由出具单位盖章" * (length // 16))] * number
        found[_outcome(ordinary(*papers))] += 1
    print(f"names of {length} characters: {dict(found)}")
    assert set(found) <= {"one page", "refused"}
    assert found["one page"] >= 1


def _outcome(sheet: Sheet) -> str:
    try:
        return "one page" if climb(sheet).pages == 1 else "spilled"
    except DoesNotFit as refusal:
        explained = refusal.lines_over > 0 and refusal.blocks["申请材料"] > 10 and "一页放不下，超出约" in str(refusal)
        return "refused" if explained else "refused without a reason"


@pytest.mark.pdf
def test_a_page_refused_for_n_lines_fits_with_n_lines_less() -> None:
    papers = short_papers(60)
    with pytest.raises(DoesNotFit) as refusal:
        climb(ordinary(*papers), LADDER[-1])
    assert climb(ordinary(*papers[: -refusal.value.lines_over]), LADDER[-1]).pages == 1


# --- The climb


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Lets the ladder from that setting on fit, and lists what was tried."""
    names: list[str] = []

    def first(fitting_from: str) -> list[str]:
        ladder = LADDERS[SETTINGS[fitting_from].layout]
        able = ladder[ladder.index(SETTINGS[fitting_from]) :]

        def look(sheet: Sheet, setting: Setting) -> Fitted:
            names.append(setting.name)
            return Fitted(setting, 1 if setting in able else 3)

        monkeypatch.setattr(fitting, "_tried", look)
        return names

    return first


@pytest.mark.parametrize("start", [setting.name for setting in LADDER])
@pytest.mark.parametrize("goal", ["roomy", "tight", "fold4"])
def test_the_climb_finds_the_same_setting_from_wherever_it_starts(
    tried: Callable[[str], list[str]], goal: str, start: str
) -> None:
    tried(goal)
    assert climb(issued(), SETTINGS[start]).setting.name == goal


@pytest.mark.parametrize("goal", ["roomy", "tight", "fold4"])
def test_the_climb_begins_where_such_a_sheet_likely_fits(tried: Callable[[str], list[str]], goal: str) -> None:
    names = tried(goal)
    sheet = ordinary(*short_papers(20))
    assert (climb(sheet).setting.name, names[0]) == (goal, likely(sheet).name)


@pytest.mark.parametrize(("papers", "setting"), [(3, "roomy"), (20, "tight-faq"), (60, "fold4")])
def test_the_fuller_a_sheet_the_further_down_the_search_begins(papers: int, setting: str) -> None:
    assert likely(ordinary(*short_papers(papers))).name == setting


def test_a_similar_sheet_is_tried_twice_only(tried: Callable[[str], list[str]]) -> None:
    names = tried("compact")
    climb(issued(), SETTINGS["compact"])
    assert names == ["compact", "snug"]


@pytest.mark.parametrize("name", [setting.name for setting in LADDERS[Layout.POSTER]])
def test_halving_finds_the_first_setting_that_fits_in_a_few_looks(tried: Callable[[str], list[str]], name: str) -> None:
    names = tried(name)
    fitted = fit_or_spill(issued(), Layout.POSTER)
    assert (fitted.setting.name, fitted.is_over, len(names) <= 5) == (name, False, True)


def test_a_layout_on_which_nothing_fits_is_set_in_its_last_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting.pdf, "count_pages", lambda html: 3)
    fitted = fit_or_spill(issued(), Layout.LARGE)
    assert (fitted.setting, fitted.pages, fitted.is_over) == (LADDERS[Layout.LARGE][-1], 3, True)


# --- The gate of publishing


@pytest.fixture
def two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ladder of its first and last step, where only the end of the search matters."""
    monkeypatch.setattr(fitting, "LADDER", (LADDER[0], LADDER[-1]))


@pytest.mark.django_db
@pytest.mark.pdf
@pytest.mark.usefixtures("two_steps")
def test_what_large_type_cannot_hold_on_two_sides_is_warned_of_and_published() -> None:
    who = tuple(make_requirement(n, f"第{n}份" + "证" * 26, when=("who.agent",)) for n in range(2, 40))
    guide = replace(ASKING, requirements=(make_requirement(1), *who))
    (finding,) = publication_gate(guide, make_matter(guide, allow_two_sides=True), 1).findings
    assert (finding.severity, finding.check, "（代办）" in finding.message) == (
        Severity.WARNING,
        "large_does_not_fit",
        True,
    )


@pytest.mark.django_db
@pytest.mark.pdf
def test_publishing_stores_a_setting_for_every_outcome_and_the_untailored_sheet() -> None:
    make_site()
    matter = make_matter(ASKING)
    edition = publish(matter, by=make_user(), change_note="首次发布")
    assert sorted(edition.fits.values_list("outcome", "site", "pages")) == [
        ("", "", 1),
        ("who.agent", "", 1),
        ("who.self", "", 1),
    ]


@pytest.mark.django_db
@pytest.mark.pdf
def test_a_sheet_that_fits_no_page_stops_publishing_with_the_way_out(two_steps: None) -> None:
    matter = make_matter(overflowing())
    with pytest.raises(Refused, match=r"一页放不下，超出约[0-9]+行。占地方最多的是：申请材料[0-9]+行.*允许一张双面"):
        publish(matter, by=make_user(), change_note="首次发布")
    assert (matter.editions.count(), Fit.objects.filter(edition__matter=matter).count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.pdf
def test_an_editor_may_allow_both_sides(two_steps: None) -> None:
    edition = publish(make_matter(overflowing(), allow_two_sides=True), by=make_user(), change_note="首次发布")
    assert {fit.setting for fit in edition.fits.all()} == {TWO_SIDED[0].name}
    assert {fit.pages for fit in edition.fits.all()} == {2}


HOSTILE = {
    "emoji": ("满意度😀调查", "character_without_glyph"),
    "an uncommon script": ("ᠮᠣᠩᠭᠣᠯ", "character_without_glyph"),
    "a private character": ("证\ue000明", "character_without_glyph"),
    "rare names": ("𠮷㛃䶮的证明", None),
    "html": ("<b>证明</b>", None),
    "a long paragraph": ("很长的要求" * 1000, "sheet_does_not_fit"),
}


@pytest.mark.django_db
@pytest.mark.pdf
@pytest.mark.parametrize(("text", "check"), HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_printed_is_found_before_it_is_published(two_steps: None, text: str, check: str | None) -> None:
    guide = make_guide(requirements=(make_requirement(1, fill_note=text),))
    findings = publication_gate(guide, make_matter(), 1).findings
    assert [(f.severity, f.check) for f in findings] == ([(Severity.ERROR, check)] if check else [])


@pytest.mark.django_db
def test_an_unprintable_character_is_named_with_its_place() -> None:
    (finding,) = publication_gate(make_guide(requirements=(make_requirement(1, "满意😀"),)), make_matter(), 1).findings[
        :1
    ]
    assert (finding.field, "字符“😀”没有字形，印不出来" in finding.message) == ("requirements[0].name", True)


# --- Stored settings


@pytest.fixture
def matter(db: None) -> Matter:
    return make_published(ASKING)


@pytest.fixture
def site(db: None) -> Site:
    return make_site()


def setting_at(matter: Matter, site: Site, **answers: str) -> str:
    edition = matter.editions.get()
    return setting_for(edition, gather(edition, answers, site)).name


@pytest.mark.pdf
def test_a_setting_is_found_once_and_then_remembered(
    matter: Matter, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = setting_at(matter, site, who="self")
    monkeypatch.setattr(fitting, "climb", None)
    assert setting_at(matter, site, who="self") == first
    assert Fit.objects.get(edition__matter=matter).outcome == "who.self"


@pytest.mark.pdf
def test_a_layout_has_a_setting_of_its_own(matter: Matter, site: Site) -> None:
    edition = matter.editions.get()
    ingredients = gather(edition, {"who": "self"}, site)
    found = {layout: setting_for(edition, ingredients, layout=layout) for layout in (Layout.A4, Layout.CARD)}
    stored = {fit.layout: (fit.setting, fit.outcome, fit.site) for fit in edition.fits.all()}
    assert stored == {layout: (setting.name, "who.self", site.code) for layout, setting in found.items()}
    assert [setting.layout for setting in found.values()] == list(found)


@pytest.mark.pdf
def test_a_changed_address_is_tried_again(matter: Matter, site: Site) -> None:
    setting_at(matter, site)
    fit = Fit.objects.get(edition__matter=matter)
    Fit.objects.update(setting="fold4")
    Site.objects.filter(pk=site.pk).update(address="演示大道1号")
    assert setting_at(matter, site) == fit.setting
    assert Fit.objects.get(edition__matter=matter).basis != fit.basis


def test_the_nearest_known_setting_is_taken(matter: Matter, site: Site) -> None:
    edition = matter.editions.get()
    basis = gather(edition, {}, site).basis
    rows = {("", ""): "fold4", ("", site.code): "fold3", ("who.self", ""): "fold2", ("who.self", site.code): "compact"}
    for (outcome, code), setting in rows.items():
        Fit.objects.create(edition=edition, outcome=outcome, site=code, setting=setting, basis=basis)
    assert setting_at(matter, site, who="self") == "compact"
    edition.fits.filter(site=site.code, outcome="who.self").delete()
    assert setting_at(matter, site, who="self") == "fold2"
    edition.fits.filter(outcome="who.self").delete()
    assert setting_at(matter, site, who="self") == "fold3"
    edition.fits.exclude(site="").delete()
    assert setting_at(matter, site, who="self") == "fold4"


@pytest.mark.pdf
def test_refitting_finds_every_outcome_and_lists_what_spills(matter: Matter, site: Site) -> None:
    assert refit(matter.editions.get()) == []
    stored = Fit.objects.filter(edition__matter=matter).values_list("outcome", flat=True)
    assert sorted(stored) == sorted(["", *map(outcome_key, outcomes(ASKING))])


def test_what_fits_at_the_longest_place_fits_everywhere() -> None:
    one = replace(PLACE, name="很长很长的名称", address="短", phone="1")
    other = replace(PLACE, name="短", address="很长很长的地址", phone="0372-0001103")
    longest = longest_place([one, other])
    assert (longest.code, longest.name, longest.address, longest.phone) == (
        "",
        "很长很长的名称",
        "很长很长的地址",
        "0372-0001103",
    )


def test_a_matter_handled_nowhere_yet_can_still_be_tried() -> None:
    assert (longest_place([]).name, longest_place([]).level) == ("（未指定办理点）", Level.DISTRICT)
