"""Stand-ins for flag services of others, in the shapes that they publish.

`FakeFlagd` serves `flagd.sync.v1.FlagSyncService` by gRPC, from flagd's own schema. `FakeLaunchDarkly` serves the
stream of `GET /all` that LaunchDarkly's relay proxy and server SDKs speak (server-sent events `put` and `patch`).
"""

import json
import queue
import threading
from collections.abc import Iterator
from concurrent import futures
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import grpc
from google.protobuf.struct_pb2 import Struct
from openfeature.schemas.protobuf.flagd.sync.v1 import sync_pb2, sync_pb2_grpc

Json = dict[str, Any]


class FakeFlagd(sync_pb2_grpc.FlagSyncServiceServicer):
    def __init__(self, flags: Json) -> None:
        self._flags = flags
        self._changes: queue.Queue[Json | None] = queue.Queue()
        self._threads = futures.ThreadPoolExecutor(max_workers=4)
        self._server = grpc.server(self._threads)
        sync_pb2_grpc.add_FlagSyncServiceServicer_to_server(self, self._server)
        self.port: int = self._server.add_insecure_port("127.0.0.1:0")

    def change(self, flags: Json) -> None:
        self._flags = flags
        self._changes.put(flags)

    def SyncFlags(self, request: Any, context: Any) -> Iterator[Any]:  # noqa: ARG002, N802 - the schema's
        flags: Json | None = self._flags
        while flags is not None:
            yield sync_pb2.SyncFlagsResponse(flag_configuration=json.dumps({"flags": flags}))
            flags = self._changes.get()

    def FetchAllFlags(self, request: Any, context: Any) -> Any:  # noqa: ARG002, N802 - the schema's
        return sync_pb2.FetchAllFlagsResponse(flag_configuration=json.dumps({"flags": self._flags}))

    def GetMetadata(self, request: Any, context: Any) -> Any:  # noqa: ARG002, N802 - the schema's
        told = Struct()
        told["origin"] = "here"  # what flagd adds to every question asked of its flags
        return sync_pb2.GetMetadataResponse(metadata=told)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._changes.put(None)
        self._server.stop(grace=None).wait()
        self._threads.shutdown()


class FakeLaunchDarkly:
    def __init__(self, flags: Json) -> None:
        self._changes: queue.Queue[bytes | None] = queue.Queue()
        self._changes.put(_event("put", {"path": "/", "data": {"flags": flags, "segments": {}}}))
        self.asked: list[tuple[str, str]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # the name http.server looks for
                fake.asked.append((self.path, self.headers.get("Authorization", "")))
                if self.path != "/all":
                    self.send_error(404)
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                while (event := fake._changes.get()) is not None:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
                self.wfile.write(b"0\r\n\r\n")
                self.close_connection = True

            def do_POST(self) -> None:  # as above
                fake.asked.append((self.path, ""))
                self.send_error(404)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server names it
                """Keep the tests' output clean."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def change(self, flag: Json) -> None:
        self._changes.put(_event("patch", {"path": f"/flags/{flag['key']}", "data": flag}))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._changes.put(None)
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def _event(name: str, data: Json) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
