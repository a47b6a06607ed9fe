"""The table 事项: one row a matter, the fields of its own."""

from matters import enums
from matters.exchange.columns_compact import COMPACT
from matters.exchange.columns_keys import KEYS
from matters.exchange.columns_shape import Column, Table
from matters.exchange.kinds import CODE, NAMES, NUMBER, PHONES, TEXT, WORDS, YES_NO, choice, choices
from matters.models import Matter

A = enums.Audience
_LEGAL_PERSONS = (A.ENTERPRISE, A.INSTITUTION, A.SOCIAL)
D = enums.Delivery
T = enums.MatterType

MATTER_TYPE = choice(T, "matter_type", empty=T.UNSET, words={
    "许可": T.PERMIT, "行政审批": T.PERMIT, "确认": T.CONFIRMATION, "给付": T.PAYMENT, "奖励": T.REWARD, "裁决": T.RULING,
    "其他": T.OTHER_POWER, "其它": T.OTHER_POWER, "其他类别": T.OTHER_POWER, "其他权力": T.OTHER_POWER,
    "其它行政权力": T.OTHER_POWER, "其他职权": T.OTHER_POWER, "公共服务事项": T.PUBLIC_SERVICE, "待定": T.UNSET,
})  # fmt: skip
PROCESSING = choice(enums.ProcessingType, "processing_type", empty=enums.ProcessingType.UNSET, words={
    "即办": enums.ProcessingType.IMMEDIATE, "承诺": enums.ProcessingType.COMMITTED,
    "承诺办件": enums.ProcessingType.COMMITTED,
})  # fmt: skip
AUDIENCES = choices(A, "audiences", words={
    "个人": A.PERSON, "公民": A.PERSON, "企业": A.ENTERPRISE, "法人": _LEGAL_PERSONS, "事业单位": A.INSTITUTION,
    "社会组织": A.SOCIAL, "非法人组织": A.OTHER, "机关": A.AGENCY, "其它组织": A.OTHER,
})  # fmt: skip
L = enums.ExerciseLevel
EXERCISE_LEVEL = choice(L, "exercise_level", words={
    "区级": L.COUNTY, "区县级": L.COUNTY, "县区级": L.COUNTY, "镇级": L.TOWN, "乡级": L.TOWN, "街道级": L.TOWN, "乡镇级": L.TOWN,
    "乡镇街道级": L.TOWN, "村级": L.VILLAGE, "社区级": L.VILLAGE, "镇(乡、街道)级": L.TOWN, "村(社区)级": L.VILLAGE,
    "乡镇（街道）级": L.TOWN,
})  # fmt: skip
DELIVERY = choices(D, words={
    "当场送达": D.WINDOW, "窗口": D.WINDOW, "直接送达": D.WINDOW, "现场领取": D.WINDOW, "自取": D.WINDOW, "窗口送达": D.WINDOW,
    "邮寄": D.POST, "快递送达": D.POST, "快递": D.POST, "电子": D.ELECTRONIC, "网上送达": D.ELECTRONIC, "上门": D.VISIT,
    "下载": D.DOWNLOAD, "网上打印": D.DOWNLOAD,
})  # fmt: skip
S = enums.Scope
SCOPE = choice(S, "scope", words={
    "全省通办": S.PROVINCE, "全市通办": S.CITY, "全县": S.DISTRICT, "全区通办": S.DISTRICT, "跨县": S.CITY, "跨市": S.PROVINCE,
    "跨省通办": S.CROSS_PROVINCE, "全国通办": S.NATIONAL, "不通办": S.NONE,
})  # fmt: skip
FORM = choice(
    enums.ScopeForm,
    empty=None,
    words={
        "多地（两地）联办": enums.ScopeForm.JOINT,
        "多地(两地)联办": enums.ScopeForm.JOINT,
    },
)
RESULT = choice(
    enums.ResultKind,
    "result_kind",
    words={
        "证件": enums.ResultKind.LICENCE,
        "其它": enums.ResultKind.OTHER,
    },
)

