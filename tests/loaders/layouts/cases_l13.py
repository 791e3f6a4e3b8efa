"""L13: targets on a sheet of their own: for years, for quarters, by a day, without a date, and in words."""

from __future__ import annotations

from tests.loaders.layouts.case import CAMBRIDGESHIRE, ESSEX, LUTON, SUFFOLK, Aim, Case, Fault, across
from tests.loaders.layouts.make import Page, book

_ACTUALS = """
Cambridgeshire County Council
Actuals

Indicator             | 2002/03 | 2003/04
CP reviews on time    | 95.5    | 97.0
LAC 3+ placements     | 14.0    | 13.1
Number of LAC         | 410     | 402
"""

_YEARS = """
Cambridgeshire County Council
Targets

Indicator             | 2004/05 | 2005/06 | 2006/07 | Set by
CP reviews on time    | 98      | 99      | 100     | DMT
LAC 3+ placements     | 12.5    | 12      | 11      | DMT
Number of LAC         | at most 400 | 390 |         | Cabinet
"""

_QUARTERLY = """
Essex: actual performance 2004/05

Indicator        | Q1 | Q2 | Q3 | Q4
IAs in 7 days    | 51 | 58.5 | 66 |
CAs in 35 days   | 49 | 52 | 61.0 |
"""

_PROFILED = """
Targets 2004/05 by quarter

Indicator        | Q1 | Q2 | Q3 | Q4
IAs in 7 days    | 55 | 60 | 70 | 85
CAs in 35 days   | 50 | 55 | 65 | 75
"""

# A day from which a target holds, and words that say how the two are compared.
_BY_A_DAY = """
Luton Borough Council: targets of the improvement plan

Measure                              | Target by Sept 2004 | Target by 31 March 2005
SW vacancies (%)                     | under 15 | under 10
LAC allocated                        | 98       | 100
CP cases without an allocated worker | <=1      | 0
Pathway plans up to date             | >=80     | at least 90%
"""

_STANDING = """
Measure                    | Target
Average caseload           | under 16
Supervision on time (%) | 95
Stage 1 complaints in 10 days | >= 90%
IRO caseload               | between 50 and 70
Active cases               | 5,000
"""

CASES = [
    Case(
        "a sheet of figures and a sheet of targets for years",
        book("cambs.xlsx", Page("Actuals", _ACTUALS), Page("Targets", _YEARS)),
        CAMBRIDGESHIRE,
        figures=[
            *across("cp_reviews_on_time", "B5", "02/03; 03/04", "95.5 97.0"),
            *across("lac_3_placements", "B6", "02/03; 03/04", "14.0 13.1"),
            *across("lac_number", "B7", "@31/03/2003; @31/03/2004", "410 402"),
        ],
        targets=[
            *(
                Aim(slug, f"{column}{row}", "for", year, operator, value, sheet="Targets")
                for slug, row, operator, values in (
                    ("cp_reviews_on_time", 5, ">=", "98 99 100"),
                    ("lac_3_placements", 6, "<=", "12.5 12 11"),
                )
                for column, year, value in zip("BCD", ("04/05", "05/06", "06/07"), values.split(), strict=True)
            ),
            Aim("lac_number", "B7", "for", "04/05", "<=", "400", sheet="Targets"),
        ],
        # How a bare number is compared is not said, and more looked after children is neither good nor bad.
        warnings=[Fault("target_unreadable", "C7", "Targets")],
    ),
    Case(
        "targets that rise by quarter",
        book("essex.xlsx", Page("Actual", _QUARTERLY), Page("Targets 2004-05", _PROFILED)),
        ESSEX,
        figures=[
            *across("initial_assessments_7_days", "B4", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "51 58.5 66 ."),
            *across("core_assessments_35_days", "B5", "Q1 04/05; Q2 04/05; Q3 04/05; Q4 04/05", "49 52 61.0 ."),
        ],
        targets=[
            Aim(slug, f"{column}{row}", "for", f"Q{number} 04/05", ">=", value, sheet="Targets 2004-05")
            for slug, row, values in (
                ("initial_assessments_7_days", 4, "55 60 70 85"),
                ("core_assessments_35_days", 5, "50 55 65 75"),
            )
            for number, (column, value) in enumerate(zip("BCDE", values.split(), strict=True), start=1)
        ],
    ),
    Case(
        "by a day, with words for the operator",
        book("luton.xlsx", Page("Targets", _BY_A_DAY)),
        LUTON,
        targets=[
            Aim("sw_vacancy_rate", "B4", "by", "@30/09/2004", "<", "15"),
            Aim("sw_vacancy_rate", "C4", "by", "@31/03/2005", "<", "10"),
            Aim("lac_allocated", "B5", "by", "@30/09/2004", ">=", "98"),
            Aim("lac_allocated", "C5", "by", "@31/03/2005", ">=", "100"),
            Aim("cp_cases_unallocated", "B6", "by", "@30/09/2004", "<=", "1"),
            Aim("cp_cases_unallocated", "C6", "by", "@31/03/2005", "<=", "0"),
            Aim("pathway_plans", "B7", "by", "@30/09/2004", ">=", "80"),
            Aim("pathway_plans", "C7", "by", "@31/03/2005", ">=", "90"),
        ],
    ),
    Case(
        "without any date, as CSV",
        book("targets.csv", _STANDING),
        SUFFOLK,
        asked=SUFFOLK,
        targets=[
            Aim("sw_caseload", "B2", "standing", "", "<", "16"),
            Aim("supervision_on_time", "B3", "standing", "", ">=", "95"),
            Aim("complaints_on_time", "B4", "standing", "", ">=", "90"),
            Aim("iro_caseload", "B5", "standing", "", "between", "50", upper="70"),
        ],
        warnings=[Fault("target_unreadable", "B6")],
    ),
]
