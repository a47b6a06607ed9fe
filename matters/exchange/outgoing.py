"""The kinds of file an export can be asked for, and the workbook to fill in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from matters.exchange import national
from matters.exchange.template import write_template
from matters.exchange.writing import Exported, export


@dataclass(frozen=True, slots=True)
class FileForm:
    """`words` is what the user chooses by, `write` takes path, matters, by, filename and on_progress."""

    words: str
    ending: str
    write: Callable[..., Exported]


FORMS: Mapping[str, FileForm] = {
    "xlsx": FileForm("Excel 工作簿（.xlsx）：多个工作表，可修改后再导入", ".xlsx", export),
    "csv": FileForm("文本表格（.csv）：给只认 csv 的系统", ".csv", export),
    "json": FileForm("数据文件（.json）：内容最全，适合备份和程序处理", ".json", export),
    "national": FileForm("国家政务服务平台交换表（.xlsx）：用于上报", ".xlsx", national.export),
}


def template() -> BytesIO:
    """The workbook to fill in, a few kilobytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "template.xlsx")
        write_template(path)
        return BytesIO(path.read_bytes())
