"""Files that wait for a yes: for their owner alone, for a day, within limits, under tokens that nobody can guess."""

from __future__ import annotations

import dataclasses
import io
import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from data import pending
from data.pending import NotWaiting, TooMuchWaiting
from data.settings import Settings, read_settings
from data.store import utc_now


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the usual settings with a store in this test's folder."""
    return read_settings(str(tmp_path / "live" / "test.duckdb"))


def folders(settings: Settings) -> list[Path]:
    """Return what lies in the folder of waiting files."""
    folder = settings.store.parent / pending.FOLDER
    return sorted(folder.iterdir()) if folder.exists() else []


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let the time be later than it is."""
    monkeypatch.setattr(pending, "utc_now", lambda: utc_now() + by)


def test_a_file_waits_with_what_was_asked(settings: Settings) -> None:
    asked = {"area": "E10000029", "known_on": date(2005, 3, 15), "layout": "council_return", "who": "ann"}
    kept = pending.keep(settings, b"figures", "Q3.xlsx", **asked, answers={"area:us": "E10000029"}, ticked=["jump"])
    assert kept.path.read_bytes() == b"figures" and (kept.name, kept.size) == ("Q3.xlsx", 7)
    found = pending.get(settings, kept.token)
    assert found == dataclasses.replace(kept, ticked=("jump",))
    assert (found.area, found.known_on, found.answers) == ("E10000029", date(2005, 3, 15), {"area:us": "E10000029"})


def test_a_stream_is_kept_whole(settings: Settings) -> None:
    content = os.urandom(3_000_000)
    assert pending.keep(settings, io.BytesIO(content), "large.csv").path.read_bytes() == content


def test_answers_and_ticks_are_noted(settings: Settings) -> None:
    kept = pending.keep(settings, b"x", "x.csv", area="E10000029")
    changed = pending.change(settings, kept.token, answers={"q": "ü=1"}, version="abc", ticked=["jump", "duplicate"])
    found = pending.get(settings, kept.token)
    assert (found.answers, found.version, found.ticked) == ({"q": "ü=1"}, "abc", ("jump", "duplicate"))
    assert (changed.area, found.area, found.made_at) == ("E10000029", "E10000029", kept.made_at)


@pytest.mark.parametrize(("said", "shown"), [("../../x.csv", "x.csv"), ("C:\\a\\Q3.xlsx", "Q3.xlsx"), ("", "file")])
def test_the_senders_name_names_no_file(settings: Settings, said: str, shown: str) -> None:
    kept = pending.keep(settings, b"x", said)
    assert kept.name == shown and kept.path.name == "file"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_nobody_else_on_the_machine_may_read_it(settings: Settings) -> None:
    kept = pending.keep(settings, b"x", "x.csv")
    pending.change(settings, kept.token, ticked=["jump"])
    for folder in (kept.path.parent, kept.path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept.path.parent.iterdir()} == {0o600}


def test_tokens_are_long_and_never_the_same(settings: Settings) -> None:
    tokens = {pending.keep(settings, b"x", "x.csv").token for _ in range(20)}
    assert len(tokens) == 20 and {len(token) for token in tokens} == {22}


def test_a_file_is_thrown_away(settings: Settings) -> None:
    kept = pending.keep(settings, b"x", "x.csv")
    pending.drop(settings, kept.token)
    pending.drop(settings, kept.token)
    assert folders(settings) == []
    with pytest.raises(NotWaiting, match="Choose the file again"):
        pending.get(settings, kept.token)
    with pytest.raises(NotWaiting):
        pending.change(settings, kept.token, ticked=["jump"])


@pytest.mark.parametrize("token", ["", ".", "..", "../..", "a/b", "x" * 22, "x" * 21 + "/", "é" * 22, "\0" * 22])
def test_what_is_no_token_finds_and_drops_nothing(settings: Settings, token: str) -> None:
    kept = pending.keep(settings, b"x", "x.csv")
    (settings.store.parent / "asked.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NotWaiting):
        pending.get(settings, token)
    pending.drop(settings, token)
    assert pending.get(settings, kept.token) == kept and settings.store.parent.exists()


def test_a_file_waits_for_a_day(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pending.keep(settings, b"x", "x.csv")
    later(monkeypatch, timedelta(hours=23))
    assert pending.sweep(settings) == 0
    pending.change(settings, kept.token, ticked=["jump"])
    later(monkeypatch, timedelta(hours=25))
    with pytest.raises(NotWaiting, match="24 hours"):
        pending.get(settings, kept.token)
    assert pending.sweep(settings) == 1 and folders(settings) == []


def test_each_new_file_sweeps_old_ones_away(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    pending.keep(settings, b"x", "x.csv")
    later(monkeypatch, timedelta(hours=25))
    new = pending.keep(settings, b"y", "y.csv")
    assert folders(settings) == [new.path.parent]


def test_a_broken_one_is_swept_and_nothing_else_is_touched(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pending.keep(settings, b"x", "x.csv")
    kept.path.with_name("asked.json").write_text("{", encoding="utf-8")
    other = kept.path.parent.parent / "my notes.txt"
    other.write_text("mine", encoding="utf-8")
    with pytest.raises(NotWaiting):
        pending.get(settings, kept.token)
    assert pending.sweep(settings) == 0, "it may be on its way in"
    later(monkeypatch, timedelta(hours=25))
    assert pending.sweep(settings) == 1 and folders(settings) == [other]


def test_there_is_a_limit_on_how_many_wait(settings: Settings) -> None:
    few = dataclasses.replace(settings, max_pending=2)
    first = pending.keep(few, b"x", "x.csv")
    pending.keep(few, b"x", "x.csv")
    with pytest.raises(TooMuchWaiting, match="24 hours"):
        pending.keep(few, b"x", "x.csv")
    assert len(folders(few)) == 2
    pending.drop(few, first.token)
    pending.keep(few, b"x", "x.csv")


def test_there_is_a_limit_on_how_much_waits(settings: Settings) -> None:
    little = dataclasses.replace(settings, max_pending_bytes=10)
    pending.keep(little, b"123456", "x.csv")
    with pytest.raises(TooMuchWaiting):
        pending.keep(little, b"12345", "y.csv")
    assert len(folders(little)) == 1, "nothing is left of the one that is too large"
    pending.keep(little, b"1234", "z.csv")
    with pytest.raises(TooMuchWaiting):
        pending.keep(little, b"", "z.csv")


def test_limits_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRUTINEER_MAX_PENDING", "3")
    monkeypatch.setenv("SCRUTINEER_MAX_PENDING_MB", "4")
    settings = read_settings()
    assert (settings.max_pending, settings.max_pending_bytes) == (3, 4 * 1024 * 1024)
