"""The words of feedback for pages."""

from oversight.models.feedback import FeedbackKind

KIND_QUESTIONS: dict[FeedbackKind, str] = {
    FeedbackKind.MISSING: "按单子准备，还缺什么？",
    FeedbackKind.RATING: "材料、流程和服务，您满意吗？",
    FeedbackKind.CONSULTATION: "哪里没看明白，想问什么？",
    FeedbackKind.SUGGESTION: "怎样改，会更好用？",
    FeedbackKind.COMPLAINT: "遇到了什么问题？",
}
"""What each kind answers, in the order they are offered."""


def in_fours(number: str) -> str:
    """`0000 1111 …`: read out and typed without losing one's place."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
