"""What the audit trail says in Chinese: actions and their details."""

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
    "amend": "因意见或检查打开修改",
    "suspended": "暂停办理",
    "live": "恢复办理",
    "retired": "取消事项",
    "merge": "合并",
    "unmerge": "撤销合并",
    "import": "导入",
    "export": "导出",
    "export_audit": "导出审计记录",
    "void": "作废",
    "favourite": "收藏",
    "unfavourite": "取消收藏",
    "stand_in": "开始顶岗",
    "stand_in_end": "结束顶岗",
    "note_applicant": "登记申请人",
    "erase_applicant": "清除申请人信息",
    "unmask": "查看申请人完整信息",
    "note_contact": "登记联系方式",
    "erase_contact": "清除联系方式",
    "unmask_contact": "查看完整联系方式",
    "view_signature": "查看签名",
    "attach_stub_photo": "附存根照片",
    "erase_personal_data": "个人信息定期清除",
    "profile": "机关信息",
    "seed_catalog": "合成目录",
    "load_demo": "载入演示数据",
    "load_synonyms": "载入常用词",
    "set_aside": "不处理",
    "start_round": "开始检查",
    "add_to_round": "检查加一份",
    "check": "检查",
    "close_round": "结束检查",
    "restore_check_sheet": "恢复默认检查表",
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
    "fields": "填写的项目",
    "days": "天数",
    "applicants": "申请人数",
    "signatures": "签名数",
    "drawn": "抽中份数",
    "frame": "范围内份数",
    "site": "办事地点",
    "unchecked": "未查份数",
    "verdicts": "结论",
}
"""What else an entry holds; a name that is not here is shown as it is stored."""


def action_words(action: str) -> str:
    """`发布` for "publish"."""
    return ACTIONS.get(action, action)


def detail_words(name: str) -> str:
    """`原因` for "reason"."""
    return DETAILS.get(name, name)
