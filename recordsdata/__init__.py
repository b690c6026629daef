"""Notebooks that test a career guide on public data."""

from recordsdata.datasets import catalogue, codebook, load

__all__ = ["__version__", "catalogue", "codebook", "load"]

__version__ = "0.1.0"
