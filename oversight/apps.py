"""Inspection, feedback, figures: the stage after the telling."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "oversight"
    verbose_name = "监督与反馈"
