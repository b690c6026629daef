"""Figures by employer, read from the original workbooks with another reader, never from our tables.

Each entry: release, file, sheet and row, table, key, column, figure as printed (None: not released).
"""

OWNERS = ("OEWS May 2018", "nat4d_M2018_owner_dl.xlsx", "nat4d_owner_dl")
SECTORS = ("OEWS May 2024", "natsector_M2024_dl.xlsx", "Natsector_M2024_dl")


def _owner(row, industry, ownership, occupation, column, figure):
    key = {"year": 2018, "industry_code": industry, "ownership": ownership, "occ_code": occupation}
    return (*OWNERS, row, "wages_industry", key, column, figure)


def _sector(row, industry, occupation, column, figure):
    key = {"year": 2024, "industry_code": industry, "occ_code": occupation}
    return (*SECTORS, row, "wages_industry", key, column, figure)


PUBLISHED = [
    _owner(6997, "622100", "Private", "29-2071", "tot_emp", 54890),
    _owner(6997, "622100", "Private", "29-2071", "a_mean", 46640),
    _owner(6997, "622100", "Private", "29-2071", "a_median", 43600),
    _owner(7648, "622100", "Local government", "29-2071", "tot_emp", 9640),
    _owner(7648, "622100", "Local government", "29-2071", "h_mean", 21.81),
    _owner(8136, "622100", "State government", "29-2071", "tot_emp", 2660),
    _owner(8136, "622100", "State government", "29-2071", "mean_prse", 2.7),
    _owner(8520, "622200", "Private", "29-2071", "h_median", 17.92),
    _owner(9617, "622300", "State government", "29-2071", "emp_prse", 0.8),
    _owner(2942, "611300", "Private", "29-2071", "tot_emp", 980),
    _owner(4220, "611300", "State government", "29-2071", "a_median", 46410),
    _owner(6682, "622100", "Private", "11-9111", "tot_emp", 100680),
    _owner(4704, "611400", "Private", "11-9111", "tot_emp", None),
    _owner(4704, "611400", "Private", "11-9111", "h_mean", 49.84),
    _sector(12431, "62", "29-2072", "tot_emp", 122640),
    _sector(12431, "62", "29-2072", "h_median", 23.41),
    _sector(12431, "62", "29-2072", "mean_prse", 0.5),
    _sector(9197, "55", "29-2072", "h_mean", 30.73),
    _sector(10182, "56", "29-2072", "tot_emp", 14320),
    _sector(7275, "53", "29-2072", "tot_emp", None),
    _sector(7275, "53", "29-2072", "a_mean", 56650),
    _sector(15800, "99", "29-2072", "tot_emp", 8480),
    _sector(2469, "31-33", "29-2072", "emp_prse", 25.5),
    _sector(6722, "52", "29-2072", "a_median", 63360),
    _sector(12440, "62", "29-9021", "tot_emp", 26500),
    _sector(12035, "62", "11-9111", "pct_total", 1.93),
]
