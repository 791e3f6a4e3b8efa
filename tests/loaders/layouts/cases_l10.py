"""L10: the many ways in which people write when."""

from __future__ import annotations

from tests.loaders.layouts.case import ESSEX, KENT, NORFOLK, SUFFOLK, Case, across, down, one
from tests.loaders.layouts.make import Page, book

_QUARTERS = """
Norfolk County Council

Indicator           | Q1 2004/05 | 2004-05 Q2 | Qtr 3 04-05 | Quarter 4, 2004/05 | \
Apr-Jun 05 | Jul - Sep 2005 | Q1-Q3 2005/06 | Q4 (2005/06)
Referral rate       | 101.2 | 99.8 | 104.0 | 97.5 | 95.1 | 98.3 | 290.0 | 96.6
Re-referral rate    | 24    | 23.5 | 22.9  | 22   | 21.8 | 21.0 | 21.2  | 20.7
"""

# Days as text, as real dates in two formats, in words, and as the number that a date becomes when its format is lost.
_DAYS = """
Snapshot measures, Norfolk

Indicator      | 30/06/2004 | @30/09/2004 as d-mmm-yy | as at 31/12/2004 | 38442 | 30th June 2005 | 30-Sep-05
No. on CPR     | 288   | 291   | 299   | 305   | 301   | 296
LAC rate       | 41.0  | 41.7  | 42.3  | 42.0  | 43.5  | 44.1
"""

_YEARS = """
Indicator             | Outturn 2001/02 | 2002-03 | 2003/4 | 04/05 | 12m to Dec 05
LAC reviews on time   | 61              | 66.5    | 71.2   | 78    | 83.9
Adoptions             | 21              | 27      | 25     | 31    | 30
CP reviews on time    | 93              | 96.2    | 98.0   | 99.1  | 100
"""

_MONTHS = """
Essex: monthly return | | | | | |
Measure              | May-04 | June 2004 | Jul 04 | Aug-2004 | Sept 2004 | Jan-Mar 2005
Contacts             | 1,204  | 1,311     | 1,190  | 980      | 1,402     | 3,950
EHAs completed       | 41     | 39        | 52     | 20       | 61        | 140
"""

_LONG = """
Indicator | Period | Value
CIN number | 31st March 2005 | 4,120
CIN number | position at 30 June 2005 | 4,205
SW absence rate | 12m to Dec 04 | 6.1
SW absence rate | year ending 31 March 2005 | 6.4
Perm exclusions | academic year 2003/04 | 118
Perm exclusions | Sep 2004 to Aug 2005 | 104
EHCP timeliness | calendar year 2016 | 58.6
Staff survey returns | April to September 2004 | 512
Adoptions | year to date to December 2004 | 22
Adoptions | 2003/04 outturn | 27
"""

CASES = [
    Case(
        "quarters",
        book("norfolk.xlsx", Page("Quarterly", _QUARTERS)),
        NORFOLK,
        figures=[
            figure
            for slug, row, values in (
                ("referrals_rate", 4, "101.2 99.8 104.0 97.5 95.1 98.3 290.0 96.6"),
                ("re_referrals", 5, "24 23.5 22.9 22 21.8 21.0 21.2 20.7"),
            )
            for figure in across(
                slug,
                f"B{row}",
                # Three quarters are the year to date.
                "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05; Q1 05/06; Q2 05/06; YTD Dec 2005; Q4 05/06",
                values,
            )
        ],
    ),
    Case(
        "days",
        book("norfolk_days.xlsx", Page("Snapshots", _DAYS)),
        NORFOLK,
        figures=[
            figure
            for slug, row, values in (
                ("cpr_number", 4, "288 291 299 305 301 296"),
                ("lac_rate", 5, "41.0 41.7 42.3 42.0 43.5 44.1"),
            )
            for figure in across(
                slug,
                f"B{row}",
                "@30/06/2004; @30/09/2004; @31/12/2004; @31/03/2005; @30/06/2005; @30/09/2005",
                values,
            )
        ],
    ),
    Case(
        "years, in a sheet that names no council",
        book("years.xlsx", _YEARS),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            figure
            for slug, row, values in (
                ("lac_reviews_on_time", 2, "61 66.5 71.2 78 83.9"),
                ("children_adopted", 3, "21 27 25 31 30"),
                ("cp_reviews_on_time", 4, "93 96.2 98.0 99.1 100"),
            )
            for figure in across(slug, f"B{row}", "01/02; 02/03; 03/04; 04/05; 12m Dec 2005", values)
        ],
    ),
    Case(
        "months and a calendar quarter in words",
        book("essex.csv", _MONTHS),
        ESSEX,
        figures=[
            figure
            for slug, row, values in (
                ("initial_contacts", 3, "1204 1311 1190 980 1402 3950"),
                ("early_help_assessments", 4, "41 39 52 20 61 140"),
            )
            for figure in across(slug, f"B{row}", "May 2004; Jun 2004; Jul 2004; Aug 2004; Sep 2004; Q4 04/05", values)
        ],
    ),
    Case(
        "a form of its own in every row",
        book("kent.csv", _LONG),
        KENT,
        asked=KENT,
        figures=[
            *down("cin_number", "C2", "@31/03/2005; @30/06/2005", "4120 4205"),
            one("sw_absence_rate", "C4", "12m Dec 2004", "6.1"),
            one("sw_absence_rate", "C5", "12m Mar 2005", "6.4"),
            *down("permanent_exclusions", "C6", "AY 03/04; AY 04/05", "118 104"),
            one("ehcp_20_weeks", "C8", "CY 2016", "58.6"),
            one("staff_survey_responses", "C9", "H1 04/05", "512"),
            *down("children_adopted", "C10", "YTD Dec 2004; 03/04", "22 27"),
        ],
    ),
]
