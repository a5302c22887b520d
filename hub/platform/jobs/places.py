"""Where entries come from and go to: `data:` URLs, and the files and servers an operator has allowed.

A partner chooses the URL and the hub opens it: without an allow-list the hub would read and write whatever it can
reach. What is allowed are beginnings of URLs, so a folder or a server is allowed as a whole.
"""

import asyncio
import base64
import binascii
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import httpx

from hub.kernel.errors import Code, HubError, Kind, refuse

#: As much as is read; a catalogue of a hundred thousand entries is about so large.
MOST_BYTES = 64 * 1024 * 1024
#: Of silence, for each part of a transfer.
SECONDS = 30.0


class Places:
    """The places that are `allowed`, by the beginnings of their URLs."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self._allowed = tuple(allowed)

    async def read(self, url: str) -> bytes:
        """What lies there; a `HubError` when it cannot be had."""
        match _scheme(url):
            case "data":
                return _data(url)
            case "file":
                return await asyncio.to_thread(_read_file, self._file(url))
            case "http" | "https":
                return await self._get(url)
        raise _unusable(url, "is no data:, file:, http: or https: URL")

    async def write(self, url: str, content: bytes, content_type: str) -> None:
        """Puts it there, in place of what was; a `HubError` when that is impossible."""
        match _scheme(url):
            case "file":
                return await asyncio.to_thread(_write_file, self._file(url), content)
            case "http" | "https":
                return await self._put(url, content, content_type)
        raise _unusable(url, "is no file:, http: or https: URL")

    def _file(self, url: str) -> Path:
        """The file meant, wherever links and dots lead; it has to lie in a folder that is allowed."""
        path = _path(url)
        folders = [_path(beginning) for beginning in self._allowed if beginning.startswith("file:")]
        if not any(path.is_relative_to(folder) for folder in folders):
            raise _not_allowed(url)
        return path

    def _server(self, url: str) -> None:
        try:
            asked = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise _unusable(url, f"is no URL: {error}") from error
        for beginning in self._allowed:
            allowed = httpx.URL(beginning)
            same = (allowed.scheme, allowed.host, allowed.port) == (asked.scheme, asked.host, asked.port)
            if same and asked.path.startswith(allowed.path) and not _goes_up(asked.path):
                return
        raise _not_allowed(url)

    async def _get(self, url: str) -> bytes:
        self._server(url)
        content = bytearray()
        try:
            async with _client() as client, client.stream("GET", url) as answer:
                _fine(url, answer)
                async for part in answer.aiter_bytes():
                    content += part
                    if len(content) > MOST_BYTES:
                        raise _unusable(url, f"is larger than {MOST_BYTES} bytes")
        except httpx.HTTPError as error:
            raise _unusable(url, f"cannot be read: {error}") from error
        return bytes(content)

    async def _put(self, url: str, content: bytes, content_type: str) -> None:
        self._server(url)
        try:
            async with _client() as client:
                _fine(url, await client.put(url, content=content, headers={"Content-Type": content_type}))
        except httpx.HTTPError as error:
            raise _unusable(url, f"cannot be written: {error}") from error


def _goes_up(path: str) -> bool:
    """Whether some servers would take it for a path above: dots that are escaped are still there."""
    return ".." in path.replace("\\", "/").split("/")


def _client() -> httpx.AsyncClient:
    # A redirect would lead to a place nobody has allowed, and so would a proxy of the environment.
    return httpx.AsyncClient(timeout=SECONDS, follow_redirects=False, trust_env=False)


def _fine(url: str, answer: httpx.Response) -> None:
    if not answer.is_success:
        raise _unusable(url, f"answers {answer.status_code}")


def _scheme(url: str) -> str:
    return url.partition(":")[0].lower()


def _data(url: str) -> bytes:
    """RFC 2397."""
    head, comma, content = url.partition(",")
    if not comma:
        raise _unusable(url, "has no comma before its content")
    try:
        raw = unquote_to_bytes(content)
        return base64.b64decode(raw, validate=True) if head.endswith(";base64") else raw
    except binascii.Error as error:
        raise _unusable(url, "is not base64") from error


def _path(url: str) -> Path:
    try:
        return Path(unquote(urlsplit(url).path)).resolve()
    except ValueError as error:
        raise _unusable(url, f"is no URL: {error}") from error


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unusable(path.name, f"cannot be read: {_why(error)}") from error
    if len(content) > MOST_BYTES:
        raise _unusable(path.name, f"is larger than {MOST_BYTES} bytes")
    return content


def _write_file(path: Path, content: bytes) -> None:
    """All of it or nothing: readers never see a half."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except (OSError, ValueError) as error:
        raise _unusable(path.name, f"cannot be written: {_why(error)}") from error


def _why(error: Exception) -> str:
    """Without the path: that is the machine's own."""
    number = getattr(error, "errno", None)
    return os.strerror(number) if number else "it is no usable name"


def _not_allowed(url: str) -> HubError:
    return _unusable(url, "is not among the places HUB_EXCHANGE_URLS allows")


def _unusable(url: str, why: str) -> HubError:
    return refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, f"{url[:200]} {why}", "url")
