"""Liveness and readiness for whatever watches the server."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from notices import fonts


@csrf_exempt
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok`: the process answers. Asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


@csrf_exempt
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served, else 503; {database, migrations, fonts} say what is missing."""
    parts = {"database": _database(), "migrations": False, "fonts": fonts.is_ready()}
    parts["migrations"] = parts["database"] and _migrated()
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _database() -> bool:
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
