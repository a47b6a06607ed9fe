"""The ledger's tables, the office profile and the stored fits."""

from notices.models.fit import Fit
from notices.models.notice import Notice, Rendering, Reprint, SerialCounter, Voiding
from notices.models.profile import OfficeProfile

__all__ = ["Fit", "Notice", "OfficeProfile", "Rendering", "Reprint", "SerialCounter", "Voiding"]
