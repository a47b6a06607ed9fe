"""What citizens say, what the office does about it, what it finds out by itself, and what it arranges."""

from oversight.models.casework import Amendment, Appeal, Case
from oversight.models.contact import Contact
from oversight.models.correcting import CorrectionOrder, Finding
from oversight.models.feedback import Feedback
from oversight.models.figures import CheckedMatter, HourTally, PaperTally, Tally, TallyMark
from oversight.models.inspecting import CheckAnswer, CheckItem, Drawn, Round
from oversight.models.problem import Problem, SharedCause
from oversight.models.rating import Rating, Stars
from oversight.models.request import ContactCard, ServiceRequest
from oversight.models.story import CallBack, Step
from oversight.models.trial import TrialRun, TrialStep

__all__ = [
    "Amendment", "Appeal", "CallBack", "Case", "CheckAnswer", "CheckItem", "CheckedMatter", "Contact", "ContactCard", "CorrectionOrder",
    "Drawn", "Feedback", "Finding", "HourTally", "PaperTally", "Problem", "Rating", "Round", "ServiceRequest", "SharedCause", "Stars", "Step",
    "Tally", "TallyMark", "TrialRun", "TrialStep",
]  # fmt: skip
