"""Reading while others load: no answer fails, and whoever was told that a file is loaded sees it at once."""

from __future__ import annotations

import threading
from collections import Counter

from tests.layouts.test_api_uploads import send
from tests.small_files import referrals_csv

ADDRESSES = (
    "/api/v1/scorecard?area=Suffolk",
    "/api/v1/series?indicator=re_referrals&area=Suffolk&area=England",
    "/api/v1/compare?indicator=re_referrals",
    "/api/v1/uploads",
    "/metrics",
)
LOADS = 15


def test_readers_are_not_disturbed_by_loads(empty, tmp_path):
    answers: Counter[tuple[str, int]] = Counter()
    done = threading.Event()

    def read(address: str) -> None:
        client = empty.application.test_client()
        while not done.is_set():
            answers[address, client.get(address).status_code] += 1

    readers = [threading.Thread(target=read, args=(address,)) for address in ADDRESSES]
    for reader in readers:
        reader.start()
    try:
        path = referrals_csv(tmp_path / "referrals.csv")
        usual = path.read_bytes()
        for number in range(LOADS):
            path.write_bytes(usual.replace(b"22.6", f"{30 + number}.5".encode()))
            assert send(empty, path).status_code == 200
            card = empty.get("/api/v1/scorecard?area=Suffolk").json
            found = next(reading for reading in card["readings"] if reading["indicator"] == "re_referrals")
            assert found["england"]["value"] == 30.5 + number
            assert len(empty.get("/api/v1/uploads").json["uploads"]) == number + 1
    finally:
        done.set()
        for reader in readers:
            reader.join(30)
    failed = {key: count for key, count in answers.items() if key[1] != 200}
    assert not failed, failed
