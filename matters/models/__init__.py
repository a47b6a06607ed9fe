"""The catalog's tables: places, matters, materials, questions, editions, bundles, calendar."""

from matters.models.bundle import Bundle, BundleMember
from matters.models.calendar import CalendarDay
from matters.models.edition import Edition, EditionHandling, Subject
from matters.models.exchange import ExchangeRun
from matters.models.faults import Fault
from matters.models.link import LinkCheck
from matters.models.materials import Material, Requirement
from matters.models.matter import Matter, Topic
from matters.models.places import Department, OpeningHours, Region, Site
from matters.models.questions import Option, Question
from matters.models.review import Review, ReviewComment
from matters.models.rows import (
    Channel,
    Charge,
    Condition,
    Desk,
    Faq,
    Handling,
    LegalBasis,
    Limit,
    Mode,
    Pause,
    Remedy,
    Step,
)
from matters.models.search import MissedDay, MissedSearch, SearchEntry, Synonym

__all__ = [
    "Bundle", "BundleMember", "CalendarDay", "Channel", "Charge", "Condition", "Department", "Desk", "Edition",
    "EditionHandling", "ExchangeRun", "Faq", "Fault", "Handling", "LegalBasis", "Limit", "LinkCheck", "Material", "Matter",
    "MissedDay", "MissedSearch", "Mode", "OpeningHours", "Option", "Pause", "Question", "Region", "Remedy", "Requirement", "Review",
    "ReviewComment", "SearchEntry", "Site", "Step", "Subject", "Synonym", "Topic",
]  # fmt: skip
