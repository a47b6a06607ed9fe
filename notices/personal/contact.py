"""Names, phones and addresses as people type them: read, refused where they are something else, masked. Pure."""

import re
import unicodedata

from accounts.personal_numbers import holds_id_number, holds_number, without_gaps

NAME_LENGTH = 40
"""Characters of a person's or a company's name."""
ADDRESS_LENGTH = 100
"""Characters of an address."""

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
# Area codes: 010 and 02x have three digits, all others four.
_LANDLINE = re.compile(r"(?:\+?86)?(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})(?:(?:转|#|\*|,|ext\.?)(\d{1,6}))?", re.IGNORECASE)
# What an address begins with before it leads to a door: province, city, district, street, then a community or a road. Each is Han only, so that
# no number of a house comes along.
_PUBLIC_PART = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?"
    r"(?:[\u4e00-\u9fff]{2,8}?(?<!超)(?:市|自治州))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:(?<![小社])区|县|旗))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:街道|镇|乡))?"
    r"(?:[\u4e00-\u9fff]{1,10}?(?:社区|村)|[\u4e00-\u9fff]{1,10}?(?:路|大道|街(?!道)))?"
)


class BadContact(ValueError):
    """It is no name, phone or address; the message says in Chinese what to write instead. `field` is "name", "phone" or "address"."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def read_name(text: str) -> str:
    """A name with single blanks. Raises BadContact for numbers, what is too long, and characters that are none."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if holds_id_number(name):
        raise BadContact("name", "这里不能填身份证号，系统不保存身份证号。")
    if holds_number(name):
        raise BadContact("name", "姓名一栏不要填号码，电话请填在“电话”一栏。")
    if len(name) > NAME_LENGTH:
        raise BadContact("name", f"姓名最多{NAME_LENGTH}个字。")
    if not all(char.isprintable() for char in name):
        raise BadContact("name", "姓名里有看不见的字符，请重新输入。")
    return name


def read_phone(text: str) -> str:
    """A mainland mobile as 11 digits, or a landline as 0372-1234567 (转8001). Raises BadContact for anything else."""
    digits = without_gaps(text)
    if holds_id_number(text):
        raise BadContact("phone", "这里不能填身份证号，系统不保存身份证号。")
    if mobile := _MOBILE.fullmatch(digits):
        return mobile[1]
    if landline := _LANDLINE.fullmatch(digits):
        return f"{landline[1]}-{landline[2]}" + (f"转{landline[3]}" if landline[3] else "")
    if re.fullmatch(r"[2-9]\d{6,7}", digits):
        raise BadContact("phone", "座机请带上区号，例如 0372-1234567。")
    if digits:
        raise BadContact("phone", "请填11位手机号，或带区号的座机。")
    return ""


def read_address(text: str) -> str:
    """An address with single blanks. Raises BadContact for numbers of persons, what is too long, and characters that are none."""
    address = " ".join(unicodedata.normalize("NFC", text).split())
    if holds_id_number(address):
        raise BadContact("address", "这里不能填身份证号，系统不保存身份证号。")
    if holds_number(address):
        raise BadContact("address", "地址一栏不要填号码，电话请填在“电话”一栏。")
    if len(address) > ADDRESS_LENGTH:
        raise BadContact("address", f"地址最多{ADDRESS_LENGTH}个字。")
    if not all(char.isprintable() for char in address):
        raise BadContact("address", "地址里有看不见的字符，请重新输入。")
    return address


def mask_address(address: str) -> str:
    """北关区灯塔路街道自由路社区****: only up to the community or the road; **** where no such words come first."""
    public = _PUBLIC_PART.match(address.replace(" ", ""))
    return f"{public[0] if public else ''}****" if address else ""


def mask_name(name: str) -> str:
    """张** for any name of that family, so that not even its length is told."""
    return f"{name[0]}**" if name else ""


def mask_phone(phone: str) -> str:
    """138****3210, 0372-****567."""
    area, _, rest = phone.rpartition("-")
    if area:
        return f"{area}-****{rest.partition('转')[0][-3:]}"
    return f"{phone[:3]}****{phone[-4:]}" if phone else ""
