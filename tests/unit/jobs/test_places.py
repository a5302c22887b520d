"""Where jobs read and write: nothing but `data:` and what an operator has allowed."""

import asyncio
import base64
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hub.kernel.errors import HubError
from hub.platform.jobs import places
from hub.platform.jobs.places import Places

NOT_ALLOWED = "is not among the places HUB_EXCHANGE_URLS allows"


class Server(BaseHTTPRequestHandler):
    """Keeps what is put, under its path."""

    kept: dict[str, bytes]

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/files/a")
            self.end_headers()
            return
        content = self.kept.get(self.path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def do_PUT(self) -> None:
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Server.kept = {"/files/a": b"[]", "/secret": b"no"}
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.mark.parametrize(
    "url", ["data:application/json,%5B1%5D", "data:;base64," + base64.b64encode(b"[1]").decode()]
)
async def test_a_data_url_is_its_own_content(url: str) -> None:
    assert await Places().read(url) == b"[1]"


@pytest.mark.parametrize("url", ["data:application/json", "data:;base64,@@@"])
async def test_a_broken_data_url_is_refused(url: str) -> None:
    with pytest.raises(HubError, match="data:"):
        await Places().read(url)


async def test_a_file_in_an_allowed_folder_is_written_and_read(tmp_path: Path) -> None:
    allowed = Places([tmp_path.as_uri()])

    await allowed.write(f"{tmp_path.as_uri()}/a.json", b"{}", "application/json")

    assert await allowed.read(f"{tmp_path.as_uri()}/a.json") == b"{}"
    # Nothing else is left of the writing.
    assert not list(await asyncio.to_thread(tmp_path.glob, ".*"))


@pytest.mark.parametrize("way", ["../secret", "%2e%2e/secret", "link", "../folder-beside/secret"])
async def test_no_way_leads_out_of_an_allowed_folder(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "folder"
    beside = tmp_path / "folder-beside"
    folder.mkdir()
    beside.mkdir()
    for secret in (tmp_path / "secret", beside / "secret"):
        secret.write_text("no")
    (folder / "link").symlink_to(tmp_path / "secret")
    allowed = Places([folder.as_uri()])

    with pytest.raises(HubError, match=NOT_ALLOWED):
        await allowed.read(f"{folder.as_uri()}/{way}")
    with pytest.raises(HubError, match=NOT_ALLOWED):
        await allowed.write(f"{folder.as_uri()}/{way}", b"", "")


async def test_a_file_that_cannot_be_opened_says_why_and_not_where_it_lies(tmp_path: Path) -> None:
    with pytest.raises(HubError, match="cannot be read: No such file or directory") as raised:
        await Places([tmp_path.as_uri()]).read(f"{tmp_path.as_uri()}/none.json")
    assert str(tmp_path) not in str(raised.value)


async def test_an_allowed_server_is_read_and_written(server: str) -> None:
    allowed = Places([f"{server}/files/"])

    await allowed.write(f"{server}/files/b", b"[2]", "application/json")

    assert await allowed.read(f"{server}/files/a") == b"[]"
    assert await allowed.read(f"{server}/files/b") == b"[2]"


@pytest.mark.parametrize(
    "path",
    ["/secret", "/files/../secret", "/files/%2e%2e/secret", "/files/..%2fsecret", "/files/..%5csecret"],
)
async def test_another_path_of_an_allowed_server_is_not_allowed(server: str, path: str) -> None:
    with pytest.raises(HubError, match=NOT_ALLOWED):
        await Places([f"{server}/files/"]).read(server + path)
    with pytest.raises(HubError, match=NOT_ALLOWED):
        await Places([f"{server}/files/"]).write(server + path, b"", "")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://files.example/", "file:///etc/hostname"])
async def test_what_nobody_has_allowed_is_not_opened(url: str) -> None:
    with pytest.raises(HubError, match=NOT_ALLOWED):
        await Places(["http://127.0.0.1:2/"]).read(url)
    with pytest.raises(HubError, match=NOT_ALLOWED):
        await Places().write(url, b"", "")


async def test_a_redirect_is_not_followed(server: str) -> None:
    with pytest.raises(HubError, match="answers 302"):
        await Places([server]).read(f"{server}/moved")


async def test_more_than_the_limit_is_not_read(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOST_BYTES", 1)
    (tmp_path / "a").write_text("[]")
    allowed = Places([server, tmp_path.as_uri()])

    for url in (f"{server}/files/a", f"{tmp_path.as_uri()}/a"):
        with pytest.raises(HubError, match="is larger than 1 bytes"):
            await allowed.read(url)


@pytest.mark.parametrize(
    "url", ["ftp://ftp.example/catalog", "", "nothing", "http://[", "data", "file://[", "file:///%00"]
)
async def test_what_is_no_url_we_open_is_refused(url: str) -> None:
    with pytest.raises(HubError):
        await Places(["http://127.0.0.1:2/"]).read(url)
    with pytest.raises(HubError):
        await Places(["http://127.0.0.1:2/"]).write(url, b"", "")


async def test_a_server_that_is_away_is_named(server: str) -> None:
    with pytest.raises(HubError, match=r"127\.0\.0\.1:1/ cannot be read"):
        await Places(["http://127.0.0.1:1/"]).read("http://127.0.0.1:1/")
