"""A council's own return: the workbook that Scrutineer writes and reads, sheet by sheet."""
