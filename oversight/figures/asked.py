"""What is asked for: a period, and at most one place, office or person. Whose figures somebody may see is in `reaching`."""

from dataclasses import dataclass
from datetime import date

from accounts.models import StaffUser
from matters.models import Department, Region, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """From `since` to `until`, both included (calendar days in Asia/Shanghai), of one of:

    nothing named: the whole district; a `region` (all sites in it and below); a `department` (its matters and the bundles it leads); a `site`; a
    `site` and one `window` of it (the clerks whose account names that window today); a `clerk`.
    """

    since: date
    until: date
    region: Region | None = None
    department: Department | None = None
    site: Site | None = None
    window: str = ""
    clerk: StaffUser | None = None

    @property
    def of(self) -> Region | Department | Site | StaffUser | None:
        """What it is about; None for everything. Of a window it is the site."""
        return self.clerk or self.site or self.department or self.region

    @property
    def is_whole(self) -> bool:
        """Whether nothing was named."""
        return self.of is None

    @property
    def is_person(self) -> bool:
        """Whether it is about people (a window, a clerk) and not about an office."""
        return bool(self.clerk or self.window)

    @property
    def title(self) -> str:
        """`灯塔路街道便民服务中心 3号综合窗口`, `全区`."""
        return f"{self.of or '全区'} {self.window}".strip()
