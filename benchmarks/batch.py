"""300 blank sheets as one batch by all cores, beside 300 single renders one after the other in the same run; what a page weighs, and memory."""

import resource
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from accounts.models import StaffUser
from benchmarks import database
from benchmarks.measuring import Bar, Case, Outcome, ratio
from matters.models import Edition
from notices.batches.batching import Selection, Wanted, gather_batch
from notices.batches.joining import join
from notices.batches.typesetting import chunks_of, cores, set_all
from notices.composing import gather, guide_url
from notices.enums import Layout
from notices.fitting import setting_for
from notices.rendering import render_whole

SHEETS = 300
FASTER = 1.5
"""The batch's least advantage over single renders."""
PAGE_BYTES = 22_000
MEGABYTES = 1024
BATCH, SINGLE = "one batch, all cores", "single renders, one after the other"


def run() -> Outcome:
    """The batch before and after the single renders, so that a machine that slows down or speeds up meanwhile favours neither."""
    database.load()
    wanted = _wanted()
    batch, single = Case(BATCH, SINGLE), Case(SINGLE)
    _batch(wanted)  # finds and stores the rungs, as publishing does
    made = batch.time(lambda: _batch(wanted)) or b""
    memory = _megabytes()
    single.time(lambda: _singles(wanted))
    batch.time(lambda: _batch(wanted))
    with TemporaryDirectory() as name:
        Path(name, "a.pdf").write_bytes(made)
        with pikepdf.open(Path(name, "a.pdf")) as whole:
            pages = len(whole.pages)
    batch.extra |= {"sheets": len(wanted), "pages": pages, "bytes_per_page": len(made) // pages, "megabytes": memory}
    bars = [
        Bar(f"batch, times {SHEETS} single renders", ratio(batch, single), 1 / FASTER),
        Bar("bytes a page", len(made) / pages, PAGE_BYTES),
        Bar("memory of all processes in MB", memory, MEGABYTES),
    ]
    wrong = [] if pages >= len(wanted) else [f"{len(wanted)} sheets, but {pages} pages"]
    notes = [f"{1 / ratio(batch, single):.2f} times as fast, {cores()} processes, {pages} pages"]
    return Outcome([batch, single], bars, wrong, notes)


def _wanted() -> tuple[Wanted, ...]:
    """SHEETS of the demo district's sheets: every situation of every matter, and from the first again where these are fewer."""
    chief = StaffUser(is_superuser=True)
    selection = Selection(every_outcome=True)
    found = gather_batch(selection, chief).wanted
    return tuple(found[number % len(found)] for number in range(SHEETS))


def _batch(wanted: tuple[Wanted, ...]) -> bytes:
    """What the background worker does with them."""
    with TemporaryDirectory() as name:
        path = Path(name, "whole.pdf")
        chunks = chunks_of(wanted, Path(name), title="批量打印", layout=Layout.A4)
        outcomes = set_all(chunks, processes=cores(), on_sheet=lambda _: None)
        join([outcome.part for outcome in outcomes if outcome.part], path)
        return path.read_bytes()


def _singles(wanted: tuple[Wanted, ...]) -> bytes:
    """What as many downloads of blank sheets do that nobody has asked for before. Their bytes together."""
    return b"".join(_single(one) for one in wanted)


def _single(wanted: Wanted) -> bytes:
    edition = Edition.objects.select_related("matter").get(pk=wanted.edition)
    ingredients = gather(edition, wanted.answers, wanted.site)
    return render_whole(ingredients.sheet(guide_url(ingredients.guide)), setting_for(edition, ingredients)).data


def _megabytes() -> int:
    """The most that this process and the typesetting ones held, were it all at the same time."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round((own + cores() * children) / 1024)
