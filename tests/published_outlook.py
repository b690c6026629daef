"""Projections read from the original workbooks with another reader, never from our tables.

Each entry: release, file, sheet and row (the first row is 1), table, key, column, figure as printed. The last
two are printed in the Occupational Outlook Handbook that the article quotes: no sheet, row 0.
"""

OLD = ("Employment Projections 2019-29", "occupation_2019-29.xlsx")
NEW = ("Employment Projections 2022-32", "occupation_2022-32.xlsx")
QUOTED = ("Employment Projections 2018-28", "Occupational Outlook Handbook", "", 0)


def _jobs(release, row, occupation, column, figure):
    key = {"round": release[0][-7:], "occ_code": occupation}
    return (*release, "Table 1.2", row, "projections", key, column, figure)


def _separations(release, row, occupation, column, figure):
    key = {"round": release[0][-7:], "occ_code": occupation}
    return (*release, "Table 1.10", row, "separations", key, column, figure)


def _quoted(column, figure):
    return (*QUOTED, "projections", {"round": "2018-28", "occ_code": "29-2071"}, column, figure)


PUBLISHED = [
    _jobs(OLD, 5, "00-0000", "emp_base_k", 162795.6),
    _jobs(OLD, 5, "00-0000", "openings_k", 17454.3),
    _jobs(OLD, 39, "11-9111", "emp_proj_k", 555.5),
    _jobs(OLD, 448, "29-2098", "emp_base_k", 341.6),
    _jobs(OLD, 448, "29-2098", "emp_proj_k", 370.6),
    _jobs(OLD, 452, "29-9098", "emp_base_k", 59.4),
    _jobs(OLD, 471, "31-9092", "pct", 19.2),
    _jobs(OLD, 473, "31-9094", "chg_k", -1.3),
    _jobs(OLD, 675, "43-6013", "emp_base_k", 623.4),
    _jobs(NEW, 3, "00-0000", "pct", 2.8),
    _jobs(NEW, 43, "11-9111", "emp_base_k", 509.5),
    _jobs(NEW, 486, "29-2072", "emp_base_k", 194.3),
    _jobs(NEW, 486, "29-2072", "openings_k", 15.0),
    _jobs(NEW, 491, "29-2099", "emp_base_k", 168.0),
    _jobs(NEW, 493, "29-9021", "emp_base_k", 37.9),
    _jobs(NEW, 493, "29-9021", "pct", 16.5),
    _jobs(NEW, 517, "31-9092", "emp_base_k", 764.4),
    _jobs(NEW, 519, "31-9094", "emp_base_k", 49.0),
    _jobs(NEW, 730, "43-6013", "emp_proj_k", 743.2),
    _separations(OLD, 447, "29-2098", "exits_k", 10.2),
    _separations(OLD, 447, "29-2098", "transfers_k", 14.7),
    _separations(NEW, 486, "29-2072", "exits_k", 7.6),
    _separations(NEW, 486, "29-2072", "transfers_k", 5.8),
    _separations(NEW, 486, "29-2072", "total_sep_rate", 6.6),
    _separations(NEW, 519, "31-9094", "seps_k", 8.3),
    _quoted("emp_base_k", 215.5),
    _quoted("emp_proj_k", 238.6),
]
