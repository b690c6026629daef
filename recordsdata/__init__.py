"""Notebooks that test a career guide on public data."""
