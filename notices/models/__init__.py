"""The ledger's tables and what follows from them, the office profile and its words, the stored fits, and long runs of printing."""

from notices.models.applicant import Applicant
from notices.models.enquiry import Arrival, Enquiry
from notices.models.favourite import Favourite
from notices.models.fit import Fit
from notices.models.notice import Notice, Rendering, Reprint, SerialCounter, Voiding
from notices.models.print_run import PrintRun
from notices.models.profile import OfficeLogo, OfficeProfile, SheetWording
from notices.models.receipt import Receipt, Signature
from notices.models.visit import Visit

__all__ = [
    "Applicant", "Arrival", "Enquiry", "Favourite", "Fit", "Notice", "OfficeLogo", "OfficeProfile", "PrintRun",
    "Receipt", "Rendering", "Reprint", "SerialCounter", "SheetWording", "Signature", "Visit", "Voiding",
]  # fmt: skip
