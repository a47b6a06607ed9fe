"""The same figures counted a second time: plain SQL straight over the ledger's tables, written without the code that it judges.

Dates are turned into local days by adding the eight hours of Asia/Shanghai, which has no summer time. `{day:COLUMN}` and `{hour:COLUMN}` stand for
that in the words of either database; `scope` narrows the documents (`n`) to some of them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

_WORDS = {
    "sqlite": {"day": "date({}, '+8 hours')", "hour": "CAST(strftime('%%H', {}, '+8 hours') AS integer)"},
    "postgresql": {
        "day": "({} AT TIME ZONE 'Asia/Shanghai')::date",
        "hour": "extract(hour FROM {} AT TIME ZONE 'Asia/Shanghai')::int",
    },
}
PERIOD = "BETWEEN %(since)s AND %(until)s"
STANDING = """
standing AS (
  SELECT v.id, v.notice_id, v.filing, v.decision, v.due_on, v.cause, {day:v.at} AS day, {hour:v.at} AS hour, v.clerk_id AS worker,
         n.site_id, n.clerk_id AS teller, n.matter_id, n.bundle_id, v.ticks
  FROM notices_visit v JOIN notices_notice n ON n.id = v.notice_id
  WHERE v.decision <> 'undone'
    AND NOT EXISTS (SELECT 1 FROM notices_visit u WHERE u.undoes_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM notices_notice l JOIN notices_voiding x ON x.notice_id = l.id WHERE l.visit_id = v.id)
    AND NOT EXISTS (SELECT 1 FROM notices_voiding x WHERE x.notice_id = v.notice_id)
)"""
VOID = "EXISTS (SELECT 1 FROM notices_voiding x WHERE x.notice_id = n.id)"

DOCUMENTS = f"""
SELECT n.kind, n.manner, CASE WHEN {VOID} THEN 1 ELSE 0 END AS void, count(*)
FROM notices_notice n WHERE {{day:n.issued_at}} {PERIOD} GROUP BY 1, 2, 3"""

RECEIPTS = f"""
SELECT r.how, count(*) FROM notices_receipt r JOIN notices_notice n ON n.id = r.notice_id
WHERE n.kind = 'guidance' AND NOT {VOID} AND {{day:n.issued_at}} {PERIOD} GROUP BY 1"""

VISITS = f"WITH {STANDING} SELECT cause, count(*) FROM standing WHERE day {PERIOD} GROUP BY 1"

FILINGS = f"""
WITH {STANDING},
firsts AS (SELECT notice_id, filing, min(id) AS first, max(CASE WHEN cause <> '' THEN 1 ELSE 0 END) AS again
           FROM standing GROUP BY 1, 2)
SELECT count(*), coalesce(sum(again), 0) FROM firsts JOIN standing s ON s.id = firsts.first WHERE s.day {PERIOD}"""

KEPT = f"""
WITH {STANDING},
effective AS (
  SELECT id, decision, lag(decision) OVER (PARTITION BY notice_id, filing ORDER BY id) AS before
  FROM standing WHERE decision <> 'returned'
),
runs AS (SELECT s.* FROM standing s JOIN effective e ON e.id = s.id
         WHERE s.decision = 'kept' AND s.due_on IS NOT NULL AND coalesce(e.before, '') <> 'kept'),
