"""The list of matters: its rows measured together."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from matters.completeness import check
from matters.freezing import freeze, ready_to_freeze
from matters.meter import Meter, meter
from matters.publishing import today


class MatterList(ChangeList):
    """Every row of the page carries its `meter`."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: list[Any] = list(self.result_list)
        meters = meters_of([row.pk for row in rows])
        for row in rows:
            row.meter = meters[row.pk]
        self.result_list = rows


def meters_of(pks: list[int]) -> dict[int, Meter]:
    """How complete those matters are: a constant number of queries, nothing stored that could be out of date."""
    day = today()
    return {matter.pk: meter(check(freeze(matter), day)) for matter in ready_to_freeze().filter(pk__in=pks)}