MATTERS = Table(
    name="matters", sheet="事项", model=Matter,
    aliases=("up_task_directory", "up_task_general_basic", "up_task_general_extend", "事项清单", "事项基本信息", "基本信息", "实施清单", "matters"),
    also=COMPACT,
    columns=(
        *KEYS,
        Column(field="short_name", heading="通俗名称", kind=TEXT, note="群众的叫法，一个。如：残疾人证"),
        Column(field="synonyms", heading="别名", kind=WORDS, aliases=("同义词", "关键词"), note="还有哪些叫法，用空格分开。如：残疾证 办残疾证"),
        Column(field="summary", heading="一句话说明", kind=TEXT, note="一句话说清办的是什么，不超过40字"),
        Column(field="main_item", heading="主项名称", kind=TEXT, aliases=("main_item", "主项", "事项主项名称", "目录名称"), note="没有主项留空"),
        Column(field="basic_code", heading="基本编码", kind=CODE, aliases=("catalog_code", "base"), note="设为“文本”格式。如：000782001002"),
        Column(field="item_code", heading="业务办理项编码", kind=CODE, aliases=("task_handle_item", "办理项编码"), note="没有留空"),
        Column(field="matter_type", heading="事项类型", kind=MATTER_TYPE, aliases=("task_type", "taskType", "权力事项类型", "职权类型"),
               note="选一个"),
        Column(field="processing_type", heading="办件类型", kind=PROCESSING, aliases=("project_type",), note="即办件或承诺件"),
        Column(field="audiences", heading="服务对象", kind=AUDIENCES, aliases=("server_type", "适用对象", "办理对象", "面向对象"),
               note="可填几个，用顿号分开。如：自然人、企业法人"),
        Column(field="department.name", heading="实施主体", kind=TEXT, required=True,
               aliases=("dept_name", "department", "实施机关", "办理部门", "实施部门", "责任部门", "主管部门"), note="部门全称或简称。如：区残联"),
        Column(field="department.code", heading="实施主体编码", kind=CODE, aliases=("dept_code", "deptCode", "统一社会信用代码", "实施主体代码"),
               note="18位统一社会信用代码，设为“文本”格式"),
        Column(field="joint_departments", heading="联办机构", kind=NAMES, aliases=("other_dept", "联办部门"), note="几个用分号分开，没有留空"),
        Column(field="joint_departments.code", heading="联办机构编码", kind=NAMES, note="次序与联办机构相同，用分号分开，没有留空"),
        Column(field="exercise_level", heading="行使层级", kind=EXERCISE_LEVEL, aliases=("use_level",), note="选一个。如：县级"),
        Column(field="power_source", heading="权力来源", kind=choice(enums.PowerSource, "power_source"), aliases=("power_source",), note="选一个"),
        Column(field="entrusting_department", heading="委托部门", kind=TEXT, aliases=("entrust_name",), note="权力来源是委托时填写"),
        Column(field="no_materials", heading="无需提交材料", kind=YES_NO, note="填“是”时材料表里可以没有材料"),
        Column(field="result_name", heading="办理结果", kind=TEXT, aliases=("result_name", "审批结果名称", "审批结果", "结果名称"),
               note="发什么证、出什么文。如：残疾人证"),
        Column(field="result_kind", heading="结果类型", kind=RESULT, aliases=("result_type", "审批结果类型"), note="选一个"),
        Column(field="result_delivery", heading="送达方式", kind=DELIVERY, aliases=("结果送达方式", "结果送达", "领取方式"),
               note="可填几个，用顿号分开。如：窗口领取、邮寄送达"),
        Column(field="result_validity", heading="有效期", kind=TEXT, aliases=("结果有效期", "有效期限"), note="如：10年；长期有效写“长期”"),
        Column(field="result_annual_check", heading="年检要求", kind=TEXT, aliases=("年检", "年审要求"), note="如：无需年检"),
        Column(field="visits", heading="到现场次数", kind=NUMBER, note="0到10的整数。如：1",
               aliases=("limit_scene_num", "到办事现场次数", "办事者到办事现场次数", "跑动次数", "最多跑一次次数")),
        Column(field="visits_reason", heading="必须到现场的原因", kind=TEXT, aliases=("limit_scene_explain", "必须现场办理原因说明", "到现场原因"),
               note="到现场次数不是0时写明原因"),
        Column(field="scope", heading="通办范围", kind=SCOPE, aliases=("handle_area",), note="选一个，没有填“无”"),
        Column(field="scope_form", heading="通办形式", kind=FORM, note="选一个，没有留空"),
        Column(field="quantity_limit", heading="数量限制", kind=TEXT, aliases=("limit_explain",), note="没有留空"),
        Column(field="prohibitions", heading="禁止性要求", kind=TEXT, note="没有留空"),
        Column(field="intermediary", heading="中介服务", kind=TEXT, aliases=("service_type",), note="没有留空"),
        Column(field="consult_phone", heading="咨询电话", kind=PHONES, aliases=("link_way", "咨询方式", "联系电话", "咨询渠道"),
               note="带区号，几个用顿号分开。如：0372-0002012"),
        Column(field="complaint_phone", heading="投诉电话", kind=PHONES, aliases=("supervise_way", "监督投诉方式", "监督投诉电话", "监督电话"),
               note="带区号。如：0372-0009912"),
        Column(field="topics", heading="主题", kind=NAMES, aliases=("主题分类", "事项主题"), note="主题分类里的名称，几个用分号分开。如：残疾"),
        Column(field="source_note", heading="内容来源", kind=TEXT, note="依据哪份文件或指南整理"),
        Column(field="review_months", heading="核对周期（月）", kind=NUMBER, aliases=("核对周期",), note="多少个月核对一次。如：12"),
        Column(field="allow_two_sides", heading="允许一张双面", kind=YES_NO, note="材料确实过多、一页放不下时填“是”"),
        Column(field="demo", heading="演示数据", kind=YES_NO, note="真实事项填“否”"),
    ),
)  # fmt: skip
