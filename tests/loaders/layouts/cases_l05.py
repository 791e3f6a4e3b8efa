"""L5: long and already tidy: a figure a row, with its indicator, area and period in columns."""

from __future__ import annotations

from tests.loaders.layouts.case import ENGLAND, LEEDS, LUTON, SUFFOLK, Aim, Case, Fault, Words, one, parts
from tests.loaders.layouts.make import Page, book

_AS_IN_THE_NOTES = """
Indicator | Area | Period | Numerator | Denominator | Value | Status
LAC reviews on time | Suffolk | Q3 2004-05 | 456 | 480 | 95.0 | provisional
LAC reviews on time | West | Q3 2004-05 | 150 | 160 | 93.75 | provisional
LAC reviews on time | England | 2003/04 | | | 71 | actual
CPR number | Suffolk | as at 31/12/2004 | | | 307 | actual
CPR number | Suffolk | 30-Sep-04 | | | 301 | revised
Re-referrals (%) | Suffolk | Apr-Dec 2004 (cumulative) | | | 22.4 | provisional
"""

# Other words for the columns, another order, a real date that shows its month, and teams for areas.
_MEASURES = """
Leeds City Council: measures by team, 2004/05

Month | Team | Measure ref | Measure | Num | Den | Result | Commentary
@Apr-04 | City | C64 | Core assessments in timescale | 30 | 40 | 75 |
@Apr-04 | Inner West | C64 | Core assessments in timescale | 12 | 20 | 60 | Two posts vacant.
@Apr-04 | East & Roundhay | C64 | Core assessments in timescale | 9 | 15 | 60 |
@May-04 | City | C64 | Core assessments in timescale | 32 | 40 | 80 |
@May-04 | Inner West | C64 | Core assessments in timescale | 13 | 20 | 65 |
@May-04 | | | Open cases (all) | | | 5,120 |
@May-04 | City | | Tea breaks taken | | | 12 |
"""

# The year and the quarter stand in columns of their own, and each row has its target.
_YEAR_AND_QUARTER = """
Council | KPI | Year | Quarter | Result | Target
Luton | Referral decision within one working day | 2006/07 | Q1 | 81.5 | 95
Luton | Referral decision within one working day | 2006/07 | Q2 | 88.0 | 95
Luton | Children on a child protection plan | 2006/07 | Q1 | 142 |
Luton | Children on a child protection plan | 2006/07 | Q2 | 150 |
"""

CASES = [
    Case(
        "as in the notes, a CSV",
        book("suffolk_long.csv", _AS_IN_THE_NOTES),
        SUFFOLK,
        asked=SUFFOLK,
        figures=[
            *parts([one("lac_reviews_on_time", "F2", "Q3 04/05", "95.0", status="provisional")], "456", "480"),
            *parts(
                [one("lac_reviews_on_time", "F3", "Q3 04/05", "93.75", status="provisional", area="/west")],
                "150",
                "160",
            ),
            one("lac_reviews_on_time", "F4", "03/04", "71", area=ENGLAND),
            one("cpr_number", "F5", "@31/12/2004", "307"),
            one("cpr_number", "F6", "@30/09/2004", "301", status="revised"),
            one("re_referrals", "F7", "YTD Dec 2004", "22.4", status="provisional"),
        ],
    ),
    Case(
        "other headings, teams, real dates, comments",
        book("leeds.xlsx", Page("Data", _MEASURES)),
        LEEDS,
        figures=[
            *parts([one("core_assessments_35_days", "G4", "Apr 2004", "75", area="/city")], "30", "40"),
            *parts([one("core_assessments_35_days", "G5", "Apr 2004", "60", area="/inner-west")], "12", "20"),
            *parts([one("core_assessments_35_days", "G6", "Apr 2004", "60", area="/east-and-roundhay")], "9", "15"),
            *parts([one("core_assessments_35_days", "G7", "May 2004", "80", area="/city")], "32", "40"),
            *parts([one("core_assessments_35_days", "G8", "May 2004", "65", area="/inner-west")], "13", "20"),
            # Without a team it is the council's own.
            one("active_cases", "G9", "@31/05/2004", "5120"),
        ],
        comments=[
            Words("core_assessments_35_days", "H5", "Two posts vacant.", area="/inner-west", period="Apr 2004"),
        ],
        warnings=[Fault("indicator_unknown", "D10")],
    ),
    Case(
        "year and quarter in two columns, semicolons, Windows text",
        book("luton_kpi.csv", _YEAR_AND_QUARTER, delimiter=";", encoding="cp1252"),
        LUTON,
        figures=[
            one("referral_decision_1_day", "E2", "Q1 06/07", "81.5"),
            one("referral_decision_1_day", "E3", "Q2 06/07", "88.0"),
            one("cpp_number", "E4", "@30/06/2006", "142"),
            one("cpp_number", "E5", "@30/09/2006", "150"),
        ],
        # A target in a row is for that row's own period.
        targets=[
            Aim("referral_decision_1_day", "F2", "for", "Q1 06/07", ">=", "95"),
            Aim("referral_decision_1_day", "F3", "for", "Q2 06/07", ">=", "95"),
        ],
    ),
]
