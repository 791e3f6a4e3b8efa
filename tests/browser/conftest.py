"""Real Chromium over the real server, with real stores filled by the real loaders."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from waitress.server import create_server as listening_server

from data.settings import read_settings
from data.store import Store
from indicators.stores import opened_store
from layouts.server import create_server
from tests.layouts.filled import filled_store

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SCREENS = HERE / "screens"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
# Nothing that a browser does by itself on a fresh profile: only what the pages ask for is to be seen.
QUIET = [
    *("--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--disable-default-apps", "--no-first-run", "--lang=en-GB"),
]
LONGEST_WAIT = 15_000  # milliseconds
expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield Chromium: the one that CHROMIUM names, which must be there, else Debian's; skip without either."""
    program = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(program).exists() and not os.environ.get("CHROMIUM"):
        pytest.skip(f"no Chromium at {program}: set CHROMIUM, or see tests/ensure_chromium.sh")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET, env={**os.environ, "LANG": "en_GB"})
        yield chromium
        chromium.close()


def serving(store: Store) -> Iterator[str]:
    """Yield the address of a server over a store, in a thread of this process, until the test is done."""
    server = create_server(store, read_settings(str(store.path)))
    waiting = listening_server(server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=waiting.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{waiting.effective_port}"
    waiting.close()
    thread.join(5)
    store.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a site with the examples and DfE's re-referrals; for reading only."""
    yield from serving(filled_store(tmp_path_factory.mktemp("site")))


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a site in which nothing is."""
    yield from serving(opened_store(tmp_path / "empty.duckdb"))


@dataclass
class Visit:
    """One page of a browser with what went wrong on it and what it asked for."""

    page: Page
    host: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note every fault and every request from now on."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._sent)

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that says "not found" has that status, and the browser remarks on it.
        expected = "responded with a status of 404" in message.text and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"{message.type}: {message.text}")

    def _sent(self, request: Request) -> None:
        self.asked.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self.faults.append(f"a request to another host: {request.url}")

    def open(self, address: str) -> Page:
        """Go to an address of the site and return the page when its content, and its chart if any, is drawn."""
        self.page.goto(f"http://{self.host}{address}")
        return self.ready()

    def ready(self) -> Page:
        """Return the page when what it shows belongs to its address."""
        self.page.wait_for_selector("#page:not([aria-busy]) > [data-title] h1", timeout=LONGEST_WAIT)
        if self.page.locator(".app-chart").count():
            self.page.wait_for_selector(".js-plotly-plot .main-svg", timeout=LONGEST_WAIT)
            self.page.wait_for_timeout(150)
        return self.page


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Yield a function that opens a fresh browser window; at the end none may have met a fault."""
    opened: list[tuple[BrowserContext, Visit]] = []

    def new(width: int = 1280, height: int = 900, at: str = site, **context: object) -> Visit:
        window = browser.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB",
            **context,  # type: ignore[arg-type]
        )
        found = Visit(window.new_page(), urlsplit(at).netloc)
        found.watch()
        opened.append((window, found))
        return found

    yield new
    faults = [fault for _, found in opened for fault in found.faults]
    for window, _ in opened:
        window.close()
    assert not faults, "\n".join(faults)


def main_words(page: Page) -> str:
    """Return the words of the page's content as they are shown."""
    return page.inner_text("main")
