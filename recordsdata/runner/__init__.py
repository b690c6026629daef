"""Runs the notebooks, one at a time or all for the report.

The runner knows the notebooks; nothing in the package but the command line knows the runner.
"""
