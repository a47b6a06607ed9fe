"""Columns of the table 事项 that hold what are lists or other tables here: a whole list in one cell, or a yes-or-no that becomes a row.

They are read from national exports and departments' own forms, never written. Their `field` names what `compact` makes of them.
"""

from matters.enums import ChannelKind as C
from matters.exchange.columns_shape import Column
from matters.exchange.kinds import CODE, DURATION, NAMES, TEXT, UNIT, URL, YES_NO, choices

CHANNELS = choices(C, "channels", words={
    "窗口办理": C.WINDOW, "现场申请": C.WINDOW, "现场办理": C.WINDOW, "窗口受理": C.WINDOW, "窗口申请": C.WINDOW, "网上办理": C.WEB,
    "电脑端网上办理": C.WEB, "网上申请": C.WEB, "全程网办": C.WEB, "移动端网上申请": C.MOBILE, "掌上办理": C.MOBILE, "移动端办理": C.MOBILE,
    "自助终端": C.TERMINAL, "自助办理": C.TERMINAL, "快递申请": C.POST, "邮寄申请": C.POST, "信函申请": C.POST, "邮寄办理": C.POST,
})  # fmt: skip


def _c(field: str, heading: str, kind: object, *aliases: str) -> Column:
    return Column(field=f"~{field}", heading=heading, kind=kind, aliases=aliases)  # type: ignore[arg-type]


COMPACT = (
    _c("statutory", "法定办结时限", DURATION, "anticipate_day", "法定时限", "法定办理时限", "法定期限", "法定办结期限"),
    _c("statutory_unit", "法定办结时限单位", UNIT, "anticipate_type", "法定时限单位"),
    _c("statutory_note", "法定办结时限说明", TEXT, "anticipate_explain", "法定时限说明"),
    _c("promised", "承诺办结时限", DURATION, "promise_day", "承诺时限", "承诺办理时限", "承诺期限", "办结时限", "办理时限", "承诺办结期限"),
    _c("promised_unit", "承诺办结时限单位", UNIT, "promise_type", "承诺时限单位", "时限单位"),
    _c("promised_note", "承诺办结时限说明", TEXT, "promise_explain", "承诺时限说明"),
    _c("conditions", "受理条件", TEXT, "accept_condition", "申请条件", "办理条件", "申报条件"),
    _c("steps", "办理流程", TEXT, "handle_flow", "办事流程", "办理程序", "办理步骤"),
    _c("pauses", "特别程序", TEXT, "special_procedure", "特殊环节", "特别环节"),
    _c("requirements", "申请材料", TEXT, "办理材料", "所需材料", "申报材料", "材料清单", "提交材料", "材料"),
    _c("is_fee", "是否收费", YES_NO, "is_fee"),
    _c("fee_standard", "收费标准", TEXT, "fee_stand", "收费依据及标准", "收费情况"),
    _c("fee_name", "收费项目", TEXT, "fee_name", "收费项目名称"),
    _c("fee_basis", "收费依据", TEXT, "fee_basis"),
    _c("fee_reduction", "允许减免依据", TEXT, "desc_explain", "减免情形"),
    _c("legal_basis", "设定依据", TEXT, "by_law", "办理依据", "法律依据", "实施依据"),
    _c("channels", "办理形式", CHANNELS, "handle_type", "申请方式", "办理方式", "办理渠道", "申报方式"),
    _c("web", "网上办理网址", URL, "link_addr", "link", "计算机端在线办理跳转地址", "在线办理地址", "网办地址", "网上办理地址"),
    _c("mobile", "移动端办理地址", URL, "mobile_terminal_url", "掌上办理地址"),
    _c("is_online", "是否网办", YES_NO, "is_online", "是否支持网上办理"),
    _c("is_terminal", "是否支持自助终端办理", YES_NO, "is_service_terminals"),
    _c("is_express", "是否支持物流快递", YES_NO, "is_express"),
    _c("is_schedule", "是否支持预约办理", YES_NO, "is_schedule", "是否支持预约"),
    _c("user_topics", "面向自然人事项主题分类", NAMES, "user_topic_type", "自然人主题"),
    _c("corp_topics", "面向法人事项主题分类", NAMES, "corp_topic_type", "法人主题"),
    _c("area", "区划代码", CODE, "areaCode", "area_code", "行政区划代码"),
    _c("site_address", "办理地址", TEXT, "transact_addr", "办公地址", "办理地点", "办事地址", "受理地点"),
    _c("site_hours", "办理时间", TEXT, "transact_time", "办公时间", "受理时间"),
    *(
        _c("unused", heading, TEXT, *aliases)
        for heading, *aliases in (
            ("地方基本编码", "local_catalog_code"), ("地方实施编码", "local_task_code"), ("事项状态", "task_state"),
            ("事项版本", "task_version"), ("计划生效日期", "plan_effective_date"), ("计划取消日期", "plan_cancel_date"),
            ("实施主体性质", "dept_type"), ("是否进驻政务大厅", "is_entry_center"), ("是否支持网上支付", "is_pay_online"),
            ("网上办理深度", "online_handle_depth"), ("审批结果样本", "result_guid"), ("乡镇街道名称", "town_name"),
            ("乡镇街道代码", "town_code"), ("村居社区名称", "village_name"), ("村居社区代码", "village_code"),
            ("备注", "remark"), ("序号", "order_num", "编号"), ("责任处（科）室", "责任处(科)室", "责任科室"),
            ("事项审查类型",), ("适用范围",), ("涉及内容",), ("附加说明",), ("送达时限",),
        )
    ),
)  # fmt: skip
"""A field beginning with ~ is no field of a matter. Those of ~unused are known and not taken in."""
