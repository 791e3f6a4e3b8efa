"""What an answer costs with every national figure loaded: a scorecard, a series, a comparison, through the server."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import reference
from data.settings import read_settings
from data.store import Store
from indicators.definitions import catalogue
from loaders.load import Order, load_file
from tests.stores import national_files

AREAS = ("E10000029", "E08000003", "E10000016", "E08000025", "E06000061", "E06000058", "E10000020", "E09000002")
TIMES = 30


def main() -> None:
    """Load everything into a temporary store and print processor milliseconds a call, beside the bare queries."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "bench.duckdb")
        store.set_catalogue({slug: indicator.polarity for slug, indicator in catalogue().items()})
        for path in national_files(reference()):
            assert load_file(store, path, read_settings(), Order()).status == "loaded"
        _print(store)
        store.close()


def _print(store: Store) -> None:
    from layouts.server import create_server

    client = create_server(store, read_settings(), pages=False).test_client()

    def get(url: str) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(url, headers={"Host": "127.0.0.1"})
            assert answer.status_code == 200, answer.text

        return ask

    def forgetting(ask: Callable[[], object]) -> Callable[[], object]:
        def fresh() -> None:
            store.version += 1  # what an upload does: every answer that was kept is stale
            ask()

        return fresh

    scorecards = [get(f"/api/v1/scorecard?area={area}") for area in AREAS]
    series = [get(f"/api/v1/series?indicator=re_referrals&area={a}&area=E92000001&area=E12000006") for a in AREAS]
    compare = [get("/api/v1/compare?indicator=re_referrals")]
    print(f"{'milliseconds of processor a call':52}{'median':>8}{'worst':>8}")
    _line("scorecard (goal under 30)", scorecards)
    _line("scorecard just after an upload", [forgetting(ask) for ask in scorecards])
    _line("series of three areas (goal under 5)", series)
    _line("series just after an upload", [forgetting(ask) for ask in series])
    _line("compare all authorities", compare)
    _line("floor: the bare query of a scorecard's own rows", [_bare(store, area) for area in AREAS])


def _bare(store: Store, area: str) -> Callable[[], object]:
    key = store.keys.areas.known(area)

    def ask() -> None:
        with store.reading() as cursor:
            cursor.execute(
                "SELECT * FROM current WHERE area = ? "
                "AND indicator IN (SELECT key FROM indicator WHERE polarity <> '')",
                [key],
            ).fetchall()

    return ask


def _line(name: str, asks: list[Callable[[], object]]) -> None:
    for ask in asks:
        ask()
    costs = []
    for number in range(TIMES):
        ask = asks[number % len(asks)]
        start = time.process_time()
        ask()
        costs.append((time.process_time() - start) * 1000)
    print(f"{name:52}{statistics.median(costs):8.2f}{max(costs):8.2f}")
