"""Figures read from the published workbooks with openpyxl and xlrd, not from this project's tables.

Each entry: release, published file, sheet, row (the header is row 1), occupation code, column, figure. A text
is the release's own symbol.
"""

PUBLISHED: list[tuple[int, str, str, int, str, str, float | str]] = [
    (2011, "national_M2011_dl.xls", "national_dl", 2, "00-0000", "TOT_EMP", 128278550),
    (2011, "national_M2011_dl.xls", "national_dl", 30, "11-9111", "TOT_EMP", 287560),
    (2011, "national_M2011_dl.xls", "national_dl", 317, "29-1111", "TOT_EMP", 2724570),
    (2011, "national_M2011_dl.xls", "national_dl", 343, "29-2071", "TOT_EMP", 180280),
    (2011, "national_M2011_dl.xls", "national_dl", 343, "29-2071", "EMP_PRSE", 0.9),
    (2016, "national_M2016_dl.xlsx", "national_dl", 2, "00-0000", "TOT_EMP", 140400040),
    (2016, "national_M2016_dl.xlsx", "national_dl", 536, "29-1141", "TOT_EMP", 2857180),
    (2016, "national_M2016_dl.xlsx", "national_dl", 572, "29-2071", "TOT_EMP", 200140),
    (2018, "national_M2018_dl.xlsx", "national_dl", 2, "00-0000", "TOT_EMP", 144733270),
    (2018, "national_M2018_dl.xlsx", "national_dl", 560, "29-2054", "TOT_EMP", 9090),
    (2018, "national_M2018_dl.xlsx", "national_dl", 567, "29-2071", "TOT_EMP", 208650),
    (2018, "national_M2018_dl.xlsx", "national_dl", 573, "29-2099", "TOT_EMP", 125270),
    (2018, "national_M2018_dl.xlsx", "national_dl", 581, "29-9099", "TOT_EMP", 32680),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 2, "00-0000", "TOT_EMP", 139099570),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 56, "11-9111", "EMP_PRSE", 0.7),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 84, "13-1074", "TOT_EMP", "**"),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 149, "15-2098", "TOT_EMP", 59680),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 479, "29-0000", "TOT_EMP", 8579180),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 554, "29-2098", "TOT_EMP", 318010),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 554, "29-2098", "EMP_PRSE", 1.0),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 558, "29-9098", "TOT_EMP", 76670),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 558, "29-9098", "EMP_PRSE", 2.1),
    (2020, "national_M2020_dl.xlsx", "national_M2020_dl", 579, "31-9092", "TOT_EMP", 710200),
    (2024, "national_M2024_dl.xlsx", "national_M2024_dl", 2, "00-0000", "TOT_EMP", 154187380),
    (2024, "national_M2024_dl.xlsx", "national_M2024_dl", 597, "29-2072", "TOT_EMP", 187910),
    (2024, "national_M2024_dl.xlsx", "national_M2024_dl", 603, "29-2099", "TOT_EMP", 174060),
    (2024, "national_M2024_dl.xlsx", "national_M2024_dl", 606, "29-9021", "EMP_PRSE", 2.7),
]
