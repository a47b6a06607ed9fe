"""What the audit trail says in Chinese: actions, and the places of changes."""

import re

from django.core.exceptions import FieldDoesNotExist
from django.db import models

ACTIONS = {
    "login": "登录",
    "logout": "退出",
    "login_failed": "登录失败",
    "lockout": "锁定",
    "password": "修改密码",
    "rights": "权限或岗位变更",
    "role": "角色更新",
    "create": "新增",
    "edit": "修改",
    "bulk_edit": "批量修改",
    "delete": "删除",
    "checked": "核对无误",
    "calendar": "日历导入",
    "submit": "提交审核",
    "return": "退回",
    "withdraw": "撤回",
    "comment": "审核意见",
    "publish": "发布",
    "suspended": "暂停办理",
    "live": "恢复办理",
    "retired": "取消事项",
    "merge": "合并",
    "unmerge": "撤销合并",
    "import": "导入",
    "export": "导出",
    "export_audit": "导出审计记录",
    "void": "作废",
    "profile": "机关信息",
    "seed_catalog": "合成目录",
    "load_demo": "载入演示数据",
}
"""Every action the trail knows; one that is not here is shown as it is stored."""

DETAILS = {
    "address": "来源地址",
    "reason": "原因",
    "via": "来自",
    "revision": "修订号",
    "submitted_revision": "提交时修订号",
    "review": "审核单",
    "sha256": "校验值",
    "rights": "权限数",
    "filters": "筛选",
    "rows": "行数",
    "matters": "事项数",
    "changed": "改动数",
    "skipped": "跳过",
    "created": "新增",
    "updated": "更新",
    "unchanged": "不变",
    "refused": "拒绝",
    "published": "发布",
    "successor": "替代事项",
    "serial": "编号",
}
"""What else an entry holds; a name that is not here is shown as it is stored."""

_PLACE = re.compile(r"(?P<list>\w+)\[(?P<row>.*)\](?:\.(?P<field>\w+))?$", re.DOTALL)
_ORDER = "order"


def action_words(action: str) -> str:
    """`发布` for "publish"."""
    return ACTIONS.get(action, action)


def detail_words(name: str) -> str:
    """`原因` for "reason"."""
    return DETAILS.get(name, name)


def place_words(model: type[models.Model], place: str) -> str:
    """The place of a change in the words of the forms: `申请材料 m2 · 复印件份数` for "requirements[m2].copies" of a matter.

    What the model does not know (a column that is gone) stays as it is stored.
    """
    if place.endswith(f".{_ORDER}"):
        return f"{_label(model, place.removesuffix(f'.{_ORDER}'))} · 顺序"
    found = _PLACE.match(place)
    if not found:
        return _label(model, place)
    words = f"{_label(model, found['list'])} {found['row']}"
    field, rows = found["field"], _related(model, found["list"])
    return f"{words} · {_label(rows, field) if rows else field}" if field else words


def _label(model: type[models.Model], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    if isinstance(field, models.Field):
        return str(field.verbose_name)
    related = field.related_model
    return str(related._meta.verbose_name) if isinstance(related, type) else name


def _related(model: type[models.Model], name: str) -> type[models.Model] | None:
    try:
        related = model._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return None
    return related if isinstance(related, type) else None
