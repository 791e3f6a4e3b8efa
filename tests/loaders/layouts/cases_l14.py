"""L14: periods down and indicators across, with their codes in a second row."""

from __future__ import annotations

from tests.loaders.layouts.case import ENGLAND, KENT, MEDWAY, SUFFOLK, Aim, Case, down, one
from tests.loaders.layouts.make import Page, book

_CODES = """
Suffolk County Council

Period  | LAC reviews on time | CP reviews on time | Adoptions | Children on CPR
        | C68   | C20   | C23   | CPR3
2001/02 | 61    | 93    | 21    | 322
2002/03 | 66.5  | 96.2  | 27    | 301
2003/04 | 71.2% | 98.0% | -     | 288
2004/05 (p) | 78 | 99.1 | 31    | 307
Target 2005/06 | 85 | 100 | 34  |
"""

_MONTHS = """
Medway Council: front door

Month    | Contacts | Referrals received | Re-referrals (%) | Comments
@Apr-06  | 412      | 151                | 21.0             |
@May-06  | 450      | 160                | 24.5             | Two large families.
@Jun-06  | 398      | 149                | 22.1             |
Total    | 1,260    | 460                |                  |

Source: ICS
"""

# Quarters in one column and years, merged, in another; a row of England beneath.
_QUARTERS = """
Kent | | | |
Year | Quarter | CPP rate | LAC rate | SW vacancy rate
2007/08 | Q1 | 20.1 | 40.0 | 12.5
 | Q2 | 21.0 | 40.4 | 11.9
 | Q3 | 22.4 | 41.1 | 13.0
 | Q4 | 21.7 | 40.9 | 12.2
2008/09 | Q1 | 23.0 | 42.0 | 11.0
England 2007/08 | | 26.6 | 54 |
"""

YEARS = "01/02; 02/03; 03/04; 04/05"
QUARTER_ENDS = "@30/06/2007; @30/09/2007; @31/12/2007; @31/03/2008; @30/06/2008"
CASES = [
    Case(
        "codes in the second row, a target row",
        book("suffolk.xlsx", Page("Trend", _CODES)),
        SUFFOLK,
        figures=[
            *down("lac_reviews_on_time", "B5", YEARS, "61 66.5 71.2 78(p)"),
            *down("cp_reviews_on_time", "C5", YEARS, "93 96.2 98.0 99.1(p)"),
            *down("children_adopted", "D5", YEARS, "21 27 missing 31(p)"),
            *down("cpr_number", "E5", "@31/03/2002; @31/03/2003; @31/03/2004; @31/03/2005", "322 301 288 307(p)"),
        ],
        targets=[
            Aim("lac_reviews_on_time", "B9", "for", "05/06", ">=", "85"),
            Aim("cp_reviews_on_time", "C9", "for", "05/06", ">=", "100"),
            Aim("children_adopted", "D9", "for", "05/06", ">=", "34"),
        ],
    ),
    Case(
        "months as real dates, a total beneath",
        book("medway.xlsx", Page("Front door", _MONTHS)),
        MEDWAY,
        figures=[
            *down("initial_contacts", "B4", "Apr 2006; May 2006; Jun 2006", "412 450 398"),
            *down("referrals_number", "C4", "Apr 2006; May 2006; Jun 2006", "151 160 149"),
            *down("re_referrals", "D4", "Apr 2006; May 2006; Jun 2006", "21.0 24.5 22.1"),
        ],
    ),
    Case(
        "year and quarter in two columns, England beneath",
        book("kent.csv", _QUARTERS),
        KENT,
        figures=[
            *down("cpp_rate", "C3", QUARTER_ENDS, "20.1 21.0 22.4 21.7 23.0"),
            *down("lac_rate", "D3", QUARTER_ENDS, "40.0 40.4 41.1 40.9 42.0"),
            *down("sw_vacancy_rate", "E3", QUARTER_ENDS, "12.5 11.9 13.0 12.2 11.0"),
            one("cpp_rate", "C8", "@31/03/2008", "26.6", area=ENGLAND),
            one("lac_rate", "D8", "@31/03/2008", "54", area=ENGLAND),
        ],
    ),
]
