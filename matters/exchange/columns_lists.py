"""The tables of a matter's lists: several rows a matter, each naming it by its key columns."""

from matters import enums
from matters.exchange.columns_keys import KEYS
from matters.exchange.columns_materials import MATERIALS
from matters.exchange.columns_shape import Column, Table
from matters.exchange.kinds import (
    CODE,
    DURATION,
    NUMBER,
    PHONES,
    PROMISE,
    TEXT,
    TOKENS,
    UNIT,
    URL,
    WORDS,
    YES_NO,
    choice,
)
from matters.models import (
    Channel,
    Charge,
    Condition,
    Desk,
    Faq,
    Handling,
    LegalBasis,
    Limit,
    Mode,
    Pause,
    Question,
    Remedy,
    Step,
)  # fmt: skip

WHEN = Column(
    field="when", heading="适用情形", kind=TOKENS, aliases=("情形", "适用条件"),
    note="什么情形下才适用，写“问题=选项”，几个用分号分开；总是适用留空。如：谁来办理=委托他人代办",
)  # fmt: skip
_NOTE = Column(field="note", heading="说明", kind=TEXT, aliases=("备注", "remark"), note="没有留空")
M = enums.ModeKind
LEVEL = choice(enums.Level, empty=None, words={
    "区级": enums.Level.DISTRICT, "县级": enums.Level.DISTRICT, "街道级": enums.Level.STREET, "乡镇": enums.Level.STREET,
    "镇": enums.Level.STREET, "村": enums.Level.COMMUNITY, "社区级": enums.Level.COMMUNITY,
})  # fmt: skip
MODE = choice(M, words={
    "预约办理": M.APPOINTMENT, "预约服务": M.APPOINTMENT, "上门服务": M.HOME_VISIT, "上门办理": M.HOME_VISIT, "帮办": M.ASSISTED,
    "代办": M.ASSISTED, "容缺": M.DEFERRED, "告知承诺制": M.COMMITMENT, "延时": M.EXTENDED_HOURS, "急速": M.EXPRESS,
})  # fmt: skip
KIND = choice(
    enums.LimitKind,
    words={
        "法定时限": enums.LimitKind.STATUTORY,
        "承诺时限": enums.LimitKind.PROMISED,
    },
)
C = enums.ChannelKind
CHANNEL = choice(C, "channels", words={
    "窗口办理": C.WINDOW, "网上办理": C.WEB, "掌上办理": C.MOBILE, "自助终端": C.TERMINAL, "自助办理": C.TERMINAL, "邮寄申请": C.POST,
    "快递申请": C.POST,
})  # fmt: skip
REMEDY = choice(
    enums.RemedyKind,
    words={
        "复议": enums.RemedyKind.REVIEW,
        "诉讼": enums.RemedyKind.LITIGATION,
    },
)


def _table(
    name: str, sheet: str, model: type, *columns: Column, aliases: tuple[str, ...] = (), also: tuple[Column, ...] = ()
) -> Table:
    return Table(name=name, sheet=sheet, model=model, columns=(*KEYS, *columns), aliases=aliases, also=(*also, ORDER))


ORDER = Column(field="~order", heading="序号", kind=NUMBER, aliases=("order_num", "排序", "编号"))
"""Where it is there, rows go by it; else by their place in the file."""

