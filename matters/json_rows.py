"""Whole result sets as a value of another query, so that a page of many tables takes one round trip."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, OuterRef, QuerySet, Subquery, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, Any]


class JSONRows(Subquery):
    """The rows of a query as the text of a JSON array of objects: `JSONRows(Site.objects.all(), "code", region_name="region__name")`.

    Dates and times are ISO text, a truth value is 0 or 1 on SQLite. The order is the query's in practice, but neither database promises it.
    """

    template = "(SELECT json_group_array(json(listed.row)) FROM (%(subquery)s) listed)"

    def __init__(self, rows: QuerySet[Any], *columns: str, **named: str | Combinable) -> None:
        row = JSONObject(**{name: name for name in columns}, **named)
        super().__init__(rows.values(row=row), output_field=TextField())

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:
        template = "(SELECT coalesce(jsonb_agg(listed.row), '[]')::text FROM (%(subquery)s) listed)"
        return self.as_sql(compiler, connection, template, **extra)


class Picked(Func):
    """The text at `key` of every object in the array at `path` of a JSON column: for `code__in=Picked(OuterRef("content"), "members", "code")`."""

    output_field = TextField()

    def __init__(self, column: OuterRef, path: str, key: str) -> None:
        super().__init__(column, path=path, key=key)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:
        template = "(SELECT value ->> '%(key)s' FROM json_each(%(expressions)s, '$.%(path)s'))"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Sql:
        template = "(SELECT value ->> '%(key)s' FROM jsonb_array_elements(%(expressions)s -> '%(path)s'))"
        return self.as_sql(compiler, connection, template=template, **extra)
