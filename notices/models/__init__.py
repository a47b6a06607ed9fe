"""The ledger's tables, the office profile and its words, the stored fits, and long runs of printing."""

from notices.models.fit import Fit
from notices.models.notice import Notice, Rendering, Reprint, SerialCounter, Voiding
from notices.models.print_run import PrintRun
from notices.models.profile import OfficeLogo, OfficeProfile, SheetWording

__all__ = [
    "Fit", "Notice", "OfficeLogo", "OfficeProfile", "PrintRun", "Rendering", "Reprint", "SerialCounter",
    "SheetWording", "Voiding",
]  # fmt: skip
