"""Print the lowest version of every dependency that pyproject.toml promises, pinned."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
for requirement in project["dependencies"]:
    name, version = re.match(r"([A-Za-z0-9_-]+)>=([0-9.]+)", requirement).groups()
    marker = requirement.partition(";")[2]
    print(f"{name}=={version}" + (f" ;{marker}" if marker else ""))
