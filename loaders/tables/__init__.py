"""Councils' own tables: found in a sheet, and each cell told by what its headings and its row say.

A figure needs an indicator, an area and a period. In a table each of the three is said by the row, by the column's
headings, by a line above or by the sheet; which one says what is the table's arrangement (loaders/readers names them).
"""
