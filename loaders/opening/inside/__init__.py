"""What runs in the child: everything that touches the content of a file, with nothing but the standard library.

The modules are imported by `start`, which is a process of its own. They import nothing of ours but each other, so that
the child starts in some forty milliseconds; only tables need pyarrow, and marked copies openpyxl.
"""
