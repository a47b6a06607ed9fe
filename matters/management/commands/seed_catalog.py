"""`manage.py seed_catalog N`: a synthetic catalog of any size."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matters import seeding_catalog


class Command(BaseCommand):
    """Tops the catalog up to N published synthetic matters; never removes one."""

    help = "Add synthetic matters, marked as demonstration data, until there are N of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int, metavar="N", help="how many synthetic matters there shall be")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = seeding_catalog.seed(options["count"])
        except seeding_catalog.Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"合成目录应有{options['count']}个事项，本次新增{added}个。")
