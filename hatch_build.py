"""Put the data and the notebooks inside a standard wheel, and only there.

An editable install finds `data/` and `notebooks/` in the repository. A copy beside the code would go
stale at the first change, and the copy would win without a word.
"""

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryData(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        if version == "standard":
            build_data["force_include"]["data"] = "recordsdata/data"
            build_data["force_include"]["notebooks"] = "recordsdata/notebooks"
