"""Our own codes for the classifications of GB/T 39046-2020 and the national exchange tables, with their Chinese words.

Foreign codes differ from source to source (事项类型 03 is 强制 in one system and 处罚 in another), so none of them is stored: an import maps
them to these.
"""

from django.db.models import TextChoices


class Level(TextChoices):
    """Where in the hierarchy: the district's own three levels."""

    DISTRICT = "district", "区"
    STREET = "street", "街道"
    COMMUNITY = "community", "社区"


class MatterType(TextChoices):
    """事项类型, GB/T 39046-2020 appendix A. UNSET: a draft whose source did not say; it cannot be published."""

    PERMIT = "permit", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    LEVY = "levy", "行政征收"
    PAYMENT = "payment", "行政给付"
    INSPECTION = "inspection", "行政检查"
    CONFIRMATION = "confirmation", "行政确认"
    REWARD = "reward", "行政奖励"
    RULING = "ruling", "行政裁决"
    OTHER_POWER = "other", "其他行政权力"
    PUBLIC_SERVICE = "service", "公共服务"
    UNSET = "", "待定"


class ProcessingType(TextChoices):
    """办件类型. UNSET: a draft whose source did not say; it cannot be published."""

    IMMEDIATE = "immediate", "即办件"
    COMMITTED = "committed", "承诺件"
    UNSET = "", "待定"


class Audience(TextChoices):
    """服务对象."""

    PERSON = "person", "自然人"
    ENTERPRISE = "enterprise", "企业法人"
    INSTITUTION = "institution", "事业法人"
    SOCIAL = "social", "社会组织法人"
    UNINCORPORATED = "unincorporated", "非法人企业"
    AGENCY = "agency", "行政机关"
    OTHER = "other", "其他组织"


class ExerciseLevel(TextChoices):
    """行使层级."""

    NATIONAL = "national", "国家级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWN = "town", "镇（乡、街道）级"
    VILLAGE = "village", "村（社区）级"


class PowerSource(TextChoices):
    """权力来源."""

    STATUTORY = "statutory", "法定本级行使"
    DEVOLVED = "devolved", "上级下放"
    AUTHORISED_ABOVE = "authorised_above", "上级授权"
    AUTHORISED_PEER = "authorised_peer", "同级授权"
    ENTRUSTED_ABOVE = "entrusted_above", "上级委托"
    ENTRUSTED_PEER = "entrusted_peer", "同级委托"


class DepartmentNature(TextChoices):
    """实施主体性质."""

    STATUTORY = "statutory", "法定机关"
    AUTHORISED = "authorised", "授权组织"
    ENTRUSTED = "entrusted", "受委托组织"
    OTHER = "other", "其他"


class SiteKind(TextChoices):
    """办事地点的种类."""

    CENTRE = "centre", "政务服务中心"
    STREET_CENTRE = "street_centre", "便民服务中心"
    STATION = "station", "便民服务站"
    TERMINAL = "terminal", "自助终端"


class LimitKind(TextChoices):
    """法定 or 承诺办结时限."""

    STATUTORY = "statutory", "法定"
    PROMISED = "promised", "承诺"


class LimitUnit(TextChoices):
    """时限单位. WORKDAY counts by the PRC working-day calendar, DAY by the ordinary one."""

    WORKDAY = "workday", "工作日"
    DAY = "day", "自然日"
    HOUR = "hour", "小时"
    WEEK = "week", "周"
    MONTH = "month", "月"
    YEAR = "year", "年"


class MaterialKind(TextChoices):
    """材料类型, only what the paper is; how many originals and copies are asked is a requirement's business."""

    CERTIFICATE = "certificate", "证件证书证明"
    FORM = "form", "申请表格文书"
    OTHER = "other", "其他"


