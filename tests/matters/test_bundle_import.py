"""`import_bundles`: lists of names become drafts, or are refused with what is near."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import history
from matters.bundle_import import Listed, import_bundles, read_bundles
from matters.bundling import publish_bundle
from matters.enums import Standing
from matters.exchange.given import FileRefused
from matters.models import Bundle, Matter
from tests.factories import make_user

pytestmark = pytest.mark.django_db

# As a public system lists them, dirt and all.
REAL = {
    "试行烟花爆竹经营": ["户外广告设置的审批", "个体工商户设立登记", "烟花爆竹零售经营许可", "公章（法人印鉴）刻制备案"],
    "试行教育培训机构": ["户外广告设置的审批", "个体工商户设立登记", "公章（法人印鉴）刻制备案"],
    "试行旅馆经营企业办理": [
        "户外广告设置的审批", "个体工商户设立登记", "公众聚集场所开业使用前消防安全检查",
        "建设项目环境影响评价报告审批（不含如海排污口设置审批", "公共场所卫生许可证新发", "公章（法人印鉴）刻制备案",
    ],
    "试行洗浴企业办理": [
        "户外广告设置的审批", "公众聚集场地开业，使用前消防安全检查", "个体工商户设立登记", "建设项目影响评价报告表审批",
        "公共场所卫生许可证新发", "公章（法人印鉴）刻制备案",
    ],
    "试行劳务派遣公司办理": ["户外广告设置的审批", "个体工商户设立登记", "经营劳务派遣业务许可", "公章（法人印鉴）刻制备案"],
    "试行药品经营企业注册办理": [
        "户外广告设置的审批", "公众聚集场地开业，使用前消防安全检查", "个体工商户设立登记", "公章（法人印鉴）刻制备案",
    ],
}  # fmt: skip


@pytest.fixture
def listed():
    return [Listed(name, tuple(items)) for name, items in REAL.items()]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "bundles.json"
    path.write_text(json.dumps({"bundles": [{"name": n, "items": i} for n, i in REAL.items()]}), "utf-8")
    return path


def test_the_six_real_bundles_load_as_drafts_in_their_order(listed):
    report = import_bundles(listed, by=make_user())
    assert report.counts == {"created": 6, "updated": 0, "unchanged": 0, "refused": 0}
    bundle = Bundle.objects.get(name="试行劳务派遣公司办理")
    assert bundle.standing == Standing.DRAFT
    codes = bundle.members.order_by("position").values_list("matter__name", flat=True)
    assert list(codes) == [
        "户外广告及临时悬挂、设置标语或者宣传品许可", "个体工商户设立登记", "劳务派遣经营许可", "公章刻制备案",
    ]  # fmt: skip
    assert bundle.lead_department == Matter.objects.get(name="劳务派遣经营许可").department


def test_the_six_real_bundles_can_be_published(listed, settings):
    settings.PUBLICATION_GATES = []
    import_bundles(listed)
    reviewer = make_user()
    for bundle in Bundle.objects.filter(name__in=REAL):
        bundle.sites.set(Bundle.objects.get(code="BP4Q9T").sites.all())
        edition = publish_bundle(bundle, by=reviewer, change_note="首版")
        assert len(edition.guide.members) == len(REAL[bundle.name])


def test_the_same_list_again_changes_nothing(listed):
    import_bundles(listed)
    before = list(Bundle.objects.filter(name__in=REAL).values_list("code", "revision"))
    assert import_bundles(listed).counts["unchanged"] == 6
    assert list(Bundle.objects.filter(name__in=REAL).values_list("code", "revision")) == before


def test_every_match_says_how_it_came_about(listed):
    members = import_bundles(listed[2:3]).to_plain()["bundles"][0]["members"]
    assert [m["how"] for m in members] == ["normalised", "exact", "similar", "similar", "normalised", "similar"]
    assert all(0.68 <= m["score"] <= 1 for m in members)


def test_a_dry_run_writes_nothing(listed):
    assert import_bundles(listed, dry_run=True).counts["created"] == 6
    assert not Bundle.objects.filter(name__in=REAL).exists()


def test_a_bundle_with_an_unknown_name_is_refused_and_the_others_come_in():
    lists = [
        Listed("试行甲", ("个体工商户设立登记", "烟雾报警器年度校准")),
        Listed("试行乙", tuple(REAL["试行教育培训机构"])),
    ]
    report = import_bundles(lists)
    assert [o.result for o in report.outcomes] == ["refused", "created"]
    assert report.outcomes[0].problems[0].startswith("没有找到“烟雾报警器年度校准”")
    assert not Bundle.objects.filter(name="试行甲").exists()


def test_a_draft_gets_the_members_of_the_list_and_a_public_one_does_not(listed):
    import_bundles(listed[:1])
    shorter = [Listed(listed[0].name, listed[0].items[:3])]
    assert import_bundles(shorter).counts["updated"] == 1
    bundle = Bundle.objects.get(name=listed[0].name)
    assert bundle.members.count() == 3
    Bundle.objects.filter(pk=bundle.pk).update(standing=Standing.LIVE)
    assert import_bundles(listed[:1]).outcomes[0].problems == [
        f"“{bundle.name}”已经公开，而且事项与文件不同，请在它的页面上修改。"
    ]


def test_who_imported_is_noted_and_does_not_publish(listed):
    by = make_user()
    import_bundles(listed[:1], by=by)
    bundle = Bundle.objects.get(name=listed[0].name)
    assert (bundle.edited_by, history.entries_of(bundle)[0].action) == (by, "import")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"bundles": []}', '{"bundles": [{"name": "甲"}]}', '{"bundles": [{"name": "甲", "items": [1]}]}'],
)
def test_a_file_of_another_shape_is_refused(tmp_path, text):
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FileRefused):
        read_bundles(path)


def test_the_command_reports_in_chinese_and_as_json(file, tmp_path):
    out, report = StringIO(), tmp_path / "report.json"
    call_command("import_bundles", str(file), "--dry-run", "--report", str(report), stdout=out)
    assert out.getvalue().startswith("试运行，什么都没有写入：新增6，更新0，不变0，拒绝0。")
    assert "[相近 0.86] 公众聚集场地开业，使用前消防安全检查 → " in out.getvalue()
    out = StringIO()
    call_command("import_bundles", str(file), "--json", stdout=out)
    assert json.loads(out.getvalue())["created"] == json.loads(report.read_text("utf-8"))["created"] == 6


def test_the_command_says_with_its_code_what_came_of_it(tmp_path):
    path = tmp_path / "bundles.json"
    path.write_text('{"bundles": [{"name": "试行甲", "items": ["没有的事项", "也没有的"]}]}', "utf-8")
    with pytest.raises(SystemExit) as some:
        call_command("import_bundles", str(path), stdout=StringIO())
    with pytest.raises(CommandError) as refused:
        call_command("import_bundles", str(tmp_path / "none.json"), stdout=StringIO())
    assert (some.value.code, refused.value.returncode) == (3, 1)
