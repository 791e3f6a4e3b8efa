"""What a page may run, style and fetch: the list of style hashes is exactly what the browser needs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest

from layouts.style_hashes import STYLE_HASHES
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_the_style_blocks_are_those_on_the_list(visit: Callable[..., Visit]) -> None:
    found: set[str] = set()
    for address in ("/?area=E10000029", "/indicator/re_referrals?area=E10000029"):
        blocks = (
            visit().open(address).evaluate("[...document.querySelectorAll('style')].map(block => block.textContent)")
        )
        found |= {base64.b64encode(hashlib.sha256(block.encode()).digest()).decode() for block in blocks}
    # Each block is empty for a moment before its rules are put in.
    found.add(base64.b64encode(hashlib.sha256(b"").digest()).decode())
    assert found == set(STYLE_HASHES), f"layouts/style_hashes.py must hold: {sorted(found)}"


def test_injected_scripts_and_styles_do_not_run(visit: Callable[..., Visit]) -> None:
    window = visit()
    page = window.open("/?area=E10000029")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.hacked = true';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="color: red">x</p>');
        }"""
    )
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(255, 0, 0)"
    assert len(window.faults) == 2 and all("Content Security Policy" in fault for fault in window.faults)
    window.faults.clear()


def test_a_page_asks_nobody_but_its_own_server(visit: Callable[..., Visit]) -> None:
    window = visit()
    window.open("/indicator/re_referrals?area=E10000029")
    assert window.asked and all(url.startswith(f"http://{window.host}/") for url in window.asked)
