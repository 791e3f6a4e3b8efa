"""The child: what it can no longer do once it is clamped, and that the parent outlives whatever becomes of it."""

from __future__ import annotations

import ast
import dataclasses
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from data.settings import MEGABYTE, Settings, read_settings
from loaders.opening import child_process, inside
from loaders.opening.open_file import open_file
from loaders.problems import Refused
from tests.conftest import ROOT
from tests.loaders.opening.raw import opened, packed, parts, workbook

INSIDE = Path(inside.__file__).parent
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such limits")

TRIED = {
    "open('/etc/hostname')": "PermissionError",
    "open('made', 'w')": "PermissionError",
    "__import__('socket').socket()": "PermissionError",
    "subprocess.Popen(['true'])": "PermissionError",
    "os.system('true')": "PermissionError",
    "os.fork()": "PermissionError",
    "os.remove('made')": "PermissionError",
    "os.listdir('.')": "PermissionError",
    "__import__('ftplib')": "ImportError",
    # What Python does not ask about: the kernel itself says no.
    "os.dup(0)": "OSError 24",
    "os.pipe()": "OSError 24",
    "os.memfd_create('x')": "OSError 24",
    "_socket.socketpair()": "OSError 24",
    "bytearray(400_000_000)": "MemoryError",
    "mmap.mmap(-1, 400_000_000)": "OSError 12",
}
CLAMPED = f"""
import sys; sys.path.append({str(ROOT)!r})
import mmap, os, resource, socket, subprocess, _socket
from loaders.opening.inside.clamp import clamp
clamp(200_000_000, 20)
try:
    TRIED
    print("done")
except BaseException as error:
    print(type(error).__name__ if not isinstance(error, OSError) or error.errno is None
          else f"OSError {{error.errno}}")
"""


