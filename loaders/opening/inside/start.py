"""The child's beginning: load what the job needs, give up every right, and only then look at the file.

Run by `child_process` as `python -I -S start.py JOB LIMITS`, with the file as standard input and the answer as standard
output. LIMITS is JSON: numbers, and the folders that libraries are found in.
"""

from __future__ import annotations

import json
import os
import select
import sys
from collections.abc import Callable
from io import BufferedIOBase

# The folder that holds loaders/: last, so that nothing of ours can stand in for the standard library.
sys.path.append(__file__.rsplit(os.sep, 4)[0])

from loaders.opening.inside.answer import Answer, Told, Wrong
from loaders.opening.inside.clamp import clamp
from loaders.opening.inside.limits import Limits

# What the parent reads from the way we end.
OUT_OF_MEMORY = 71
# For how many seconds one that was started ahead waits for a file.
LONGEST_WAIT = 30.0


def main() -> None:
    """Do one job and end."""
    job, given = sys.argv[1], json.loads(sys.argv[2])
    sys.path.extend(given.pop("folders"))
    waits = given.pop("waits")
    limits = Limits(**given)
    run = _job(job)
    answer = Answer(open(1, "wb", closefd=False))  # noqa: SIM115
    source = open(0, "rb", closefd=False)  # noqa: SIM115  # standard input, for as long as we live
    clamp(limits.memory, limits.seconds)
    if waits and not select.select([0], [], [], LONGEST_WAIT)[0]:
        return  # started ahead of a file that never came
    try:
        try:
            run(source, answer, limits)
        except Wrong as wrong:
            answer.wrong(wrong)
        except Told:
            pass
        answer.end()
        # All is said. Python's own end, with its libraries, takes longer than a small file.
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more
    except Exception as error:
        # Our own fault: where it was, never what the file held.
        answer.broke(error)
        os._exit(1)


def _job(name: str) -> Callable[[BufferedIOBase, Answer, Limits], None]:
    """Return the function that does a job. Its libraries are loaded here, while files may still be opened."""
    if name == "workbook":
        from loaders.opening.inside.workbook import read_workbook

        return read_workbook
    if name == "grid":
        from loaders.opening.inside.grid import read_grid

        return read_grid
    if name in ("table", "parquet"):
        # pyarrow does without these, and they take longer to load than a file takes to read.
        sys.modules["numpy"] = sys.modules["pandas"] = None  # type: ignore[assignment]
    if name == "table":
        from loaders.opening.inside.statistics_csv import read_statistics

        return read_statistics
    if name == "parquet":
        from loaders.opening.inside.parquet import read_parquet

        return read_parquet
    from loaders.opening.inside.marking import mark

    return mark


if __name__ == "__main__":
    main()
