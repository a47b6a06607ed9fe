"""The columns by which a row of any table names its matter; one of them suffices, the first that is filled counts."""

from matters.exchange.columns_shape import Column
from matters.exchange.kinds import CODE, TEXT

KEYS = (
    Column(
        field="code", heading="公开短码", kind=CODE, aliases=("短码", "公开编码"),
        note="系统给出的六位短码，新事项留空。如：K7M2PA",
    ),
    Column(
        field="implementation_code", heading="实施编码", kind=CODE, aliases=("task_code", "itemCode", "事项实施编码", "实施清单编码"),
        note="设为“文本”格式后粘贴。如：11410503000000211F4000782001002",
    ),
    Column(
        field="name", heading="事项名称", kind=TEXT, aliases=("task_name", "name", "办理项名称", "实施事项名称", "事项"),
        note="与政务服务平台一致的全称。如：残疾人证核发（新办）",
    ),
)  # fmt: skip
"""公开短码, 实施编码, 事项名称."""

KEY_FIELDS = tuple(column.field for column in KEYS)
