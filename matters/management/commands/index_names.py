"""`manage.py index_names`: what search knows of each edition, made again."""

from typing import Any

from django.core.management.base import BaseCommand

from matters.search import writing


class Command(BaseCommand):
    """Rebuilds the search entries of all editions; changes nothing else."""

    help = "Write the search entries of all editions again: names, pinyin and what lists are narrowed by."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已为{writing.rebuild()}个版本建立搜索索引。")
