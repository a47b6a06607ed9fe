"""What was looked for in vain."""

from django.db.models import Sum

from matters.models import MissedDay
from oversight.figures.asked import Asked
from oversight.figures.figure import Figure, Group


def searches(asked: Asked) -> Group:
    """Nobody knows where a search comes from, so that there is one figure for the whole district. One query."""
    days = MissedDay.objects.filter(day__range=(asked.since, asked.until))
    return Group(
        key="searches",
        name="搜索",
        figures=(
            Figure(
                key="missed",
                name="没有结果的搜索",
                definition="本期公众搜索里什么也没有找到的次数；像姓名、号码的词不计。",
                value=days.aggregate(n=Sum("times"))["n"] or 0,
                unit="次",
                rows="searches",
            ),
        ),
    )
