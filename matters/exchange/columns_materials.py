"""The table 材料: a matter's demand for an entry of the material library."""

from matters import enums
from matters.exchange.columns_keys import KEYS
from matters.exchange.columns_shape import Column, Table
from matters.exchange.finding import Found, error, noted
from matters.exchange.kinds import CODE, COUNTS, NUMBER, SHEETS, TEXT, TOKENS, Kind, choice
from matters.exchange.sources import SOURCES, Source, is_ambiguous
from matters.exchange.values import text
from matters.exchange.values_counts import read_counts
from matters.models import Requirement

F = enums.Form
N = enums.Necessity
O = enums.Source  # noqa: E741  (来源渠道; the word Source means a file's origin here)
FORM = choice(F, "form", words={
    "电子化": F.ELECTRONIC, "电子版": F.ELECTRONIC, "纸质和电子": F.EITHER, "电子或纸质": F.EITHER, "纸质件": F.PAPER,
    "纸质/电子化": F.EITHER, "纸质/电子": F.EITHER, "纸质、电子": F.EITHER,
})  # fmt: skip
NECESSITY = choice(N, "necessity", words={
    "必须": N.REQUIRED, "必需": N.REQUIRED, "是": N.REQUIRED, "否": N.OPTIONAL, "非必须": N.OPTIONAL, "选填": N.OPTIONAL,
    "可容缺": N.DEFERRABLE, "容缺": N.DEFERRABLE, "容缺受理": N.DEFERRABLE, "信息免交、信用后补": N.DEFERRABLE,
})  # fmt: skip
ORIGIN = choice(O, "source", empty=None, words={
    "自备": O.APPLICANT, "申请人提供": O.APPLICANT, "政府核发": O.GOVERNMENT, "行政机关核发": O.GOVERNMENT, "其它": O.OTHER,
    "中介机构出具": O.OTHER,
})  # fmt: skip
_CLASSES = frozenset(kind.label for kind in enums.MaterialKind)


def _read_type(raw: str, source: Source) -> Found:
    """材料类型 means the class of the paper in some systems, which the library keeps, and original or copy in most."""
    found = text(raw)
    word = str(found.value)
    if found.is_wrong or not word:
        return Found(None, found.findings)
    if word in _CLASSES:
        return noted(None, "material_class", f"“{word}”是材料的类别，由材料库维护，没有导入")
    if word.isdigit():
        return _type_digit(word.lstrip("0"), source)
    counts = read_counts(word)
    return (
        Found(counts)
        if counts
        else error("choice_unknown", f"“{word}”不在可选范围内，只能填：原件、复印件、原件和复印件、原件或复印件")
    )


def _type_digit(digit: str, source: Source) -> Found:
    meaning = source.meaning("material_type")
    if digit in meaning:
        counts = meaning[digit]
        return (
            Found(counts) if counts else noted(None, "material_class", "这里的代码是材料的类别，由材料库维护，没有导入")
        )
    if is_ambiguous("material_type", digit) and (not source.key or source is SOURCES["national"]):
        return error(
            "source_needed", "材料类型的代码在各地含义不同（有的是类别，有的是原件或复印件），请选择文件的来源"
        )
    return error("choice_unknown", f"“{digit}”不是材料类型的代码")


TYPE = Kind(_read_type, str)

MATERIALS = Table(
    name="requirements", sheet="材料", model=Requirement,
    aliases=("up_task_general_material", "申请材料", "办理材料", "材料清单", "申报材料", "requirements"),
    columns=(
        *KEYS,
        Column(field="material", heading="材料名称", kind=TEXT, required=True, aliases=("material_name", "材料", "申请材料", "申请材料名称"),
               note="材料库里的名称，一行只写一种材料。如：居民身份证"),
        Column(field="name_override", heading="告知单上的名称", kind=TEXT, note="与材料库名称不同时填写"),
        Column(field="key", heading="材料代号", kind=CODE, note="可留空自动生成"),
        Column(field="original", heading="原件份数", kind=SHEETS, aliases=("page_num_y", "原件数", "原件"), note="整数，不要原件填0"),
        Column(field="copies", heading="复印件份数", kind=SHEETS, aliases=("page_num_f", "复印件数", "复印件"), note="整数，不要复印件填0"),
        Column(field="form", heading="材料形式", kind=FORM, aliases=("material_format", "材料形式要求", "介质要求"), note="选一个"),
        Column(field="necessity", heading="必要性", kind=NECESSITY, aliases=("is_need", "材料必要性", "是否必要", "是否必须"), note="选一个"),
        Column(field="defer", heading="容缺补交期限", kind=TEXT, note="必要性是“容缺后补”时填写。如：3个工作日内"),
        Column(field="source", heading="来源渠道", kind=ORIGIN, aliases=("source_type", "材料来源", "来源"), note="与材料库相同留空"),
        Column(field="issuer", heading="出具单位", kind=TEXT, aliases=("核发部门", "来源部门"), note="与材料库相同留空。如：公安机关"),
        Column(field="how_to_get", heading="怎样取得", kind=TEXT, aliases=("source_explain", "来源渠道说明"), note="与材料库相同留空"),
        Column(field="fill_note", heading="填报须知", kind=TEXT, aliases=("fill_explain", "填写说明", "填写要求"), note="如：复印正反面"),
        Column(field="standard", heading="受理标准", kind=TEXT, aliases=("accept_stand",), note="没有留空"),
        Column(field="basis", heading="要求提供的依据", kind=TEXT, aliases=("by_law", "要求提供材料的依据", "材料依据"), note="法律法规名称和条款"),
        Column(field="waiver", heading="免交说明", kind=TEXT, aliases=("免交",), note="能免交时写明原因。如：可用电子证照"),
        Column(field="when", heading="适用情形", kind=TOKENS, aliases=("情形", "适用条件"),
               note="什么情形下才要，写“问题=选项”，几个用分号分开；总是要留空。如：谁来办理=委托他人代办"),
        Column(field="any_of", heading="多选一分组", kind=TEXT, aliases=("二选一", "多选一"), note="同一组名的材料任选其一。如：身份证明"),
    ),
    also=(
        Column(field="~counts", heading="材料份数", kind=COUNTS, aliases=("page_num", "份数", "纸质材料份数", "数量")),
        Column(field="~type", heading="材料类型", kind=TYPE, aliases=("material_type", "原件或复印件")),
        Column(field="~size", heading="纸质材料规格", kind=TEXT, aliases=("page_format",)),
        Column(field="~remark", heading="备注", kind=TEXT, aliases=("remark", "说明")),
        Column(field="~unused", heading="空白表格", kind=TEXT, aliases=("form_guid",)),
        Column(field="~unused", heading="示例样表", kind=TEXT, aliases=("example_guid", "填写样表")),
        Column(field="~order", heading="序号", kind=NUMBER, aliases=("order_num", "排序", "编号")),
    ),
)  # fmt: skip
