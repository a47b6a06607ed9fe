"""A PostgreSQL cluster of a test's own, which may be killed and whose disk may run full. Its defaults are kept: every commit waits for the disk."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WAL_SEGMENT = 1024 * 1024
"""Bytes: the smallest there is, so that the log soon asks for a new file."""
UNLIMITED = "unlimited"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    plain = shutil.which("initdb")
    return found[-1].parent if found else Path(plain).parent if plain else None


@contextmanager
def cluster() -> Iterator["Cluster"]:
    """Made, started, and gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    made = Cluster(folder)
    try:
        made.create()
        made.start()
        yield made
    finally:
        made.server.kill()
        made.server.wait()
        shutil.rmtree(folder, ignore_errors=True)


class Cluster:
    """Listens on a socket in its own folder only. As root it runs as the user `postgres`, since the server refuses root."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder, binaries()
        self.account: dict[str, Any] = {}
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            self.account = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def create(self) -> None:
        """An empty cluster without passwords: only this machine's socket leads to it."""
        options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        segment = f"--wal-segsize={WAL_SEGMENT // 1024**2}"
        self._run("initdb", "-D", str(self.folder / "data"), *options, segment)

    def start(self) -> None:
        """Up and past its recovery; what a killed one left running is waited for."""
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), "-h", ""]
        log = (self.folder / "log").open("ab")
        patience = time.monotonic() + 60
        self.server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self.account)
        while subprocess.run([self.bin / "pg_isready", "-q", "-h", self.folder], check=False).returncode:
            if self.server.poll() is not None:
                self.server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self.account)
            if time.monotonic() > patience:
                raise RuntimeError((self.folder / "log").read_text("utf-8")[-2000:])
            time.sleep(0.05)
        log.close()

    def take(self, source: dict[str, Any]) -> None:
        """A copy of that database of Django's, triggers and rows."""
        environment = {**os.environ, "PGPASSWORD": source["PASSWORD"] or ""}
        where = ["-h", source["HOST"], "-p", str(source["PORT"]), "-U", source["USER"], "-d", source["NAME"]]
        dump = [self.bin / "pg_dump", "--no-owner", *[word for word in where if word]]
        with subprocess.Popen(dump, env=environment, stdout=subprocess.PIPE) as dumping:
            restore = [
                self.bin / "psql",
                "-q",
                "-h",
                self.folder,
                "-U",
                "postgres",
                "-v",
                "ON_ERROR_STOP=1",
                "-o",
                "/dev/null",
            ]
            subprocess.run(restore, stdin=dumping.stdout, check=True)

    def ask(self, query: str) -> str:
        """The one value that query answers."""
        command = [self.bin / "psql", "-h", self.folder, "-U", "postgres", "-Atc", query]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return f"postgres://postgres@/{self.folder}/postgres"

    def kill(self) -> None:
        """The postmaster, without a goodbye."""
        self.server.kill()
        self.server.wait()

    def limit(self, size: int | str) -> None:
        """No file may grow beyond `size` bytes: for whoever writes that is a full disk. `UNLIMITED` takes it back."""
        processes = [self.server.pid, *_children(self.server.pid)]
        for pid in processes:
            subprocess.run(
                ["prlimit", f"--pid={pid}", f"--fsize={size}:"], check=False, stderr=subprocess.DEVNULL, **self.account
            )

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self.bin / program, *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", **self.account)


def _children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], check=False, capture_output=True, text=True)
    return [int(pid) for pid in listed.stdout.split()]
