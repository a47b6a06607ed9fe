"""What citizens say: ratings of documents, and everything else they tell the office."""

from oversight.models.feedback import Feedback
from oversight.models.rating import Rating, Stars

__all__ = ["Feedback", "Rating", "Stars"]
