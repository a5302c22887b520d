"""What the gateway serves beside the APIs: their documents, Swagger UI, a page that lists them, health."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from html import escape

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.staticfiles import StaticFiles
from swagger_ui_bundle import swagger_ui_path  # type: ignore[import-untyped]

from gateway.http import JSON, json_response
from gateway.specs import Spec
from hub.kernel.errors import Code, Kind, refuse

_UI = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <link rel="stylesheet" href="swagger-ui.css">
  <link rel="icon" href="favicon-32x32.png">
</head>
<body>
  <div id="swagger-ui"></div>
  <script src="swagger-ui-bundle.js"></script>
  <script>
    // Absolute: a schema that holds itself is resolved against the address again and again.
    const url = new URL("../openapi.json", location).href;
    window.ui = SwaggerUIBundle({{ url, dom_id: "#swagger-ui", deepLinking: true }});
  </script>
</body>
</html>
"""

_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Order hub</title>
  <style>body {{ font: 16px/1.6 system-ui, sans-serif; margin: 3em auto; max-width: 64em }} td {{ padding-right: 2em }}</style>
</head>
<body>
  <h1>Order hub</h1>
  <table>{rows}</table>
</body>
</html>
"""
_ROW = (
    '<tr><td>{title}</td><td><code>{base}</code></td><td><a href="{base}/ui/">try it out</a></td>'
    '<td><a href="{base}/openapi.json">document</a></td></tr>'
)
_OURS = "Order Hub - "


def pages(specs: Iterable[Spec], ready: Callable[[], Awaitable[bool]]) -> Router:
    """The router for every path that is no operation of a document."""
    specs = list(specs)
    routes: list[BaseRoute] = [
        Route("/", _index(specs)),
        Route("/health/live", _live),
        Route("/health/ready", _readiness(ready)),
    ]
    for spec in specs:
        routes.extend(_documentation(spec))
    return Router(routes)


def _index(specs: Sequence[Spec]) -> Callable[[Request], Awaitable[Response]]:
    """What is to be had here, for whoever opens the address itself."""
    titled = ((spec.document["info"]["title"].removeprefix(_OURS), spec.base_path) for spec in specs)
    rows = (_ROW.format(title=escape(title), base=escape(base)) for title, base in titled)
    page = _INDEX.format(rows="".join(rows))

    async def index(_: Request) -> Response:
        return HTMLResponse(page)

    return index


async def _live(_: Request) -> Response:
    return json_response({"status": "up"})


def _readiness(ready: Callable[[], Awaitable[bool]]) -> Callable[[Request], Awaitable[Response]]:
    async def readiness(_: Request) -> Response:
        if not await ready():
            raise refuse(Kind.UNAVAILABLE, Code.SERVICE_UNAVAILABLE, "the core is not serving")
        return json_response({"status": "up"})

    return readiness


def _documentation(spec: Spec) -> Iterable[BaseRoute]:
    # The document as it was written: Connexion resolves references into a graph that has no JSON.
    document = orjson.dumps(spec.document)
    page = _UI.format(title=spec.document["info"]["title"])

    async def openapi(_: Request) -> Response:
        return Response(document, media_type=JSON)

    async def home(_: Request) -> Response:
        return HTMLResponse(page)

    async def slash(_: Request) -> Response:
        # The page names its parts relative to itself.
        return RedirectResponse("ui/")

    yield Route(f"{spec.base_path}/openapi.json", openapi)
    yield Route(f"{spec.base_path}/ui", slash)
    yield Route(f"{spec.base_path}/ui/", home)
    yield Mount(f"{spec.base_path}/ui", StaticFiles(directory=swagger_ui_path))
