"""What a scanner at the window types: the address in a sheet's QR code, or a number read from the paper."""

import re
import unicodedata
from dataclasses import dataclass

from notices.chain import CROCKFORD, TOKEN_LENGTH

_TOKEN = rf"[{CROCKFORD}]{{{TOKEN_LENGTH}}}"
_NOTICE = re.compile(rf"(?:.*/N/)?({_TOKEN})/?")
_SLIP = re.compile(rf".*/R/({_TOKEN})/?")
_GUIDE = re.compile(r".*/([GB])/([0-9A-Z]{6})(?:/(?:SHEET\.PDF)?)?(?:\?(.*))?")
_SERIAL = re.compile(r"(\w+)\s*[〔\[(【［（](\d{4})[〕\])】］）]\s*(\d{1,6})号?")

# A scanner is a keyboard: with the Chinese input method on, its / and . arrive as the Chinese marks of those keys.
_KEYS = str.maketrans({"、": "/", "。": "."})


@dataclass(frozen=True, slots=True)
class Scan:
    """One of: the `token` of an issued sheet, that of a `slip`, or the `code` of a matter (or of a bundle) with the answers ("question.option") of
    a blank sheet.
    """

    token: str = ""
    code: str = ""
    answers: tuple[str, ...] = ()
    is_bundle: bool = False
    slip: str = ""


def read_scan(text: str) -> Scan | None:
    """What a typed line says when it is an address or token from one of our codes; None when it is something else.

    The host is not looked at: sheets outlive a change of address.
    """
    line = unicodedata.normalize("NFKC", text.strip()).translate(_KEYS)
    if found := _NOTICE.fullmatch(line.upper()):
        return Scan(token=found[1])
    if found := _SLIP.fullmatch(line.upper()):
        return Scan(slip=found[1])
    if found := _GUIDE.fullmatch(line.upper()):
        query = line[found.start(3) :].lower() if found[3] else ""
        answers = tuple(re.findall(r"(?:^|&)a=([a-z0-9_.]+)", query))
        return Scan(code=found[2], answers=answers, is_bundle=found[1] == "B")
    return None


def read_serial(text: str) -> str | None:
    """A serial as it is stored, from one typed with any brackets and without leading zeros; None when it is not one."""
    found = _SERIAL.fullmatch(text.strip())
    return f"{found[1]}〔{found[2]}〕{int(found[3]):06d}" if found else None
