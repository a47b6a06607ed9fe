"""Composing, publishing, suspending bundles."""

from datetime import timedelta

import pytest

from accounts import history
from matters.bundling import composed, findings_for, mark_edited, publish_bundle, resume, retire, suspend, what_changed
from matters.completeness import Finding, Severity
from matters.enums import Level, Standing
from matters.models import Bundle, EditionHandling, Site
from matters.publishing import GateVerdict, Refused, edition_in_force, today
from tests.bundles import licence_guide, make_bundle, make_live_bundle, member, move_on, permit_guide, publish
from tests.counter import turned
from tests.factories import make_matter, make_published, make_site, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings):
    """Laying sheets out has tests of its own."""
    settings.PUBLICATION_GATES = []


def names(guide):
    return [r.name for r in guide.requirements]


def test_the_merge_asks_once_and_not_for_what_an_earlier_stage_yields():
    guide = composed(make_bundle())
    assert names(guide) == ["居民身份证", "经营场所使用证明", "卫生检测报告"]
    assert [(o.name, o.by, o.used_by) for o in guide.obtained] == [("营业执照", "试行执照", ("试行许可",))]
    assert [(m.name, m.stage, m.edition) for m in guide.members] == [("试行执照", 1, 1), ("试行许可", 2, 1)]


def test_a_member_without_an_edition_in_force_is_named():
    bundle = make_bundle(make_published(licence_guide()), make_matter(permit_guide()))
    with pytest.raises(Refused, match="“试行卫生许可”没有生效的版本"):
        composed(bundle)


def test_members_are_drawn_as_they_hold_on_the_day():
    bundle = make_bundle()
    move_on(member(bundle, 2), effective_from=today() + timedelta(days=30))
    days = (today(), today() + timedelta(days=30))
    assert [composed(bundle, day).members[1].edition for day in days] == [1, 2]


def test_composing_takes_the_same_queries_whatever_the_size(django_assert_num_queries):
    bundles = [make_bundle(), make_bundle(*(make_published(permit_guide(name=f"试行许可{n}")) for n in range(4)))]
    for bundle in bundles:
        bundle = Bundle.objects.select_related("lead_department").get(pk=bundle.pk)
        with django_assert_num_queries(4):
            composed(bundle)


def test_publishing_writes_an_edition_and_makes_the_draft_live():
    bundle, reviewer = make_bundle(), make_user()
    edition = publish_bundle(bundle, by=reviewer, change_note="首次发布")
    bundle.refresh_from_db()
    assert (edition.bundle, edition.matter, edition.number, bundle.standing) == (bundle, None, 1, Standing.LIVE)
    assert edition.guide == composed(bundle)
    entry = history.entries_of(bundle)[0]
    assert (entry.action, entry.actor, entry.detail["sha256"]) == ("publish", reviewer, edition.sha256)
    levels = EditionHandling.objects.filter(edition=edition).values_list("level", flat=True)
    assert list(levels) == [Level.STREET]


def test_publishing_twice_finds_nothing_changed():
    bundle = make_live_bundle()
    with pytest.raises(Refused, match="与第1版相同"):
        publish(bundle)


def test_whoever_wrote_the_composition_does_not_publish_it():
    bundle, editor = make_bundle(), make_user(is_superuser=True)
    mark_edited(bundle, editor)
    with pytest.raises(Refused, match="须由另一个人发布"):
        publish(bundle, by=editor)
    assert publish(bundle).number == 1


def test_a_composition_nobody_wrote_since_needs_no_second_pair():
    bundle, editor = make_bundle(), make_user()
    mark_edited(bundle, editor)
    publish(bundle)
    move_on(member(bundle, 2))
    assert publish(bundle, by=editor).number == 2


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.RETIRED])
def test_a_member_that_is_not_handled_stops_publishing(standing):
    bundle = make_bundle()
    turned(member(bundle, 2), standing)
    with pytest.raises(Refused, match=r"“试行卫生许可”.*系统升级"):
        publish(bundle)


def test_a_gate_that_objects_stops_publishing(monkeypatch):
    finding = Finding(severity=Severity.ERROR, check="too_long", field="", message="放不下")
    monkeypatch.setattr("matters.bundling.gates", lambda: [lambda *_: GateVerdict([finding], lambda _: None)])
    bundle = make_bundle()
    with pytest.raises(Refused, match="放不下"):
        publish(bundle)
    assert not bundle.editions.exists()


def test_of_two_publishers_at_once_one_is_refused(monkeypatch):
    bundle, second = make_bundle(), make_user()

    def meanwhile(*_):
        monkeypatch.setattr("matters.bundling.gates", list)
        publish(bundle, by=second, note="第二个人")
        return GateVerdict([], lambda _: None)

    monkeypatch.setattr("matters.bundling.gates", lambda: [meanwhile])
    with pytest.raises(Refused, match="与第1版相同"):
        publish(bundle)
    assert [e.change_note for e in bundle.editions.all()] == ["第二个人"]


def test_a_member_that_changes_while_it_is_published_refuses_it(monkeypatch):
    bundle = make_bundle()

    def meanwhile(*_):
        move_on(member(bundle, 1))
        return GateVerdict([], lambda _: None)

    monkeypatch.setattr("matters.bundling.gates", lambda: [meanwhile])
    with pytest.raises(Refused, match="发布过程中又有变化"):
        publish(bundle)


def test_what_was_seen_is_what_is_published():
    with pytest.raises(Refused, match="有了变化"):
        publish_bundle(make_bundle(), by=make_user(), change_note="首版", seen="0" * 64)


def test_one_matter_is_no_bundle():
    bundle = make_bundle(make_published(licence_guide()))
    assert "一件事至少要有两个事项。" in [f.message for f in findings_for(bundle)]


def test_a_site_that_does_not_handle_a_member_is_pointed_out():
    bundle, site = make_bundle(), make_site(Level.DISTRICT)
    bundle.sites.add(site)
    assert [(f.check, f.severity) for f in findings_for(bundle)] == [("site_takes_in", Severity.WARNING)]
    publish(bundle)
    assert [h.sites for h in edition_in_force(bundle).guide.handlings] == [(site.code,)]
    Site.objects.filter(pk=site.pk).update(is_active=False)
    assert "site_closed" in [f.check for f in findings_for(bundle)]


def test_members_without_a_common_site_need_one_chosen():
    from matters.enums import How
    from matters.guide import Handling

    district = (Handling(level=Level.DISTRICT, how=How.DIRECT),)
    bundle = make_bundle(make_published(licence_guide(handlings=district)), make_published(permit_guide()))
    assert "no_common_site" in [f.check for f in findings_for(bundle)]


def test_what_changed_is_told_in_sentences():
    bundle = make_live_bundle()
    assert what_changed(bundle) == []
    move_on(member(bundle, 2))
    assert [s for s in what_changed(bundle) if "新增的证明" in s] != []


def test_suspending_resuming_and_retiring_need_a_reason_and_their_order():
    bundle, by = make_live_bundle(), make_user()
    with pytest.raises(Refused, match="写明原因"):
        suspend(bundle, by=by, reason=" ")
    suspend(bundle, by=by, reason="系统升级")
    assert (bundle.standing, bundle.standing_reason) == (Standing.SUSPENDED, "系统升级")
    resume(bundle, by=by)
    retire(bundle, by=by, reason="改为分别办理")
    with pytest.raises(Refused, match="不能改为"):
        resume(bundle, by=by)
    assert [e.action for e in history.entries_of(bundle)][:3] == ["retired", "live", "suspended"]
