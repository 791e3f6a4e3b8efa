"""The child gives up its rights: so much memory, so many seconds, and no new file, socket or process ever again.

On Linux the kernel keeps these limits, whatever the libraries do. The limit on descriptors stands at those that the
child already has, so that every new file and every socket is refused. macOS keeps all of them but the one on memory.
Windows has none: there the hook below refuses what Python itself would do, the parent ends a child that takes too
long, and a fault in a library's own machine code would meet no limit. Root may raise
its limits again: do not serve as root.
"""

from __future__ import annotations

import os
import sys

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# Standard input, output and errors.
DESCRIPTORS = 3
# What Python is about to do when it asks the hook. Files given by number are those that we have.
_REFUSED = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"),
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.kill"),
    *("os.listdir", "os.scandir", "shutil.", "ctypes.dlopen", "winreg.", "_winapi.", "pty.", "ftplib.", "urllib."),
)


def clamp(memory: int, seconds: int) -> None:
    """Limit this process for good to so many bytes of memory and seconds of processor. Nothing can be opened after."""
    if resource is not None:
        os.closerange(DESCRIPTORS, 1024)
        # Writable memory counts as data; the whole counts what is shared, beside what the libraries take up.
        _limit(resource.RLIMIT_DATA, memory)
        _limit(resource.RLIMIT_AS, memory + _mapped())
        _limit(resource.RLIMIT_CPU, seconds + 1)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_NPROC, 0)
        _limit(resource.RLIMIT_NOFILE, DESCRIPTORS)
    sys.addaudithook(_hook)


def _limit(which: int, most: int) -> None:
    try:
        resource.setrlimit(which, (most, most))
    except (ValueError, OSError):  # a smaller hard limit already stands, or the system does not know this one
        return


def _mapped() -> int:
    """Return the bytes of address space that the process has by now."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123  # pathlib would double the time to start
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        if not isinstance(arguments[0], int):
            raise PermissionError("no file may be opened here")
    elif event == "import":
        raise ImportError(f"loaded too late: {arguments[0]}")  # libraries take this for one that is not installed
    elif event.startswith(_REFUSED):
        raise PermissionError(f"not allowed here: {event}")
