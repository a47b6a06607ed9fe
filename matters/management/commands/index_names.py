"""`manage.py index_names`: by which letters names are found, made again."""

from typing import Any

from django.core.management.base import BaseCommand

from matters.search import index


class Command(BaseCommand):
    """Rebuilds the pinyin of every published name; changes nothing else."""

    help = "Spell the names of all published matters and bundles again, so that they are found by pinyin and initials."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已为{index.rebuild()}个事项和一件事建立拼音索引。")