ends AS (
  SELECT r.id, r.due_on, min(l.id) AS next
  FROM runs r LEFT JOIN standing l ON l.notice_id = r.notice_id AND l.filing = r.filing AND l.id > r.id
                                  AND l.decision NOT IN ('kept', 'returned')
  GROUP BY 1, 2
)
SELECT count(*), coalesce(sum(CASE WHEN s.day <= e.due_on THEN 1 ELSE 0 END), 0)
FROM ends e LEFT JOIN standing s ON s.id = e.next WHERE e.due_on {PERIOD} AND e.due_on < %(today)s"""

DEFERRALS = f"""
WITH {STANDING},
ends AS (
  SELECT d.id, d.due_on, min(l.id) AS next
  FROM standing d LEFT JOIN standing l ON l.notice_id = d.notice_id AND l.filing = d.filing AND l.id > d.id
                                      AND l.decision = 'completed'
  WHERE d.decision = 'deferral' AND d.due_on IS NOT NULL
  GROUP BY 1, 2
)
SELECT count(*), coalesce(sum(CASE WHEN s.day <= e.due_on THEN 1 ELSE 0 END), 0)
FROM ends e LEFT JOIN standing s ON s.id = e.next WHERE e.due_on {PERIOD} AND e.due_on < %(today)s"""

STARS = f"""
SELECT stars, count(*) FROM (
  SELECT r.stars FROM oversight_rating r WHERE {{day:r.at}} {PERIOD}
    AND NOT EXISTS (SELECT 1 FROM oversight_case c WHERE c.rating_id = r.id AND c.is_unfounded)
  UNION ALL
  SELECT f.stars FROM oversight_feedback f WHERE f.kind = 'rating' AND {{day:f.at}} {PERIOD}
    AND NOT EXISTS (SELECT 1 FROM oversight_case c WHERE c.feedback_id = f.id AND c.is_unfounded)
) AS given GROUP BY 1"""

CALLED = f"""
SELECT count(*) FROM oversight_case c
LEFT JOIN oversight_rating r ON r.id = c.rating_id LEFT JOIN oversight_feedback f ON f.id = c.feedback_id
WHERE NOT c.is_unfounded AND ((r.stars <= 2 AND {{day:r.at}} {PERIOD}) OR (f.stars <= 2 AND {{day:f.at}} {PERIOD}))
  AND EXISTS (SELECT 1 FROM oversight_callback b WHERE b.case_id = c.id AND b.outcome = 'reached')"""

ANSWERED = f"""
SELECT count(*), coalesce(sum(CASE WHEN {{day:c.answered_at}} <= c.due_on THEN 1 ELSE 0 END), 0)
FROM oversight_case c WHERE c.due_on {PERIOD} AND c.due_on < %(today)s"""

PROBLEMS = f"SELECT cause, count(*) FROM oversight_problem p WHERE {{day:p.at}} {PERIOD} GROUP BY 1"

MISSED = f"SELECT coalesce(sum(times), 0) FROM matters_missedday WHERE day {PERIOD}"

HOURS = f"""
WITH {STANDING}
SELECT day, hour, count(*) FROM (
  SELECT {{day:n.issued_at}} AS day, {{hour:n.issued_at}} AS hour FROM notices_notice n WHERE n.kind = 'guidance' AND NOT {VOID}
  UNION ALL SELECT day, hour FROM standing
) AS happened WHERE day {PERIOD} GROUP BY 1, 2"""

_TICKS = {
    "sqlite": "json_each(s.ticks) t",
    "postgresql": "jsonb_array_elements(s.ticks) AS t(value)",
}
_TICK = {
    "sqlite": "json_extract(t.value, '$.{}')",
    "postgresql": "t.value->>'{}'",
}

BY_SITE = f"""
SELECT n.site_id, count(*) FROM notices_notice n
WHERE n.kind = 'guidance' AND NOT {VOID} AND {{day:n.issued_at}} {PERIOD} GROUP BY 1"""
BY_CLERK = BY_SITE.replace("n.site_id", "n.clerk_id")
BY_DEPARTMENT = f"""
SELECT coalesce(m.department_id, b.lead_department_id), count(*) FROM notices_notice n
LEFT JOIN matters_matter m ON m.id = n.matter_id LEFT JOIN matters_bundle b ON b.id = n.bundle_id
WHERE n.kind = 'guidance' AND NOT {VOID} AND {{day:n.issued_at}} {PERIOD} GROUP BY 1"""
BY_LEVEL = f"""
SELECT g.level, count(*) FROM notices_notice n JOIN matters_site s ON s.id = n.site_id JOIN matters_region g ON g.id = s.region_id
WHERE n.kind = 'guidance' AND NOT {VOID} AND {{day:n.issued_at}} {PERIOD} GROUP BY 1"""


def rows(statement: str, since: date, until: date, today: date, scope: str = "") -> list[tuple[Any, ...]]:
    """What the statement finds."""
    words = _WORDS[connection.vendor]
    sql = re.sub(r"\{(day|hour):([a-z_.]+)\}", lambda found: words[found[1]].format(found[2]), statement)
    if scope:
        sql = re.sub(r"notices_notice n\b", f"(SELECT * FROM notices_notice n WHERE {scope}) n", sql)
    with connection.cursor() as cursor:
        days = {"since": since.isoformat(), "until": until.isoformat(), "today": today.isoformat()}
        cursor.execute(sql, days)
        return list(cursor.fetchall())


def ledger(*when: date, scope: str = "") -> dict[str, Any]:
    """What the ledger adds up to from `since` to `until` as it stands on `today`, by the keys of `oversight.figures`."""
    documents, receipts = rows(DOCUMENTS, *when, scope), dict(rows(RECEIPTS, *when, scope))
    standing = [(kind, manner, n) for kind, manner, void, n in documents if not void]
    causes = dict(rows(VISITS, *when, scope))
    (filings, repeated), (kept_due, kept), (deferral_due, deferral) = (
        rows(statement, *when, scope)[0] for statement in (FILINGS, KEPT, DEFERRALS)
    )
    return {
        "told": sum(n for kind, _, n in standing if kind == "guidance"),
        "void": sum(n for kind, _, void, n in documents if void and kind == "guidance"),
        "letters": _by(((kind, n) for kind, _, n in standing if kind != "guidance")),
        "void_letters": sum(n for kind, _, void, n in documents if void and kind != "guidance"),
        "manner": _by((manner, n) for kind, manner, n in standing if kind == "guidance"),
        "signed": sum(n for how, n in receipts.items() if how != "refused"),
        "refused": receipts.get("refused", 0),
        "visits": sum(causes.values()),
        "causes": {cause: n for cause, n in causes.items() if cause},
        "repeated": (repeated, filings),
        "kept": (kept, kept_due),
        "deferral": (deferral, deferral_due),
        "hours": _by_weekday(rows(HOURS, *when, scope)),
        "papers": _papers(*when, scope=scope),
    }


def voices(*when: date) -> dict[str, Any]:
    """What people said in that time, of the whole district."""
    ((due, answered),) = rows(ANSWERED, *when)
    return {
        "stars": {str(stars): n for stars, n in rows(STARS, *when)},
        "called": rows(CALLED, *when)[0][0],
        "answered": (answered, due),
        "problems": dict(rows(PROBLEMS, *when)),
        "missed": rows(MISSED, *when)[0][0],
    }


def told_by(*when: date) -> dict[str, dict[Any, int]]:
    """Sheets told by site, clerk, department and level."""
    statements = {"site": BY_SITE, "clerk": BY_CLERK, "department": BY_DEPARTMENT, "level": BY_LEVEL}
    return {name: dict(rows(statement, *when)) for name, statement in statements.items()}


def _papers(*when: date, scope: str) -> dict[tuple[int | None, int | None, str], tuple[int, int]]:
    """How often each paper of each subject was missing, and wrong."""
    name, state = (_TICK[connection.vendor].format(key) for key in ("name", "state"))
    statement = f"""
    WITH {STANDING}
    SELECT s.matter_id, s.bundle_id, {name}, sum(CASE WHEN {state} = 'missing' THEN 1 ELSE 0 END),
           sum(CASE WHEN {state} = 'wrong' THEN 1 ELSE 0 END)
    FROM standing s, {_TICKS[connection.vendor]}
    WHERE s.day {PERIOD} AND {state} IN ('missing', 'wrong') GROUP BY 1, 2, 3"""
    return {tuple(row[:3]): tuple(row[3:]) for row in rows(statement, *when, scope)}


def _by(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for key, n in pairs:
        found[key] += n
    return dict(found)


def _by_weekday(hours: list[tuple[Any, int, int]]) -> dict[tuple[int, int], int]:
    found: Counter[tuple[int, int]] = Counter()
    for day, hour, n in hours:
        found[date.fromisoformat(str(day)).weekday(), hour] += n
    return dict(found)
