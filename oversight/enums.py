"""The words of inspection, of answering, and of what could not be done."""

from django.db.models import TextChoices


class RoundKind(TextChoices):
    """How an inspection goes: walking past the windows, or a draw from the ledger."""

    PATROL = "patrol", "日常巡查"
    SAMPLE = "sample", "随机抽查"


class Verdict(TextChoices):
    """The answer to one question of a check sheet."""

    YES = "yes", "是"
    NO = "no", "否"
    NONE = "none", "不适用"


class OrderState(TextChoices):
    """How far a correction order has come. `DONE` waits for its recheck; a recheck that fails leads back to `OPEN`."""

    OPEN = "open", "整改中"
    DONE = "done", "待复查"
    CLOSED = "closed", "已销号"


class CaseState(TextChoices):
    """How far the office has come with something that was said to it."""

    NEW = "new", "待分派"
    ASSIGNED = "assigned", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


class Urgency(TextChoices):
    """How much hurry there is."""

    NORMAL = "normal", "一般"
    URGENT = "urgent", "紧急"
    CRITICAL = "critical", "特急"


class StepDeed(TextChoices):
    """What was done, in the story of a case, a correction order or a request."""

    OPENED = "opened", "登记"
    ASSIGNED = "assigned", "分派"
    CLASSIFIED = "classified", "归类"
    EXTENDED = "extended", "延期"
    ANSWERED = "answered", "答复"
    PUBLISHED = "published", "公开答复"
    UNPUBLISHED = "unpublished", "撤下公开"
    CALLED = "called", "回访"
    APPEALED = "appealed", "申诉"
    DECIDED = "decided", "申诉决定"
    AMENDED = "amended", "修改目录"
    ORDERED = "ordered", "下达整改"
    DONE = "done", "完成"
    RETURNED = "returned", "复查不通过"
    RECHECKED = "rechecked", "复查通过"
    GROUPED = "grouped", "并入共性问题"
    CHANGED = "changed", "改期改派"
    CANCELLED = "cancelled", "取消"
    CLOSED = "closed", "办结"
    REOPENED = "reopened", "重新办理"


class CallOutcome(TextChoices):
    """What became of a telephone call."""

    REACHED = "reached", "已接通"
    NO_ANSWER = "no_answer", "无人接听"
    WRONG = "wrong", "号码不对"
    REFUSED = "refused", "不愿接受回访"


class AppealDecision(TextChoices):
    """What became of a clerk's appeal against a rating."""

    UPHELD = "upheld", "申诉成立"
    DENIED = "denied", "维持评价"


class Channel(TextChoices):
    """On which way somebody told that something could not be done."""

    WINDOW = "window", "办不成事窗口"
    COUNTER = "counter", "综合窗口"
    PHONE = "phone", "电话"
    ONLINE = "online", "网上"
    VISIT = "visit", "走访上门"
    OTHER = "other", "其他"


class ProblemCause(TextChoices):
    """Why it could not be done."""

    MATERIALS = "materials", "材料不全"
    POLICY = "policy", "政策限制"
    DEPARTMENTS = "departments", "多部门"
    SYSTEM = "system", "系统故障"
    STAFF = "staff", "人员"
    OTHER = "other", "其他"


class Ending(TextChoices):
    """固化机制: in what a shared cause ended."""

    RULE = "rule", "形成制度"
    CATALOG = "catalog", "修改目录"


class ServiceMode(TextChoices):
    """A way of serving that has to be arranged."""

    BOOKING = "booking", "预约办"
    HOME = "home", "上门办"
    AGENT = "agent", "帮办代办"
    EXTENDED = "extended", "延时办"
    FAST = "fast", "绿色通道、急速办"


class RequestState(TextChoices):
    """How far a request has come."""

    WAITING = "waiting", "待安排"
    ARRANGED = "arranged", "已安排"
    DONE = "done", "已办成"
    FAILED = "failed", "没有办成"
    CANCELLED = "cancelled", "已取消"