LIST_TABLES = (
    MATERIALS,
    _table(
        "steps", "环节", Step,
        Column(field="name", heading="环节", kind=TEXT, required=True, aliases=("环节名称", "办理环节", "步骤"), note="如：受理"),
        Column(field="level", heading="层级", kind=LEVEL, note="区、街道、社区之一，可留空"),
        Column(field="who", heading="办理人", kind=TEXT, aliases=("责任人", "办理人员", "责任部门"), note="谁来做。如：街道综合窗口"),
        Column(field="content", heading="内容", kind=TEXT, aliases=("办理内容", "环节内容"), note="做什么，一句话"),
        Column(field="limit", heading="时限", kind=TEXT, aliases=("环节时限", "办理时限"), note="如：1个工作日"),
        Column(field="result", heading="结果", kind=TEXT, aliases=("环节结果",), note="如：受理通知书"),
        Column(field="standard", heading="审查标准", kind=TEXT, note="没有留空"),
        WHEN, aliases=("办理环节", "办理流程", "流程", "steps"),
    ),
    _table(
        "charges", "收费", Charge,
        Column(field="name", heading="收费项目", kind=TEXT, required=True, aliases=("fee_name", "收费项目名称"), note="如：居民身份证补领工本费"),
        Column(field="standard", heading="收费标准", kind=TEXT, required=True, aliases=("fee_stand",), note="如：40元/证"),
        Column(field="basis", heading="收费依据", kind=TEXT, aliases=("by_law",), note="文件名称和文号"),
        Column(field="reduction", heading="减免", kind=TEXT, aliases=("desc_explain", "允许减免依据", "减免情形"), note="什么情形减或免"),
        WHEN, aliases=("up_task_general_fee_project", "收费项目", "收费信息", "charges"),
        also=(Column(field="~unused", heading="是否允许减免", kind=YES_NO, aliases=("is_desc",)),),
    ),
    _table(
        "questions", "情形", Question,
        Column(field="key", heading="问题代号", kind=CODE, note="小写字母开头，可留空自动生成。如：who"),
        Column(field="text", heading="问题", kind=TEXT, required=True, aliases=("情形问题",),
               note="问群众的话，同一问题每个选项一行。如：谁来办理？"),
        Column(field="help", heading="问题说明", kind=TEXT, note="没有留空"),
        Column(field="when", heading="出现条件", kind=TOKENS, note="前面问题选了什么才问它，写“问题=选项”；总是问留空"),
        Column(field="option.key", heading="选项代号", kind=CODE, note="小写字母开头，可留空自动生成。如：agent"),
        Column(field="option.text", heading="选项", kind=TEXT, required=True, aliases=("情形选项", "情形"), note="如：委托他人代办"),
        Column(field="option.note", heading="选项说明", kind=TEXT, note="没有留空"),
        aliases=("情形问题", "办理情形", "questions"),
    ),
    _table(
        "handlings", "办理地点", Handling,
        Column(field="level", heading="层级", kind=LEVEL, required=True, aliases=("办理层级",), note="区、街道、社区之一"),
        Column(field="how", heading="方式", kind=choice(enums.How), required=True, aliases=("办理方式",), note="选一个。如：前端受理转报"),
        Column(field="sites", heading="地点", kind=WORDS, aliases=("办事地点", "地点代码"),
               note="办事地点的代号，几个用空格分开；该层级全部地点都办留空"),
        Column(field="back_office.name", heading="转报部门", kind=TEXT, note="由谁审核决定。没有留空"),
        Column(field="back_office.code", heading="转报部门编码", kind=CODE, note="18位统一社会信用代码，可留空"),
        _NOTE, WHEN, aliases=("办理层级", "handlings"),
    ),
    _table(
        "limits", "时限", Limit,
        Column(field="kind", heading="类别", kind=KIND, required=True, aliases=("时限类别", "时限类型"), note="法定或承诺"),
        Column(field="amount", heading="时限", kind=DURATION, required=True, aliases=("办结时限", "数量"),
               note="数字，或连单位一起写。如：10个工作日、当场办结"),
        Column(field="unit", heading="单位", kind=UNIT, aliases=("时限单位",), note="时限里写了单位就不用填"),
        _NOTE, WHEN, aliases=("办结时限", "limits"),
    ),
    _table(
        "conditions", "受理条件", Condition,
        Column(field="text", heading="条件", kind=TEXT, required=True, aliases=("受理条件", "申请条件"), note="一行写一条"),
        WHEN, aliases=("申请条件", "办理条件", "conditions"),
    ),
    _table(
        "legal_basis", "设定依据", LegalBasis,
        Column(field="title", heading="法律法规名称", kind=TEXT, required=True, aliases=("依据名称", "法律法规", "文件名称"),
               note="带书名号。如：《中华人民共和国残疾人保障法》"),
        Column(field="number", heading="文号", kind=TEXT, aliases=("依据文号",), note="用六角括号。如：残联发〔2017〕34号"),
        Column(field="article", heading="条款", kind=TEXT, aliases=("条款号",), note="如：第七条、第九条"),
        Column(field="text", heading="条文", kind=TEXT, aliases=("条款内容", "依据内容"), note="原文，可留空"),
        aliases=("办理依据", "法律依据", "legal_basis"),
    ),
    _table(
        "pauses", "特别程序", Pause,
        Column(field="name", heading="特别程序", kind=TEXT, required=True, aliases=("程序名称", "特别程序名称"),
               note="不计入时限的程序。如：残疾评定"),
        Column(field="limit", heading="时限", kind=TEXT, aliases=("特别程序时限",), note="如：不超过15个工作日"),
        _NOTE, aliases=("特别环节", "pauses"),
    ),
    _table(
        "channels", "办理渠道", Channel,
        Column(field="kind", heading="渠道", kind=CHANNEL, required=True, aliases=("办理渠道", "办理形式"),
               note="窗口、网上、掌上、自助、邮寄之一"),
        Column(field="url", heading="网址", kind=URL, aliases=("办理地址", "链接"), note="以 https:// 开头，没有留空"),
        _NOTE, aliases=("办理形式", "channels"),
    ),
    _table(
        "modes", "服务方式", Mode,
        Column(field="kind", heading="服务方式", kind=MODE, required=True, aliases=("方式",), note="选一个。如：上门"),
        _NOTE, aliases=("便民服务", "modes"),
    ),
    _table(
        "remedies", "权利救济", Remedy,
        Column(field="kind", heading="救济方式", kind=REMEDY, required=True, aliases=("救济途径", "方式"), note="选一个。如：行政复议"),
        Column(field="authority", heading="机关", kind=TEXT, aliases=("受理机关", "救济机关"), note="向谁提出。如：安阳市北关区人民政府"),
        Column(field="period", heading="期限", kind=TEXT, note="如：收到决定起60日内"),
        aliases=("法律救济", "remedies"),
    ),
    _table(
        "faqs", "常见问题", Faq,
        Column(field="question", heading="问题", kind=TEXT, required=True, aliases=("question", "常见问题"), note="群众怎么问就怎么写"),
        Column(field="answer", heading="解答", kind=TEXT, required=True, aliases=("answer", "答案", "回答"), note="直接回答，一两句话"),
        aliases=("up_task_general_questions", "问答", "faqs"),
    ),
    _table(
        "desks", "窗口安排", Desk,
        Column(field="site", heading="地点", kind=TEXT, required=True, aliases=("办事地点", "地点代码"), note="办事地点的代号"),
        Column(field="floor", heading="楼层", kind=TEXT, note="如：二楼"),
        Column(field="window", heading="窗口", kind=TEXT, aliases=("窗口号",), note="如：残联专区12号窗口"),
        Column(field="phone", heading="电话", kind=PHONES, aliases=("窗口电话",), note="带区号"),
        Column(field="address", heading="地址", kind=TEXT, note="与办事地点不同时才填"),
        Column(field="hours", heading="办公时间", kind=TEXT, note="与办事地点不同时才填。如：周一至周五 9:00—12:00"),
        Column(field="promised", heading="本地承诺时限", kind=PROMISE,
               note="比目录里的承诺时限短才填，带单位。如：5个工作日；不短不填"),
        Column(field="note", heading="本地说明", kind=TEXT, aliases=("说明",), note="没有留空"),
        aliases=("窗口", "desks"),
    ),
)  # fmt: skip
