"""Import what BLS publishes into a store of the user's own: any release, any occupation.

`reading` opens files safely, `layouts`, `flat` and `outlook` recognise what is in them, `arrival` examines
it, `store` keeps it. Nothing that is shipped changes: `recordsdata.load(name, source="store")` asks for it.
"""

from recordsdata.releases.reading import ReleaseError
from recordsdata.releases.store import (
    EMPTY,
    folder,
    import_file,
    installed,
    is_empty,
    remove,
    select,
    used,
    verify,
)

__all__ = [
    "EMPTY",
    "ReleaseError",
    "folder",
    "import_file",
    "installed",
    "is_empty",
    "remove",
    "select",
    "used",
    "verify",
]
