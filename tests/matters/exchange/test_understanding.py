"""Rows of a file as what it says of each matter."""

import pytest

from matters.enums import Audience, ChannelKind, Delivery, LimitKind, LimitUnit, ModeKind, Scope
from matters.exchange import joining
from matters.exchange.given import FileRefused
from matters.exchange.reading import CellError, Formula
from matters.guide import Charge, LegalBasis, Option, Question
from matters.working_copy import Requirement
from tests.matters.exchange.asking import NAME, ask, checks, matter, requirements, table

WHO = ({**NAME, "问题": "谁来办理？", "选项": "本人办理"}, {**NAME, "选项": "委托他人代办"})


def test_a_cell_that_is_not_there_says_nothing_and_an_empty_one_empties():
    given = matter(一句话说明=None, 别名=None)
    assert given.values == {"name": "残疾人证核发", "summary": "", "synonyms": ()}


def test_only_what_the_file_holds_is_given():
    given = matter()
    assert (given.values, given.lists, given.problems) == ({"name": "残疾人证核发"}, {}, ())


@pytest.mark.parametrize(("kind", "check"), [(Formula("=A1"), "formula"), (CellError("#REF!"), "cell_error")])
def test_a_formula_and_an_error_value_are_errors_at_their_place(kind, check):
    (problem,) = matter(一句话说明=kind).problems
    assert (problem.check, problem.sheet, problem.row, problem.column, problem.value) == (
        check,
        "事项",
        2,
        "一句话说明",
        str(kind),
    )


def test_a_text_that_is_too_long_names_the_limit_and_its_length():
    given = matter(一句话说明="长" * 121)
    assert [p.message for p in given.problems] == ["最多120个字，现在121个字，请精简"]
    assert given.is_refused


def test_a_bare_number_takes_the_unit_of_its_column():
    (limit,) = matter(法定办结时限="20", 法定办结时限单位="自然日").lists["limits"]
    assert (limit.kind, limit.amount, limit.unit) == (LimitKind.STATUTORY, 20, LimitUnit.DAY)


def test_a_bare_number_without_a_unit_is_doubted():
    given = matter(承诺时限=10)
    assert [(x.amount, x.unit) for x in given.lists["limits"]] == [(10, LimitUnit.WORKDAY)]
    assert checks(given) == [("warning", "limit_without_unit", "承诺时限")]


def test_limits_of_both_kinds_stand_in_the_matters_row():
    given = matter(法定时限="20个工作日", 承诺时限="当场办结", 承诺时限说明="材料齐全的")
    assert [(x.kind, x.amount, x.note) for x in given.lists["limits"]] == [
        (LimitKind.STATUTORY, 20, ""), (LimitKind.PROMISED, 0, "材料齐全的"),
    ]  # fmt: skip


def test_conditions_in_one_cell_are_several():
    given = matter(受理条件="（一）本区户籍；（二）年满70周岁")
    assert [c.text for c in given.lists["conditions"]] == ["本区户籍", "年满70周岁"]


def test_the_legal_basis_in_one_cell_is_taken_apart():
    given = matter(设定依据="《中华人民共和国残疾人保障法》第二条、《残疾人证管理办法》（残联发〔2017〕34号）第七条")
    assert given.lists["legal_basis"] == (
        LegalBasis(title="《中华人民共和国残疾人保障法》", article="第二条"),
        LegalBasis(title="《残疾人证管理办法》", number="残联发〔2017〕34号", article="第七条"),
    )


def test_document_numbers_alone_are_legal_bases():
    given = matter(设定依据="陕民发〔2012〕11号及延市民发〔2012〕63号文件")
    assert [b.title for b in given.lists["legal_basis"]] == ["陕民发〔2012〕11号", "延市民发〔2012〕63号"]


def test_a_flow_in_one_cell_becomes_steps():
    given = matter(办理流程="1.申请：提出申请2.受理：核对材料3.办结")
    assert [(s.name, s.content) for s in given.lists["steps"]] == [
        ("申请", "提出申请"),
        ("受理", "核对材料"),
        ("办结", ""),
    ]


