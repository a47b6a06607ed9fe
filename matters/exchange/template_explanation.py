"""The sheet 填写说明 of the workbook to fill in: how to fill it in, and an example to look at."""

from collections.abc import Mapping
from typing import Any

from openpyxl.styles.fonts import Font

from matters.exchange.columns import TABLES
from matters.exchange.writing_workbook import TOP, head_cell

DICTIONARY, EXPLANATION = "字典", "填写说明"
"""Sheets that an import leaves out by their names."""
MARK = "演示数据（示例行，只供查看，不会导入）"
_HOW = (
    "每张表第一行是表头，请不要改动；表头右上角的红色三角里写着怎样填写。标题行可以放在表头之上，系统会自己找到表头。",
    "“事项”表一行一个事项，其余各表一行一条，用公开短码、实施编码或事项名称说明属于哪个事项（填一个即可，优先用编码）。",
    "新事项的公开短码留空，系统会生成。已有的事项按公开短码、实施编码、名称加实施主体依次去找，找到就更新。",
    "某张表一行都不填，等于不改这部分内容；填了一个事项的材料，就以填写的为准，替换目录里该事项的全部材料。",
    "编码一列已设为文本格式。从别处粘贴时请选“只粘贴值”，不要让长编码变成数字。",
    "有下拉的列只能从下拉里选，可选的词都在“字典”表里；可以多选的列把几个词用顿号分开写在一格里。",
    "以英文单引号开头的单元格按原样读取，例如要填写“无”这个字本身，写成 '无 。",
    "适用情形写“问题=选项”，几个用分号分开；总是适用就留空。问题和选项写在“情形”表里，一个选项一行。",
    "先上传检查，再确认导入。检查不会写入任何内容，每个问题都写明在哪张表、哪一行、哪一列。",
)
_CASE: Mapping[str, Mapping[str, Any]] = {
    "matters": {"事项名称": "演示事项办理（示例）", "事项类型": "公共服务", "办件类型": "承诺件", "服务对象": "自然人", "实施主体": "演示部门"},
    "requirements": {"事项名称": "演示事项办理（示例）", "材料名称": "居民身份证", "原件份数": 1, "复印件份数": 1, "必要性": "必要"},
    "limits": {"事项名称": "演示事项办理（示例）", "类别": "承诺", "时限": "5个工作日"},
    "steps": {"事项名称": "演示事项办理（示例）", "环节": "受理", "办理人": "综合窗口", "时限": "当场"},
    "questions": {"事项名称": "演示事项办理（示例）", "问题": "由谁来办？", "选项": "委托他人代办"},
}  # fmt: skip


def explain(workbook: Any) -> None:
    """Add the sheet to the workbook."""
    sheet = workbook.create_sheet(EXPLANATION)
    sheet.column_dimensions["A"].width = 110
    sheet.append([head_cell(sheet, "政务服务事项导入模板：填写说明")])
    for number, words in enumerate(_HOW, 1):
        cell = head_cell(sheet, f"{number}. {words}")
        cell.font, cell.alignment = Font(), TOP
        sheet.append([cell])
    _show_example(sheet)


def _show_example(sheet: Any) -> None:
    sheet.append([])
    sheet.append([head_cell(sheet, MARK)])
    for table in TABLES:
        if example := _CASE.get(table.name):
            sheet.append([])
            sheet.append([head_cell(sheet, f"“{table.sheet}”表这样填写：")])
            sheet.append([head_cell(sheet, heading) for heading in example])
            sheet.append(list(example.values()))
