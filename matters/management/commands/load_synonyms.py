"""`manage.py load_synonyms [FILE]`: 常用词 from a file into the catalog."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matters.everyday_words.from_file import FILE, BadWords, load, read


class Command(BaseCommand):
    """Exit 0: done, also where nothing was new; 1: file refused, nothing written; 2: usage."""

    help = "Add everyday words to the search (idempotent; never changes a word that is there)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=FILE, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="what was done as one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            loaded = load(read(path), source=path.name)
        except BadWords as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"读不了文件 {path}：{error.strerror}") from error
        self.stdout.write(json.dumps(asdict(loaded), ensure_ascii=False) if options["json"] else loaded.words)