@pytest.mark.parametrize(
    ("cells", "charges"),
    [
        ({"是否收费": "否"}, ()),
        ({"是否收费": "2"}, ()),
        ({"收费标准": "免费"}, ()),
        ({"是否收费": "是", "收费标准": "40元/证", "收费依据": "某办法"}, (Charge(name="办理费用", standard="40元/证", basis="某办法"),)),
    ],
)  # fmt: skip
def test_fees_in_the_matters_row(cells, charges):
    assert matter(**cells).lists["charges"] == charges


def test_channels_and_modes_come_from_the_national_columns():
    given = matter(handle_type="1^2", link_addr="https://a.gov.cn/1", mobile_terminal_url="https://m.a.gov.cn/1", is_schedule="1", is_express="1",
                   source="national")  # fmt: skip
    assert [(c.kind, c.url) for c in given.lists["channels"]] == [
        (ChannelKind.WINDOW, ""), (ChannelKind.WEB, "https://a.gov.cn/1"), (ChannelKind.POST, ""),
        (ChannelKind.MOBILE, "https://m.a.gov.cn/1"),
    ]  # fmt: skip
    assert [m.kind for m in given.lists["modes"]] == [ModeKind.APPOINTMENT]


def test_an_address_of_a_place_is_left_to_the_places():
    given = matter(办理地点="市政务大厅四楼", 办公时间="周一至周五")
    assert checks(given) == [("note", "site_column", "办理地点"), ("note", "site_column", "办公时间")]


def test_words_of_several_choices():
    given = matter(服务对象="法人、其他组织", 送达方式="当场送达 快递送达", 通办范围="无", 行使层级="镇（乡、街道）级")
    assert given.values["audiences"] == (Audience.ENTERPRISE, Audience.INSTITUTION, Audience.SOCIAL, Audience.OTHER)
    assert (given.values["result_delivery"], given.values["scope"]) == ((Delivery.WINDOW, Delivery.POST), Scope.NONE)
    assert given.values["exercise_level"] == "town"


def test_a_material_is_read_with_all_its_cells():
    (row,) = requirements(
        材料名称="申请表", 材料份数="原件1份复印件2份", 材料形式="纸质/电子化", 材料必要性="非必要", 来源渠道="申请人自备",
        page_format="A4", 备注="双面打印", 填报须知="黑笔填写",
    )  # fmt: skip
    assert row == Requirement(
        material="申请表",
        copies=2,
        form="either",
        necessity="optional",
        source="applicant",
        fill_note="黑笔填写；规格：A4；双面打印",
    )


def test_the_type_says_whether_a_number_means_copies():
    (row,) = requirements(材料名称="身份证明书", 材料类型="复印件", 材料份数="2")
    assert (row.original, row.copies) == (0, 2)


def test_rows_go_by_their_number_where_there_is_one():
    given = ask(table("材料", {**NAME, "序号": 2, "材料名称": "乙表"}, {**NAME, "序号": 1, "材料名称": "甲表"}))[0]
    assert [r.material for r in given.lists["requirements"]] == ["甲表", "乙表"]


def test_options_of_a_question_stand_in_rows_and_get_keys():
    (given,) = ask(table("情形", *WHO))
    assert given.lists["questions"] == (
        Question(
            key="who",
            text="谁来办理？",
            options=(Option(key="self", text="本人办理"), Option(key="agent", text="委托他人代办")),
        ),
    )


@pytest.mark.parametrize("said", ["who.agent", "谁来办理=委托他人代办", "谁来办理？：委托他人代办", "委托他人代办"])
def test_a_condition_is_written_as_token_or_in_words(said):
    (given,) = ask(table("情形", *WHO), table("材料", {**NAME, "材料名称": "委托书", "适用情形": said}))
    assert given.lists["requirements"][0].when == ("who.agent",)


