"""The practice lab: the work of a records department on made-up records whose errors are known."""
