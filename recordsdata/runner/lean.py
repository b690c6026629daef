"""Imported before anything else in a process of the package's own: it starts two seconds sooner.

jsonschema, which nbformat imports, builds a grammar of international addresses where the package
`rfc3987_syntax` is installed, as JupyterLab has it. No schema of a notebook asks for such addresses, and
jsonschema does without that package when it cannot be imported.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