def clamped(tried: str) -> str:
    """Return what came of trying something in a clamped process."""
    script = [sys.executable, "-I", "-S", "-c", CLAMPED.replace("TRIED", tried)]
    return subprocess.run(script, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout.strip()


@posix
@pytest.mark.parametrize("tried", TRIED)
def test_a_clamped_process_can_do_nothing_to_anything(tried: str) -> None:
    assert clamped(tried) == TRIED[tried]


@posix
def test_the_kernel_refuses_files_and_sockets_by_itself() -> None:
    """The limit on descriptors stands also where nothing asks Python's hook."""
    assert clamped("print(resource.getrlimit(resource.RLIMIT_NOFILE)); 1/0").startswith("(3, 3)")
    for kind in ("FSIZE", "CORE", "NPROC"):
        assert clamped(f"print(resource.getrlimit(resource.RLIMIT_{kind})); 1/0").startswith("(0, 0)")


@posix
def test_the_kernel_ends_a_process_that_works_too_long() -> None:
    script = CLAMPED.replace("clamp(200_000_000, 20)", "clamp(200_000_000, 0)").replace("TRIED", "while True: pass")
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], stdin=subprocess.DEVNULL)
    assert done.returncode < 0
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("path", sorted(INSIDE.glob("*.py")), ids=lambda path: path.stem)
def test_the_child_loads_nothing_that_it_does_not_need(path: Path) -> None:
    allowed = {"marking": {"openpyxl", "typing"}}.get(path.stem, set())
    if path.stem in ("tables", "parquet", "statistics_csv"):
        allowed = {"pyarrow"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            first = name.split(".")[0]
            ours = name.startswith("loaders.opening.inside") or name == "loaders.inert"
            assert ours or first in sys.stdlib_module_names or first in allowed, name
            slow_or_unsafe = {"pickle", "marshal", "shelve", "typing", "dataclasses"} - allowed
            assert first not in slow_or_unsafe, name


def test_the_parent_never_parses_what_it_is_given() -> None:
    for path in INSIDE.parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        for parser in (
            "openpyxl",
            "zipfile",
            "expat",
            "ElementTree",
            "pyarrow.csv",
            "pyarrow.parquet",
            "pickle",
            "import csv",
        ):
            assert parser not in source.replace("never a pickle", ""), (path.name, parser)


AS_NOBODY = """
import sys; sys.path += FOLDERS
import os
from loaders.opening.inside import start
from loaders.opening.inside.answer import Answer
from loaders.opening.inside.clamp import clamp
from loaders.opening.inside.limits import Limits
limits = Limits(**LIMITS)
run, answer, source = start._job("JOB"), Answer(open(1, "wb", closefd=False)), open(0, "rb", closefd=False)
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
clamp(limits.memory, limits.seconds)
run(source, answer, limits)
answer.end()
os._exit(0)
"""


@posix
@pytest.mark.parametrize("job", ["workbook", "grid", "table", "parquet", "marked"])
def test_each_job_is_done_by_a_process_that_is_nobody(tmp_path: Path, settings: Settings, job: str) -> None:
    """Root may start threads and processes without end, so that only another user shows whether the limits are kept."""
    words = b'{"name": "x", "kind": "list", "problems": []}'
    table = pa.table({"a": ["1"] * 1_000, "b": [1.5] * 1_000})
    pyarrow.parquet.write_table(table, tmp_path / "table.parquet")
    given = {
        "workbook": workbook(),
        "grid": b"a,b\n1,2\n",
        "table": b"time_period,a\n" + b"2025,1\n" * 200_000,
        "parquet": (tmp_path / "table.parquet").read_bytes(),
        "marked": len(words).to_bytes(8, "big") + words,
    }
    limits = json.loads(child_process._command(job, settings)[-1])
    folders, _ = [str(ROOT), *limits.pop("folders")], limits.pop("waits")
    program = AS_NOBODY.replace("FOLDERS", repr(folders)).replace("LIMITS", repr(limits)).replace("JOB", job)
    (tmp_path / "given").write_bytes(given[job])
    with (tmp_path / "given").open("rb") as source:
        done = subprocess.run([sys.executable, "-I", "-S", "-c", program], stdin=source, capture_output=True)
    assert done.stdout.endswith(b'{"end":true,"more":0}\n'), done.stderr[-2_000:]


BAD_CHILDREN = {
    "aborts": "os.abort()",
    "is killed": "os.kill(os.getpid(), 9)",
    "faults": "ctypes.string_at(0)",
    "ends without a word": "sys.exit(0)",
    "ends with an error": "sys.exit(3)",
    "says nothing that is JSON": "print('hello' * 100)",
    "says a list": "print('[1, 2]')",
    "says what is not known": "print('{\"surprise\": 1}')",
    "breaks off": 'print(\'{"title": "x", "hid\', end=\'\')',
    "nests without end": "print('[' * 200_000)",
    "says a number without end": "print('{\"more\": ' + '9' * 100_000 + '}')",
    "gives a problem that there is not": 'print(\'{"fault": ["error", "nonsense", "", "", null, null, null]}\')',
    "gives a problem by half": 'print(\'{"fault": ["error"]}\')',
    "gives cells that are not there": 'print(\'{"rows":[1],"ends":[1],"columns":[1],"cells":[7],"new":[]}\')',
    "gives cells of no kind": 'print(\'{"rows":[1],"ends":[1],"columns":[1],"cells":[0],"new":[[1]]}\')',
    "gives a number that is none": (
        'print(\'{"rows":[1],"ends":[1],"columns":[1],"cells":[0],"new":[["n","x","",null,""]]}\')'
    ),
    "goes on after its end": 'print(\'{"end": true, "more": 0}\'); sys.exit(1)',
    "says too long a line": "[sys.stdout.write('x' * 1_000_000) for _ in range(200)]",
    "says without end": '[print(\'{"title": "%s", "hidden": []}\' % (\'x\' * 1_000_000)) for _ in range(10_000)]',
    "starts others": "[os.fork() for _ in range(3)]; os.abort()",
}


@pytest.fixture
def bad_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts another program in the child's place."""

    def put(program: str) -> None:
        script = tmp_path / "bad.py"
        script.write_text(f"import ctypes, os, sys, time\n{program}\n", encoding="utf-8")
        monkeypatch.setattr(child_process, "SCRIPT", script)

    return put


@posix
@pytest.mark.parametrize("how", BAD_CHILDREN)
def test_whatever_becomes_of_the_child_is_one_plain_refusal(
    tmp_path: Path, settings: Settings, bad_child: Callable[[str], None], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = child_process.SCRIPT
    bad_child(BAD_CHILDREN[how])
    with pytest.raises(Refused) as caught:
        opened(tmp_path, workbook(), dataclasses.replace(settings, read_memory_bytes=100 * MEGABYTE))
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("unsafe_file", "book.xlsx could not be read safely. It was not read.")
    monkeypatch.setattr(child_process, "SCRIPT", whole)
    assert opened(tmp_path, workbook(), settings).sheets


@posix
@pytest.mark.parametrize(
    "program",
    ["time.sleep(600)", "while True: pass", 'print(\'{"title": "", "hidden": []}\', flush=True); time.sleep(600)'],
)
def test_a_child_that_does_not_end_is_ended(
    tmp_path: Path, settings: Settings, bad_child: Callable[[str], None], program: str
) -> None:
    bad_child(program)
    began = time.perf_counter()
    with pytest.raises(Refused) as caught:
        opened(tmp_path, workbook(), dataclasses.replace(settings, read_seconds=1))
    assert time.perf_counter() - began < 8
    assert "took too long to read: more than 1 second" in caught.value.problems[0].message


@posix
def test_a_workbook_that_needs_too_much_memory_is_refused(tmp_path: Path, settings: Settings) -> None:
    texts = "<sst>" + "".join(f"<si><t>{n}{'y' * 2_000}</t></si>" for n in range(60_000)) + "</sst>"
    content = packed({**parts(), "xl/sharedStrings.xml": texts}, zipfile.ZIP_STORED)
    small = dataclasses.replace(settings, read_memory_bytes=100 * MEGABYTE, max_workbook_bytes=len(content))
    with pytest.raises(Refused) as caught:
        opened(tmp_path, content, small)
    assert "needs too much memory: more than 100 MB" in caught.value.problems[0].message


@posix
def test_a_statistics_file_that_needs_too_much_memory_is_refused(tmp_path: Path, settings: Settings) -> None:
    content = b"time_period,a\n" + b"".join(b"%d,%d\n" % (n, n) for n in range(3_000_000))
    small = dataclasses.replace(settings, table_memory_bytes=120 * MEGABYTE)
    with pytest.raises(Refused) as caught:
        opened(tmp_path, content, small, "figures.csv")
    assert caught.value.problems[0].code == "unsafe_file"
    assert opened(tmp_path, b"time_period,a\n1,2\n", settings, "figures.csv").table is not None


def test_no_process_and_no_file_is_left_behind(tmp_path: Path, settings: Settings) -> None:
    """Many files, good and bad, and as many descriptors and children as before."""
    proc = Path("/proc/self/fd")
    if not proc.is_dir():
        pytest.skip("no list of descriptors on this system")
    (tmp_path / "good.xlsx").write_bytes(workbook())
    (tmp_path / "bad.xlsx").write_bytes(workbook()[:-50])
    open_file(tmp_path / "good.xlsx", settings)
    before = len(list(proc.iterdir()))
    for _ in range(5):
        open_file(tmp_path / "good.xlsx", settings)
        with pytest.raises(Refused):
            open_file(tmp_path / "bad.xlsx", settings)
    assert len(list(proc.iterdir())) <= before
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx") == ["bad.xlsx", "good.xlsx"]


def test_several_files_at_once_are_each_read_whole(tmp_path: Path, settings: Settings) -> None:
    found: list[int] = []

    def read(number: int) -> None:
        rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{number}</v></c></row>' for n in range(1, 200))
        folder = tmp_path / str(number)
        folder.mkdir()
        cells = {cell.text for _, _, cell in opened(folder, workbook(rows), settings).sheets[0].cells()}
        assert cells == {str(number)}
        found.append(number)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(8))


def test_a_child_started_ahead_reads_the_next_table(tmp_path: Path, settings: Settings) -> None:
    for value in ("1", "2", "3"):
        child_process.start_ahead("table", settings)
        found = opened(tmp_path, f"time_period,a\n2025,{value}\n".encode(), settings, "figures.csv")
        assert found.table is not None and found.table.column("a").to_pylist() == [value]


@posix
def test_a_child_that_has_died_or_has_other_limits_is_not_used(tmp_path: Path, settings: Settings) -> None:
    content, started = b"time_period,a\n2025,1\n", []

    def start() -> subprocess.Popen[bytes]:
        started.append(child_process._start(command, subprocess.PIPE))
        return started[-1]

    command = child_process._command("table", settings, waits=True)
    child_process._spare.drop()
    child_process._spare.start(command, start)
    started[0].kill()
    started[0].wait()
    assert opened(tmp_path, content, settings, "figures.csv").table is not None
    child_process._spare.drop()
    child_process._spare.start(command, start)
    other = dataclasses.replace(settings, max_csv_rows=7)
    assert opened(tmp_path, content, other, "figures.csv").table is not None
    child_process._spare.drop()
    assert [child.poll() is not None for child in started] == [True, True]


@posix
def test_a_child_started_ahead_ends_with_the_one_that_started_it() -> None:
    """Its standard input closes, so it finds that no file comes."""
    child = child_process._start(child_process._command("table", read_settings(), waits=True), subprocess.PIPE)
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=20) is not None
    assert child.stdout is not None
    child.stdout.close()


@posix
def test_a_system_that_can_start_no_process_is_said_to_be_busy(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(sys, "executable", str(tmp_path / "no such program"))
        with pytest.raises(Refused) as caught:
            opened(tmp_path, workbook(), settings)
    assert "Try again in a minute." in caught.value.problems[0].fix
    assert opened(tmp_path, workbook(), settings).sheets
