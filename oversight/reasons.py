"""Why somebody was not satisfied: the short list to tick."""

from oversight.models.rating import Stars

POOR = (Stars.POOR, Stars.BAD)
"""After these the reasons are asked for, and somebody must look into it."""
REASONS: dict[str, str] = {
    "missing": "告知单没有写全，少告知了材料或手续",
    "unclear": "写得看不懂",
    "wrong": "告知的内容与实际不符",
    "again": "为同一件事跑了不止一趟",
    "slow": "等候或办理时间太长",
    "manner": "工作人员态度不好",
    "extra": "要求提供单子以外的材料",
}
"""Key and words; keys are stored and stay."""
