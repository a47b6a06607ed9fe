"""A recorded draw repeated: from what the round kept, and from nothing else."""

from dataclasses import dataclass

from matters.plain import from_plain
from notices.models import Notice
from oversight.inspection.criteria import Criteria
from oversight.inspection.drawing import draw, rank
from oversight.inspection.framing import frame_of
from oversight.models import Round


@dataclass(frozen=True, slots=True)
class Line:
    """A notice drawn now: in which place (0 where it was not drawn then), and its rank as 64 hexadecimal digits."""

    position: int
    serial: str
    token: str
    rank: str
    recorded_position: int

    @property
    def is_same(self) -> bool:
        """Whether it was drawn then, and in that place."""
        return self.position == self.recorded_position


@dataclass(frozen=True, slots=True)
class Repetition:
    """`gone` are serials that were drawn then and are not now. `counts` is how many notices each stratum holds now."""

    frame_size: int
    frame_sha256: str
    is_same_frame: bool
    counts: dict[str, int]
    lines: tuple[Line, ...]
    gone: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the draw gives the same notices in the same order from the same frame."""
        return self.is_same_frame and not self.gone and all(line.is_same for line in self.lines)


def repeat(sample: Round) -> Repetition:
    """The draw of a round of the kind `SAMPLE` once more; a constant number of queries."""
    criteria = from_plain(Criteria, sample.frame)
    frame = frame_of(criteria, sample.heads)
    drawn = draw(frame.tickets, sample.seed, criteria.size)
    serials = dict(Notice.objects.filter(token__in=[one.token for one in drawn]).values_list("token", "serial"))
    recorded = dict(sample.drawn.order_by("position").values_list("notice__serial", "position"))
    lines = tuple(
        Line(position, serials[one.token], one.token, rank(sample.seed, one.token), recorded.get(serials[one.token], 0))
        for position, one in enumerate(drawn, 1)
    )
    return Repetition(
        frame_size=len(frame.tickets),
        frame_sha256=frame.digest,
        is_same_frame=(len(frame.tickets), frame.digest) == (sample.frame_size, sample.frame_sha256),
        counts=frame.counts,
        lines=lines,
        gone=tuple(serial for serial in recorded if serial not in set(serials.values())),
    )
