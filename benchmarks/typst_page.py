"""The same sheet set by Typst: same data, same faces, an equivalent page (see sheet.typ)."""

import base64
import json
from pathlib import Path

import typst

from matters import qr
from matters.plain import to_plain
from notices import fonts
from notices.enums import Manner
from notices.ladder import Setting
from notices.rows import pack, pair
from notices.sheet import Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")
POINTS = {"roomy": 11, "snug": 9.75, "compact": 9}
"""Body sizes of the densities that differ from 10.5 pt (static/css/sheet.css)."""


class Typst:
    """A compiler that knows the prepared faces and no other."""

    def __init__(self) -> None:
        faces = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.font_dir())]
        )
        self._compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=faces)

    def compile(self, sheet: Sheet, setting: Setting) -> bytes:
        """The PDF/UA-1 of the sheet: data to JSON, page, bytes, as ours goes from data to HTML to bytes."""
        inputs = {"data": json.dumps(page_data(sheet, setting), ensure_ascii=False)}
        return self._compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)


def page_data(sheet: Sheet, setting: Setting) -> dict[str, object]:
    """What the page shows, blocks behind the QR code left out as in our template."""
    image = qr.make(sheet.url)
    return {
        "sheet": to_plain(sheet),
        "points": POINTS.get(setting.density, 10.5),
        "folded": setting.folded,
        "qr": base64.b64decode(image.data_uri.partition(",")[2]).decode(),
        "qr_mm": image.size_mm,
        "meta": to_plain(pair((*sheet.meta, sheet.conditions))),
        "place": to_plain(pack(sheet.place)),
        "details": to_plain(pack(sheet.details)),
        "foot": {line.key: to_plain(line) for line in sheet.foot},
        "manners": Manner.labels,
    }
