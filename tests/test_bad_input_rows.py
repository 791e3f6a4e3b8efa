"""Every row of the list of bad inputs, groups A to L, with the tests that try it; each test named here must be there.

A test is named by its file and its function, and where one function tries many rows, by the beginning of its case.
Two rows ask for more than is done: no antivirus program is asked (A15), and white letters are not remarked on (D18).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.loaders.test_bad_inputs import ALL

TESTS = Path(__file__).parent
FILES = {
    "types": "loaders/opening/test_file_types.py",
    "parts": "loaders/opening/test_parts.py",
    "cells": "loaders/opening/test_cell_types.py",
    "formats": "loaders/opening/test_formats.py",
    "edges": "loaders/opening/test_sizes.py",
    "csv": "loaders/opening/test_csv.py",
    "oracle": "loaders/opening/test_oracle.py",
    "inert": "loaders/test_inert.py",
    "words": "loaders/test_cells.py",
    "inputs": "loaders/test_bad_inputs.py",
    "sizes": "loaders/test_bad_sizes.py",
    "requests": "test_bad_requests.py",
    "pages": "layouts/test_pages_upload.py",
    "hostile": "browser/test_hostile_texts.py",
}
# A row's id, then its tests as file:function; "inputs" alone is the table of that file.
ROWS = """
A1  types:test_an_empty_file_is_said_to_be_empty
A2  types:test_text_by_the_name_of_a_workbook_is_read_as_text
A3  types:test_another_kind_of_file_is_named
A5  types:test_another_kind_of_file_is_named
A6  types:test_macros_are_refused_whatever_the_file_is_called
A7  types:test_another_kind_of_file_is_named types:test_a_locked_member_is_locked_with_a_password
A8  requests:test_a_body_beyond_the_limit_is_refused_before_it_comes
A8  requests:test_a_body_without_a_length_is_cut_off_at_the_limit
A8  requests:test_a_workbook_one_byte_beyond_its_limit_is_refused_and_named
A10 requests:test_a_sender_who_goes_away_leaves_nothing
A11 types:test_a_name_is_only_a_name requests:test_a_name_is_shown_and_never_a_place
A11 requests:test_a_line_break_in_a_name_never_reaches_the_store
A12 requests:test_the_page_takes_one_file
A13 types:test_another_kind_of_file_is_named
A15 requests:test_the_antivirus_test_file_is_no_workbook_however_it_is_packed
A16 types:test_anything_before_the_archive_makes_it_no_workbook
B1  types:test_a_workbook_that_unpacks_to_too_much_is_never_unpacked
B2  types:test_a_workbook_that_unpacks_to_too_much_is_never_unpacked
B3  types:test_a_list_of_contents_that_lies_is_caught
B5  types:test_too_many_parts_are_refused
B6  types:test_a_part_that_shrinks_to_nothing_is_refused
B7  types:test_a_part_that_is_there_twice_is_refused
B8  types:test_a_part_that_is_there_twice_is_refused
B10 types:test_a_link_in_the_file_system_is_no_part
B11 types:test_a_locked_member_is_locked_with_a_password
B12 types:test_another_way_of_packing_is_refused
B13 types:test_a_cut_workbook_is_damaged
B15 types:test_what_follows_the_archive_does_no_harm types:test_an_archive_in_its_large_form_opens
B16 parts:test_a_missing_part_is_named_in_plain_words
B17 parts:test_a_sheet_that_leads_nowhere_is_damage parts:test_a_link_outside_is_refused_and_never_followed
B17 parts:test_a_list_of_parts_that_leads_to_itself_ends
B18 types:test_links_to_other_files_are_refused parts:test_a_reference_to_another_workbook_is_refused
B20 parts:test_a_document_type_is_refused_wherever_it_stands
B21 parts:test_a_document_type_is_refused_wherever_it_stands
B22 parts:test_a_document_type_is_refused_wherever_it_stands
B23 parts:test_utf_8_and_utf_16_are_read parts:test_any_other_writing_is_damage
B25 parts:test_what_the_list_of_texts_says_of_itself_is_not_believed
B26 cells:test_a_cell_that_holds_what_no_cell_can_hold_is_named
B27 parts:test_texts_without_end_are_refused
B28 parts:test_the_strict_form_and_prefixes_open_as_any_other oracle:test_every_cell_is_what_openpyxl_says
C1  inputs
C2  inputs
C3  inputs
C5  edges:test_the_number_of_sheets_is_exact_and_a_setting parts:test_a_sheet_may_have_any_name
C6  inputs
C7  inputs
C8  inputs
C10 inputs
C11 inputs
C12 inputs
C13 inputs
C15 inputs cells:test_a_grouped_and_protected_sheet_is_read_as_any_other
C16 inputs
C17 cells:test_the_last_cell_of_a_sheet_too_large_is_named
C18 cells:test_empty_cells_far_away_and_a_dimension_that_lies_do_no_harm
D1  inputs words:test_a_cell_says_what_the_table_says
D2  inputs words:test_what_is_not_a_number_is_not_read_as_one
D3  inputs formats:test_a_sign_that_scales_is_told_from_one_that_is_only_shown
D5  cells:test_a_cell_that_holds_what_no_cell_can_hold_is_named
D6  inputs
D7  inputs
D8  inputs
D10 inputs
D11 inputs
D12 inputs
D13 inputs sizes:test_a_text_is_as_long_as_a_cell_may_be_and_no_longer
D15 inputs
D16 cells:test_a_cell_that_lies_about_its_place_is_named
D17 inputs formats:test_what_a_format_shows_instead_of_a_number
D18 inputs cells:test_painted_white_is_not_filled
E1  inputs
E2  inputs inputs:test_e2_day_comes_before_month
E3  inputs
E5  inputs
E6  inputs inputs:test_e6_each_kind_of_year_is_kept_as_what_it_is
E7  inputs
E8  inputs
E10 inputs
E11 inputs:test_e11_a_figure_that_was_stored_before_is_shown_as_changed_before_it_is
E12 inputs
F1  inputs
F2  inputs
F3  inputs
F5  inputs
F6  inputs
F7  inputs
F8  inputs
G1  inputs
G2  inputs
G3  inputs
G5  inputs:test_g5_a_rate_where_a_percentage_is_expected
G6  inputs:test_g6_a_target_of_the_past_that_changes
G7  inputs:test_g7_a_new_definition_breaks_the_series
G8  inputs
H1  inputs
H2  inputs inputs:test_h2_each_sign_is_kept_as_its_mark
H3  inputs
H5  inputs
H6  inputs
H7  inputs
H8  inputs
H10 inputs:test_h10_a_file_that_repeats_the_last_one
I1  inputs
I2  inputs
I3  inputs:test_i3_the_same_file_again
I5  inputs:test_i5_what_a_later_file_leaves_out_stays
I6  inputs:test_i6_of_two_who_began_alike_the_second_sees_the_new_preview
I6  pages:test_when_the_figures_have_changed_the_new_preview_is_shown
I7  inputs:test_i7_another_case_in_a_comment_is_another_comment
J1  edges:test_a_limit_is_exact_and_a_setting edges:test_the_size_of_a_file_is_exact_and_a_setting
J1  edges:test_the_number_of_sheets_is_exact_and_a_setting edges:test_the_size_unpacked_is_exact_and_a_setting
J1  sizes:test_one_row_more_than_a_sheet_may_have_is_refused
J1  sizes:test_all_problems_are_listed_up_to_the_most_and_then_counted
J1  sizes:test_a_text_is_as_long_as_a_cell_may_be_and_no_longer
J2  sizes:test_two_hundred_thousand_rows_are_stored edges:test_two_hundred_thousand_rows_are_read
J3  sizes:test_very_many_wrong_rows_are_listed_in_part_and_counted
J5  edges:test_all_that_figures_do_not_need_is_passed_over
J6  inputs edges:test_three_hundred_columns_of_months_are_read
K1  inputs:test_k1_stored_text_is_inert_when_it_goes_out inert:test_a_whole_csv_holds_no_formula
K2  inputs pages:test_hostile_texts_are_shown_as_they_are
K2  hostile:test_hostile_texts_are_only_texts_from_the_preview_to_the_chart
K3  hostile:test_a_chart_draws_tags_as_they_are_written
K5  requests:test_a_message_is_one_line_in_the_log
K5  requests:test_no_line_of_a_traceback_begins_as_a_message_does
K5  requests:test_an_address_cannot_write_a_line_of_its_own_into_the_log
K6  requests:test_the_name_of_a_download_cannot_add_a_header_or_a_folder
K6  requests:test_an_address_cannot_add_a_header_to_a_download
K7  inputs requests:test_a_sheet_named_like_a_path_names_no_file
K8  inputs:test_each_input_gets_its_answer
L1  csv:test_each_usual_way_of_writing_is_read
L2  csv:test_a_text_in_two_writings_is_refused_with_its_line_and_byte
L3  csv:test_each_separator_is_found csv:test_a_decimal_comma_stays_as_it_is_written
L5  csv:test_a_quotation_mark_that_is_not_closed_is_found_where_it_opened
L6  csv:test_rows_of_a_small_file_may_differ_in_length
L6  csv:test_each_line_of_a_table_that_has_other_columns_is_named
L7  csv:test_bytes_that_are_no_text_are_refused csv:test_lines_and_columns_without_end_are_refused
L8  csv:test_a_first_line_that_states_the_separator_is_honoured
"""
# How the rows of each group are numbered: the list leaves some numbers out.
NUMBERS = {
    "A": (1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16),
    "B": (1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18, 20, 21, 22, 23, 25, 26, 27, 28),
    "C": (1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18),
    "D": (1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18),
    "E": (1, 2, 3, 5, 6, 7, 8, 10, 11, 12),
    "F": (1, 2, 3, 5, 6, 7, 8),
    "G": (1, 2, 3, 5, 6, 7, 8),
    "H": (1, 2, 3, 5, 6, 7, 8, 10),
    "I": (1, 2, 3, 5, 6, 7),
    "J": (1, 2, 3, 5, 6),
    "K": (1, 2, 3, 5, 6, 7, 8),
    "L": (1, 2, 3, 5, 6, 7, 8),
}
TRIED = [(row, test) for line in ROWS.strip().splitlines() for row, *tests in [line.split()] for test in tests]


def test_every_row_is_tried() -> None:
    assert {row for row, _ in TRIED} == {f"{group}{number}" for group, those in NUMBERS.items() for number in those}


@pytest.mark.parametrize("test", sorted({test for _, test in TRIED if ":" in test}))
def test_each_test_of_the_table_is_there(test: str) -> None:
    file, _, name = test.partition(":")
    assert re.search(rf"^def {name}\(", (TESTS / FILES[file]).read_text(encoding="utf-8"), re.MULTILINE), test


@pytest.mark.parametrize("row", sorted({row for row, test in TRIED if test == "inputs"}))
def test_each_row_of_the_one_table_is_in_it(row: str) -> None:
    assert [bad.id for bad in ALL if row in re.split("[ ,]+", bad.id)]
