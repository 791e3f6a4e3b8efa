"""What the published files do not say about areas: codes that changed, councils that ended, other spellings."""

from __future__ import annotations

from datetime import date

# Codes that changed while the council went on. The first two changed on 1 April 2013 and are in none of the
# files, but older figures carry them. Barnsley's and Sheffield's changed on 1 April 2025 with a boundary.
CODE_CHANGES = {
    "E06000048": "E06000057",  # Northumberland
    "E08000020": "E08000037",  # Gateshead
    "E08000016": "E08000038",  # Barnsley
    "E08000019": "E08000039",  # Sheffield
    "E10000002": "E06000060",  # Buckinghamshire
    "E10000023": "E06000065",  # North Yorkshire
    "E10000027": "E06000066",  # Somerset
}

# Councils that ended: the last day, and who took over, the greater part first. Christchurch left the old
# Dorset for Bournemouth, Christchurch and Poole, so the old Dorset has two successors.
REORGANISED = {
    "E06000028": (date(2019, 3, 31), ("E06000058",)),  # Bournemouth
    "E06000029": (date(2019, 3, 31), ("E06000058",)),  # Poole
    "E10000009": (date(2019, 3, 31), ("E06000059", "E06000058")),  # Dorset, the county
    "E10000021": (date(2021, 3, 31), ("E06000061", "E06000062")),  # Northamptonshire
    "E10000006": (date(2023, 3, 31), ("E06000063", "E06000064")),  # Cumbria
}

# Names other than DfE's own: the council writes itself without the stop, and two councils were called Dorset.
NAMES = {"E08000013": "St Helens", "E10000009": "Dorset (before 2019)"}
# A name that the files give to two areas means this one.
SHARED_NAMES = {"Dorset": "E06000059"}

# Other written forms in common use; those met in the files are added to them. Names are compared without
# case, punctuation and "&" (`fold_name`), so most variants need no row.
SPELLINGS = {
    "E92000001": ("National",),
    "E12000003": ("Yorkshire & Humber", "Yorkshire & The Humber", "Yorkshire and Humberside"),
    "E12000006": ("East", "Eastern"),
    "E12000007": ("Greater London",),
    "E13000001": ("London (Inner)",),
    "E13000002": ("London (Outer)",),
    "E06000004": ("Stockton",),
    "E06000008": ("Blackburn",),
    "E06000010": ("Hull", "Kingston upon Hull", "Kingston Upon Hull"),
    "E06000011": ("East Riding",),
    "E06000019": ("Herefordshire",),
    "E06000020": ("Telford",),
    "E06000021": ("Stoke",),
    "E06000022": ("B&NES", "BANES", "Bath & NE Somerset"),
    "E06000023": ("Bristol",),
    "E06000028": ("Bournemouth (Pre LG)",),
    "E06000029": ("Poole (Pre LG)",),
    "E06000033": ("Southend",),
    "E06000040": ("RBWM",),
    "E06000043": ("Brighton", "Brighton & Hove"),
    "E06000047": ("Durham",),
    "E06000050": ("Cheshire West", "CWAC"),
    "E06000053": ("Scilly", "Scilly Isles"),
    "E06000055": ("Bedford Borough",),
    "E06000056": ("Central Beds",),
    "E06000058": ("BCP",),
    "E08000013": ("Saint Helens",),
    "E08000021": ("Newcastle",),
    "E09000001": ("Corporation of London", "London, City of"),
    "E09000021": ("Royal Borough of Kingston",),
    "E09000027": ("Richmond",),
    "E10000009": ("Dorset (Pre LG)",),
}