@pytest.mark.parametrize("said", ["who.nobody", "谁来办理=外星人"])
def test_an_unknown_option_names_the_valid_ones(said):
    (given,) = ask(table("情形", *WHO), table("材料", {**NAME, "材料名称": "委托书", "适用情形": said}))
    assert checks(given) == [("error", "unknown_option", "适用情形")]
    assert "谁来办理=委托他人代办（who.agent）" in given.problems[0].message


def test_options_are_those_of_the_catalog_where_the_file_has_none():
    kind = (Question(key="kind", text="哪一类？", options=(Option(key="a", text="甲类"),)),)
    (given,) = ask(
        table("受理条件", {**NAME, "条件": "年满18岁", "适用情形": "哪一类=甲类"}), questions_of=lambda values: kind
    )
    assert given.lists["conditions"][0].when == ("kind.a",)


def test_a_present_list_is_whole_for_every_matter_of_the_file():
    first, second = ask(
        table("事项", {"事项名称": "甲"}, {"事项名称": "乙"}), table("材料", {"事项名称": "甲", "材料名称": "申请表"})
    )
    assert (first.lists["requirements"], second.lists) == ((Requirement(material="申请表"),), {"requirements": ()})


def test_a_list_without_rows_counts_as_absent():
    (given,) = ask(table("事项", {"事项名称": "甲"}), table("材料"))
    assert given.lists == {}


def test_a_list_may_name_a_matter_that_the_file_does_not_hold():
    _, second = ask(table("事项", {"事项名称": "甲"}), table("材料", {"实施编码": "X1", "材料名称": "申请表"}))
    assert (second.values, second.lists) == (
        {"implementation_code": "X1"},
        {"requirements": (Requirement(material="申请表"),)},
    )


def test_a_row_is_found_by_the_first_of_its_keys():
    rows = {"公开短码": "k7m2pa", "材料名称": "申请表"}
    (given,) = ask(table("材料", rows), table("事项", {"公开短码": "K7M2PA", "事项名称": "甲"}))
    assert [r.material for r in given.lists["requirements"]] == ["申请表"]


def test_keys_of_two_matters_in_one_row_are_an_error():
    (given,) = ask(
        table("事项", {"公开短码": "K7M2PA", "事项名称": "甲"}),
        table("材料", {"公开短码": "K7M2PA", "事项名称": "乙", "材料名称": "表"}),
    )
    assert [(p.check, p.sheet, p.row) for p in given.problems] == [("keys_differ", "材料", 2)]
    assert given.is_refused


def test_a_row_that_names_no_matter_is_reported():
    (given,) = ask(table("材料", {"事项名称": None, "材料名称": "申请表"}))
    assert ([(p.check, p.sheet, p.row) for p in given.problems], given.values) == ([("no_key", "材料", 2)], {})


def test_a_name_that_several_matters_have_is_no_key_of_a_list():
    *_, given = ask(
        table("事项", {"实施编码": "A", "事项名称": "甲"}, {"实施编码": "B", "事项名称": "甲"}),
        table("材料", {"事项名称": "甲", "材料名称": "申请表"}),
    )
    assert [(p.check, p.row) for p in given.problems] == [("key_ambiguous", 2)]


def test_two_sheets_can_describe_one_matter():
    (given,) = ask(
        table("up_task_general_basic", {"task_code": "A", "task_name": "甲", "dept_name": "区残联"}),
        table("up_task_general_extend", {"task_code": "A", "limit_explain": "每人一证"}),
    )
    assert (given.values["department"].name, given.values["quantity_limit"]) == ("区残联", "每人一证")


def test_a_required_cell_that_is_empty_is_an_error():
    (given,) = ask(table("收费", {**NAME, "收费项目": "工本费", "收费标准": None}))
    assert checks(given) == [("error", "missing", "收费标准")]


