"""A door before the live server that can be closed: behind it the server seems to be gone, on the same address it comes back."""

import socket
import socketserver
import threading
from contextlib import suppress


class Door:
    """Passes on what comes to a port of its own, as long as it is open."""

    def __init__(self, port: int) -> None:
        self.behind = ("localhost", port)
        self.server: socketserver.ThreadingTCPServer | None = None
        self.port = 0
        self.passing: list[socket.socket] = []
        self.open()

    def open(self) -> None:
        """Let through, on the same port as before."""
        door = self

        class Passing(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                door.pass_on(self.request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

        self.server = Server(("localhost", self.port), Passing)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Refuse whoever comes, and cut off whoever is inside."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        for one in self.passing:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self.passing.clear()

    def pass_on(self, caller: socket.socket) -> None:
        """Both ways until one side is done."""
        with socket.create_connection(self.behind) as server:
            self.passing += [caller, server]
            back = threading.Thread(target=_pump, args=(server, caller), daemon=True)
            back.start()
            _pump(caller, server)
            back.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)
