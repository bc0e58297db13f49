"""Print the lowest version of every dependency that pyproject.toml promises, pinned."""

import re
import tomllib
from pathlib import Path

EXTRAS = ("excel", "parquet", "word")
"""Those that users install; the others are for development."""

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
promised = [*project["dependencies"], *(one for name in EXTRAS for one in extras[name])]
for requirement in promised:
    name, version = re.match(r"([A-Za-z0-9_-]+)>=([0-9.]+)", requirement).groups()
    marker = requirement.partition(";")[2]
    print(f"{name}=={version}" + (f" ;{marker}" if marker else ""))
