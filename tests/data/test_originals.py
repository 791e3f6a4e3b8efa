"""The files themselves: kept once, whole, for their owner alone, and never for an upload that was not stored."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from data import commit, ledger, originals
from data.records import Contents, Figures
from data.store import Store
from loaders.samples import SAMPLES
from tests.data.test_store import figure, upload
from tests.loaders.books import a_return
from tests.loaders.books import figure as row
from tests.small_files import referrals_csv
from tests.stores import load

POSIX = os.name == "posix"


def kept(store: Store) -> list[Path]:
    """Return every file among the originals."""
    return sorted(path for path in (store.path.parent / originals.FOLDER).rglob("*") if path.is_file())


def hash_of(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_loaded_file_is_kept_under_its_hash(store: Store, tmp_path: Path) -> None:
    path = referrals_csv(tmp_path / "referrals.csv")
    assert load(store, path).status == "loaded"
    (original,) = kept(store)
    wanted = hash_of(path)
    assert original == originals.original_of(store, wanted)
    assert original.relative_to(store.path.parent).parts == ("originals", wanted[:2], wanted)
    assert original.read_bytes() == path.read_bytes()


@pytest.mark.skipif(not POSIX, reason="Windows keeps rights in another way")
def test_nobody_else_on_the_machine_may_read_it(store: Store, tmp_path: Path) -> None:
    load(store, referrals_csv(tmp_path / "referrals.csv"))
    (original,) = kept(store)
    assert stat.S_IMODE(original.stat().st_mode) == 0o600
    for folder in (original.parent, original.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_every_kind_of_upload_has_one(store: Store, tmp_path: Path) -> None:
    files = [referrals_csv(tmp_path / "national.csv"), a_return(tmp_path, [row()]), next(iter(SAMPLES.glob("*.xlsx")))]
    for path in files:
        assert load(store, path, example=True).status == "loaded"
    assert {path.name for path in kept(store)} == {hash_of(path) for path in files}
    assert {row.sha256 for row in ledger.by_id(store).values()} == {path.name for path in kept(store)}


def test_the_same_file_is_kept_once(store: Store, tmp_path: Path) -> None:
    path = referrals_csv(tmp_path / "referrals.csv")
    first = load(store, path)
    commit.undo(store, str(first.upload_id), who="ann")
    assert load(store, path).status == "loaded"
    assert len(kept(store)) == 1


@pytest.mark.parametrize("order", [{"strict": True}, {"dry_run": True}, {"layout": "lait"}])
def test_nothing_is_kept_of_a_file_that_is_not_loaded(store: Store, tmp_path: Path, order: dict[str, object]) -> None:
    path = a_return(tmp_path, [row(), row("no such thing")])
    assert load(store, path, **order).status in ("refused", "preview")
    assert kept(store) == []


def test_nothing_is_kept_when_storing_fails(store: Store, tmp_path: Path) -> None:
    path = referrals_csv(tmp_path / "referrals.csv")
    broken = upload(known_on="no day")
    with pytest.raises(Exception, match="no day"), originals.kept(store, path, hash_of(path)):
        assert len(kept(store)) == 1, "it is there before the upload is"
        commit.add(store, broken, Contents(Figures.of([figure("21")])))
    assert kept(store) == [] and ledger.by_id(store) == {}


def test_a_failed_second_upload_leaves_the_first_ones_file(store: Store, tmp_path: Path) -> None:
    path = referrals_csv(tmp_path / "referrals.csv")
    load(store, path)
    with pytest.raises(RuntimeError), originals.kept(store, path, hash_of(path)):
        raise RuntimeError
    assert len(kept(store)) == 1


def test_a_file_that_changes_while_it_is_loaded_is_refused(store: Store, tmp_path: Path) -> None:
    path = referrals_csv(tmp_path / "referrals.csv")

    def change(stage: str, share: float) -> None:
        if stage == "Storing":
            path.write_bytes(path.read_bytes() + b"\r\n")

    outcome = load(store, path, progress=change)
    assert outcome.status == "refused" and "changed while it was being loaded" in outcome.problems[0].message
    assert kept(store) == [] and ledger.by_id(store) == {}


def test_a_file_loaded_before_files_were_kept_has_none(store: Store, tmp_path: Path) -> None:
    load(store, referrals_csv(tmp_path / "referrals.csv"))
    (original,) = kept(store)
    original.unlink()
    with pytest.raises(originals.NoOriginal, match="before Scrutineer kept files"):
        originals.original_of(store, original.name)


@pytest.mark.skipif(not POSIX, reason="a folder that is a file is said in another way on Windows")
def test_a_folder_that_cannot_be_written_to_stores_nothing(store: Store, tmp_path: Path) -> None:
    (store.path.parent / originals.FOLDER).write_text("in the way", encoding="utf-8")
    with pytest.raises(originals.NotKept, match=r"Nothing was stored\."):
        load(store, referrals_csv(tmp_path / "referrals.csv"))
    assert ledger.by_id(store) == {}
