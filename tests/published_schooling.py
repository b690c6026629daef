"""Figures on pay and schooling, read from the original workbooks with another reader, never from our tables.

Each entry: release, file, sheet and row, table, key, column, figure as printed.
"""

_BOOKS = {
    2016: ("OEWS May 2016", "national_M2016_dl.xlsx", "national_dl"),
    2018: ("OEWS May 2018", "national_M2018_dl.xlsx", "national_dl"),
    2020: ("OEWS May 2020", "national_M2020_dl.xlsx", "national_M2020_dl"),
    2024: ("OEWS May 2024", "national_M2024_dl.xlsx", "national_M2024_dl"),
}
_OUTLOOK = ("Employment Projections 2022-32", "occupation_2022-32.xlsx", "Table 1.7")


def _wage(year, row, occupation, column, figure):
    return (*_BOOKS[year], row, "wages_national", {"year": year, "occ_code": occupation}, column, figure)


def _entry(row, occupation, column, figure):
    return (*_OUTLOOK, row, "projections", {"round": "2022-32", "occ_code": occupation}, column, figure)


PUBLISHED = [
    _wage(2024, 597, "29-2072", "h_pct10", 17.20),
    _wage(2024, 597, "29-2072", "a_pct10", 35780),
    _wage(2024, 606, "29-9021", "h_pct10", 18.81),
    _wage(2024, 632, "31-9092", "h_pct10", 16.84),
    _wage(2024, 923, "43-6013", "h_median", 21.46),
    _wage(2024, 923, "43-6013", "a_median", 44640),
    _wage(2024, 923, "43-6013", "h_pct10", 16.85),
    _wage(2020, 860, "43-6013", "h_median", 17.96),
    _wage(2020, 860, "43-6013", "a_pct10", 27000),
    _wage(2018, 567, "29-2071", "h_pct10", 12.76),
    _wage(2018, 567, "29-2071", "a_pct10", 26550),
    _wage(2018, 893, "43-6013", "h_median", 17.19),
    _wage(2018, 893, "43-6013", "h_pct10", 12.21),
    _wage(2016, 572, "29-2071", "h_pct10", 12.05),
    _wage(2016, 900, "43-6013", "a_median", 33730),
    _entry(486, "29-2072", "education", "Postsecondary nondegree award"),
    _entry(730, "43-6013", "education", "High school diploma or equivalent"),
]
