"""`manage.py repeat_draw ROUND [--json]`: repeat the draw of an inspection from what was recorded."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from oversight.enums import RoundKind
from oversight.inspection.repeating import repeat
from oversight.models import Round


class Command(BaseCommand):
    """{round, seed, same, frame_size, frame_sha256, is_same_frame, counts, lines, gone}; exit 1 where it is not the same."""

    help = "Repeat the recorded draw of a round; exit 1 when it does not give the same notices."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", type=int, help="the number of the round in the address of its page")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        sample = Round.objects.filter(pk=options["round"], kind=RoundKind.SAMPLE).first()
        if sample is None:
            raise CommandError(f"没有编号为{options['round']}的随机抽查。")
        found = repeat(sample)
        if options["json"]:
            said = {"round": sample.pk, "seed": sample.seed, "same": found.is_same, **asdict(found)}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            verdict = "same notices" if found.is_same else "NOT the same"
            self.stdout.write(f"{verdict}: {len(found.lines)} drawn from {found.frame_size}, seed {sample.seed}")
            for line in found.lines:
                self.stdout.write(f"{line.position} {line.serial} {line.rank[:16]}{'' if line.is_same else ' !'}")
            for serial in found.gone:
                self.stderr.write(f"{serial}: recorded, not drawn now")
        if not found.is_same:
            sys.exit(1)
