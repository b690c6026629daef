"""Small counts in a table with totals: hide those from 1 to 10, and enough others that none can be worked back.

- `suppress(counts)` takes a two-way table of counts (DataFrame, without totals) or a list (Series) and gives
  a table with totals: one row a cell, with `row`, `column`, `count` (missing where hidden) and `status`
  (shown, first, complementary). A row or column called "total" holds the totals.
"""
