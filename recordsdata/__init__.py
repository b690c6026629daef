"""Notebooks that test a career guide on public data."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recordsdata.datasets import catalogue, codebook, load

__all__ = ["__version__", "catalogue", "codebook", "load"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # pandas takes most of a second to import, and a command line that asks for no table waits for it in vain.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from recordsdata import datasets

    return getattr(datasets, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
