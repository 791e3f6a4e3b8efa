"""Headings of lists of single children: what identifies a child, and the fields of inspection lists (Annex A)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.definitions import folded


def _set(*words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


_PEOPLE = (
    "child",
    "childs",
    "young person",
    "young persons",
    "yp",
    "pupil",
    "client",
    "service user",
    "person",
    "case",
)
_KINDS: Mapping[str, frozenset[str]] = {
    "upn": _set("upn", "unique pupil number", "former upn", "pupil upn", "child upn"),
    "nhs": _set("nhs number", "nhs no", "nhs num", "nhs id", "nhsnumber"),
    "ni": _set("national insurance number", "national insurance no", "ni number", "ni no", "nino"),
    "home": _set("home postcode", "home post code", "childs postcode", "child postcode", "placement postcode"),
    # A child's, unless the row is about buildings.
    "postcode": _set("postcode", "post code"),
    "address": _set("address", "home address", "childs address", "placement address"),
    "birth": _set(
        *("date of birth", "dob", "birth date", "birthdate", "childs date of birth", "childs dob", "child dob"),
        *("date of birth of child", "date of birth or expected date of birth", "expected date of birth", "born"),
        *("person birth date", "pupil dob", "birthday"),
    ),
    "id": _set(
        *(f"{who} {what}" for who in _PEOPLE for what in ("id", "unique id", "identifier", "unique reference")),
        *(f"{who} {what}" for who in _PEOPLE for what in ("ref", "reference", "reference number", "ref no")),
        *("unique id", "unique child id", "childid", "personid", "clientid", "pupilid", "la child id", "lachildid"),
        *("child identifier", "adopter identifier", "adopter id", "family identifier", "family id", "household id"),
        *("unique person number", "upi"),
    ),
    # A number may also be a count: what stands under it must look like a code.
    "code": _set(
        *(f"{who} {what}" for who in _PEOPLE for what in ("number", "no")), "file number", "client index number"
    ),
    "name": _set(
        *(f"{who} name" for who in _PEOPLE if who != "case"),
        *("name of child", "name of young person", "child initials", "childs initials", "initials of child"),
        *("child surname", "childs surname", "child forename", "childs forename", "legal surname", "legal forename"),
    ),
    # Anybody's: a child's where the same row has another heading of such a list.
    "surname": _set("forename", "forenames", "first name", "given name", "surname", "last name", "family name", "name"),
}
KIND_OF: Mapping[str, str] = {words: kind for kind, set_ in _KINDS.items() for words in set_}
# The case systems' own numbers, under their makers' names.
SYSTEM_ID = re.compile(
    r"(?:(?:lcs|eclipse|mosaic|liquid ?logic|ics|care ?first|swift|azeus|framework ?i|capita|synergy|ehm)"
    r"(?: (?:child|person|case|client))? (?:id|no|number|ref|reference)|liquid ?logic|mosaic)"
)
# Beside these a postcode is that of a building.
PLACES = _set(
    *(
        "school",
        "school name",
        "centre",
        "childrens centre",
        "office",
        "establishment",
        "setting",
        "urn",
        "ward",
        "team",
    ),
    *("building", "venue", "home name", "nursery", "family hub", "site"),
)
# A column under such a heading counts something: the rows are groups, not children.
COUNTED = re.compile(
    r"\b(?:values?|numbers?|count|totals?|percent|percentage|rate|figures?|children|cases|all|numerator|n|indicator|measure|"
    r"kpi|period|quarter|q[1-4]|ytd|target|\d{2,4})\b"
)
ANNEX_A = _set(
    *("gender", "sex", "ethnicity", "ethnic origin", "age of child", "age of child (years)", "nationality", "religion"),
    *("date of contact", "contact source", "date of referral", "referral source", "referral nfa?", "referral nfa"),
    *("number of referrals in last 12 months", "allocated team", "allocated worker", "allocated social worker"),
    *("does the child have a disability", "disability", "assessment start date", "assessment completion date"),
    *("organisation completing assessment", "actual start date of assessment", "continuous assessment start date"),
    *("child seen during continuous assessment", "continuous assessment date of authorisation"),
    *("was the child assessed as requiring la childrens social care support?", "strategy discussion date"),
    *("section 47 enquiry start date", "s47 start date", "date of initial child protection conference", "icpc date"),
    *("was an initial child protection conference deemed unnecessary?", "cin start date", "primary need code"),
    *("strategy discussion initiating section 47 enquiry start date", "number of icpcs in the last 12 months"),
    *("number of section 47 enquiries in the last 12 months", "did the icpc result in a child protection plan"),
    *("date child was last seen", "cin closure date", "reason for closure", "case status", "category of abuse"),
    *("child protection plan start date", "child protection plan end date", "initial category of abuse"),
    *("latest category of abuse", "date of the last statutory visit", "was the child seen alone?", "legal status"),
    *("date of latest review conference", "number of previous child protection plans", "childs legal status"),
    *(
        "unaccompanied asylum seeking child (uasc)",
        "uasc",
        "date started to be looked after",
        "childs category of need",
    ),
    *(
        "date of latest statutory review",
        "date of last social work visit",
        "what is the permanence plan for this child?",
    ),
    *("permanence plan", "date of last iro visit / contact to the child", "date of last iro visit", "placement type"),
    *("date of last health assessment", "date of last dental check", "number of placements in the last 12 months"),
    *("start date of most recent placement", "placement provider", "placement start date", "placement location"),
    *("date ceased to be looked after", "reason ceased looked after", "date of last missing episode"),
    *("eligibility category", "eligibility for leaving care services", "allocated personal advisor", "in touch"),
    *("latest pathway plan review date", "date of last contact", "type of accommodation", "activity status"),
    *("suitability of accommodation", "date of decision that child should be placed for adoption", "date of match"),
    *("date of placement order", "date matched with prospective adopters", "date of adoption order", "date placed"),
    *("date of initial enquiry", "date stage 1 started", "date stage 1 ended", "date stage 2 started"),
    *("date stage 2 ended", "date approved to adopt", "date placed with adopters"),
)
