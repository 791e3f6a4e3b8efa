"""The long search for what breaks the reading of files: `make fuzz`, for FUZZ_SECONDS (ten minutes) in all.

Half of the time goes to bent files, half to tables of chance. A fault ends it with the seed that makes it again.
"""

from __future__ import annotations

import os
import sys

from tests import fuzz_files, fuzz_tables


def main() -> int:
    """Search, say what was found, and return 1 when anything broke."""
    half = float(os.environ.get("FUZZ_SECONDS", "600")) / 2
    fuzz_files.main(half)
    os.environ["FUZZ_SECONDS"] = str(half)
    return fuzz_tables.main()


if __name__ == "__main__":
    sys.exit(main())