def test_a_column_nobody_knows_is_told_once():
    sheet, given = ask(table("事项", {**NAME, "颜色": "红"}, {"事项名称": "乙", "颜色": "绿"}))[:2]
    assert (checks(sheet), sheet.values, given.problems) == ([("warning", "column_unknown", "颜色")], {}, ())


def test_html_from_word_becomes_plain_rows():
    given = matter(受理条件="<p>1、本区户籍</p><p><span style='mso-x:1'>2、年满70周岁<o:p></o:p></span></p>")
    assert [c.text for c in given.lists["conditions"]] == ["本区户籍", "年满70周岁"]


def test_an_empty_marker_in_the_matters_row_empties_and_an_attachment_is_told():
    given = matter(数量限制="无", 禁止性要求="详见附件")
    assert (given.values["quantity_limit"], given.values["prohibitions"]) == ("", "")
    assert checks(given) == [("note", "attached", "禁止性要求")]


def test_many_rows_of_one_name_are_each_unpacked_once(monkeypatch):
    unpacked = []
    unpack = joining._unpacked
    monkeypatch.setattr(joining, "_unpacked", lambda packed: unpacked.append(packed) or unpack(packed))
    ask(table("事项", *({"事项名称": "同名事项", "实施主体": f"演示{n}局"} for n in range(300))))
    assert len(unpacked) <= 301


def test_more_text_than_fits_in_memory_refuses_the_file(monkeypatch):
    monkeypatch.setattr(joining, "MOST_PACKED", 10_000)
    with pytest.raises(FileRefused, match="文字太多"):
        ask(table("事项", *({"事项名称": f"事项{n}", "一句话说明": "字" * 1000} for n in range(10))))


def test_rows_of_several_sheets_join_the_first_matter_that_is_still_open():
    first = table(
        "事项", {"事项名称": "同名事项", "事项类型": "行政许可"}, {"事项名称": "同名事项", "事项类型": "公共服务"}
    )
    second = table("事项", {"事项名称": "同名事项", "别名": "甲"}, {"事项名称": "同名事项", "别名": "乙"})
    assert [(given.values["matter_type"], given.values["synonyms"]) for given in ask(first, second)] == [
        ("permit", ("甲",)), ("service", ("乙",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({"原件份数": "一式两份"}, (2, 0)),
        ({"原件份数": "各一份"}, (1, 0)),
        ({"原件份数": 0, "复印件份数": "一式三份"}, (0, 3)),
        ({"原件份数": "原件1份复印件2份"}, (1, 2)),
        ({"原件份数": "复印件2份"}, (0, 2)),
        ({"原件份数": "原件1份，复印件2份", "复印件份数": 2}, (1, 2)),
    ],
)
def test_counts_in_words_are_read_in_a_column_of_their_own(cells, counts):
    (requirement,) = requirements(材料名称="营业执照", **cells)
    assert (requirement.original, requirement.copies) == counts


def test_counts_in_words_that_contradict_the_other_column_are_an_error():
    (given,) = ask(table("材料", {**NAME, "材料名称": "营业执照", "原件份数": "原件1份复印件2份", "复印件份数": 3}))
    assert checks(given) == [("error", "counts_differ", "原件份数")]


def test_a_list_in_one_cell_of_a_condition_is_proposed_to_be_split():
    rows = table("受理条件", {**NAME, "条件": "（一）本市户籍\n（二）有固定住所"})
    (given,) = ask(rows)
    assert [repair.kind for repair in given.repairs] == ["split_list"]
    assert [c.text for c in given.lists["conditions"]] == ["（一）本市户籍\n（二）有固定住所"]
    (given,) = ask(rows, accepted={"split_list"})
    assert [c.text for c in given.lists["conditions"]] == ["本市户籍", "有固定住所"]


def test_rows_of_a_list_keep_their_places():
    rows = table("材料", {**NAME, "材料名称": "身份证、户口本"}, {**NAME, "材料名称": "申请表"})
    (given,) = ask(rows, accepted={"split_materials"})
    assert given.places["requirements"] == (("材料", 2), ("材料", 2), ("材料", 3))