class Form(TextChoices):
    """材料形式."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子"
    EITHER = "either", "纸质或电子"


class Necessity(TextChoices):
    """材料必要性."""

    REQUIRED = "required", "必要"
    OPTIONAL = "optional", "非必要"
    DEFERRABLE = "deferrable", "容缺后补"


class Source(TextChoices):
    """来源渠道."""

    APPLICANT = "applicant", "申请人自备"
    GOVERNMENT = "government", "政府部门核发"
    OTHER = "other", "其他"


class ResultKind(TextChoices):
    """结果类型."""

    LICENCE = "licence", "证照"
    APPROVAL = "approval", "批文"
    OTHER = "other", "其他"


class Delivery(TextChoices):
    """结果送达方式."""

    WINDOW = "window", "窗口领取"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    BANK = "bank", "银行账户发放"
    VISIT = "visit", "上门送达"
    DOWNLOAD = "download", "网上下载"
    QUERY = "query", "网上查询"


class ChannelKind(TextChoices):
    """办理形式."""

    WINDOW = "window", "窗口"
    WEB = "web", "网上"
    MOBILE = "mobile", "掌上"
    TERMINAL = "terminal", "自助"
    POST = "post", "邮寄"


class Scope(TextChoices):
    """通办范围."""

    NONE = "none", "无"
    NATIONAL = "national", "全国"
    CROSS_PROVINCE = "cross_province", "跨省"
    PROVINCE = "province", "全省"
    CITY = "city", "全市"
    DISTRICT = "district", "全区"


class ScopeForm(TextChoices):
    """通办形式."""

    ONLINE = "online", "全程网办"
    COLLECT = "collect", "代收代办"
    JOINT = "joint", "多地联办"


class ModeKind(TextChoices):
    """服务方式."""

    APPOINTMENT = "appointment", "预约"
    HOME_VISIT = "home_visit", "上门"
    REMOTE = "remote", "远程认证"
    ASSISTED = "assisted", "帮办代办"
    DEFERRED = "deferred", "容缺受理"
    COMMITMENT = "commitment", "告知承诺"
    EXTENDED_HOURS = "extended_hours", "延时服务"
    GREEN = "green", "绿色通道"
    EXPRESS = "express", "急速办"


class How(TextChoices):
    """一级怎样办: what a level does for the matter."""

    DIRECT = "direct", "直接办理"
    FORWARD = "forward", "前端受理转报"
    ASSIST = "assist", "帮办代办"
    SELF_SERVICE = "self_service", "自助办理"
    ONLINE = "online", "网上办理"
    MOBILE = "mobile", "掌上办理"
    HOME_VISIT = "home_visit", "上门办理"
    REMOTE = "remote", "远程认证"


class CopiesRule(TextChoices):
    """How the copies that several matters of a bundle ask of one material are counted."""

    ADDED = "added", "相加：每个事项各留一份"
    SHARED = "shared", "共享：一套材料各部门共用"


class RemedyKind(TextChoices):
    """权利救济."""

    HEARING = "hearing", "陈述申辩"
    REVIEW = "review", "行政复议"
    LITIGATION = "litigation", "行政诉讼"
    RECHECK = "recheck", "申请复核"


class Standing(TextChoices):
    """Where a matter stands in public."""

    DRAFT = "draft", "未发布"
    LIVE = "live", "已发布"
    SUSPENDED = "suspended", "暂停办理"
    RETIRED = "retired", "已取消"


PUBLIC = (Standing.LIVE, Standing.SUSPENDED)
"""What the public finds."""


class ReviewState(TextChoices):
    """审核单的状态."""

    OPEN = "open", "待审核"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
    PUBLISHED = "published", "已发布"


class RunKind(TextChoices):
    """What a run of the exchange does."""

    IMPORT = "import", "导入"
    EXPORT = "export", "导出"


class RunState(TextChoices):
    """How far a run of the exchange has come. READY: a file was looked through and waits for somebody to confirm it."""

    WAITING = "waiting", "排队中"
    CHECKING = "checking", "检查中"
    READY = "ready", "待确认"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    REFUSED = "refused", "未通过"
    FAILED = "failed", "中断"
    CANCELLED = "cancelled", "已取消"
