"""A lexicon made ready to be read by: its terms and how its patterns grow, as arrays.

Making them takes a second or more, so they are kept in a cache as plain data, named by the
lexicon's digest: arrays and bytes, nothing that could run. What cannot be read is made anew.
"""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from caselint._version import __version__
from caselint.language.lexicon import Lexicon
from caselint.language.plans import Plan, plans_of
from caselint.language.terms import TermData, compile_terms

if TYPE_CHECKING:
    from caselint.language.engine import Engine

CACHE_VERSION: Final = 7
_IN_MEMORY: Final = 4
_BYTES: Final = ("words", "common")
"""Fields of `TermData` that are rows of bytes: kept as one, parted by line ends."""
_PLANS: Final = ("plan", "telling")


@dataclass(frozen=True, slots=True)
class Compiled:
    """The terms of a lexicon, the plan of its mentions, and that of what tells of them."""

    terms: TermData
    plan: Plan
    telling: Plan


def compile_lexicon(lexicon: Lexicon) -> Compiled:
    """Make a lexicon ready to be read by."""
    terms = compile_terms(lexicon)
    return Compiled(terms, *plans_of(lexicon, terms))


_engines: Final[OrderedDict[str, Engine]] = OrderedDict()
_lock: Final = Lock()


def engine_of(lexicon: Lexicon, folder: Path | None = None) -> Engine:
    """The engine of a lexicon: one made before in this process, else from `folder`, else made.

    Engines are equal where digests are, and safe to share.
    """
    from caselint.language.engine import Engine

    with _lock:
        found = _engines.get(lexicon.digest)
        if found is None:
            path = None if folder is None else _path(folder, lexicon)
            compiled = None if path is None else _kept(path)
            if compiled is None:
                compiled = compile_lexicon(lexicon)
                if path is not None:
                    _keep(path, compiled)
            found = _engines[lexicon.digest] = Engine(lexicon, compiled)
            while len(_engines) > _IN_MEMORY:
                _engines.popitem(last=False)
        return found


def _path(folder: Path, lexicon: Lexicon) -> Path:
    return folder / f"engine-{CACHE_VERSION}-{__version__}-{lexicon.digest[:32]}.npz"


def _keep(path: Path, compiled: Compiled) -> None:
    """Write to the cache; one that cannot be written is done without."""
    arrays: dict[str, Any] = {}
    for name, value in _values(compiled.terms).items():
        if name in _BYTES:
            row = b"\n".join(value if isinstance(value, list) else sorted(value))
            arrays[f"terms.{name}"] = np.frombuffer(row, np.uint8)
        elif name == "symbol_of":
            named = {key: at for key, at in value.items() if isinstance(key, str)}
            arrays["names"] = np.frombuffer(json.dumps(named).encode(), np.uint8)
        else:
            arrays[f"terms.{name}"] = value
    for plan in _PLANS:
        for name, value in _values(getattr(compiled, plan)).items():
            arrays[f"{plan}.{name}"] = np.asarray(value)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with partial.open("wb") as file:
            np.savez(file, **arrays)
        partial.replace(path)
    except OSError:
        return


def _kept(path: Path) -> Compiled | None:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            given = {name: arrays[name] for name in arrays.files}
        terms: dict[str, Any] = {"symbol_of": json.loads(given["names"].tobytes())}
        for name in (field.name for field in fields(TermData)):
            if name in _BYTES:
                row = given[f"terms.{name}"].tobytes()
                parts = row.split(b"\n") if row else []
                terms[name] = parts if name in ("words",) else frozenset(parts)
            elif name != "symbol_of":
                terms[name] = given[f"terms.{name}"]
        return Compiled(TermData(**terms), *(_plan(given, plan) for plan in _PLANS))
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None


def _plan(given: Mapping[str, Any], name: str) -> Plan:
    plan = {field.name: given[f"{name}.{field.name}"] for field in fields(Plan)}
    plan["width"] = int(plan["width"])
    return Plan(**plan)


def _values(data: TermData | Plan) -> Mapping[str, Any]:
    return {field.name: getattr(data, field.name) for field in fields(data)}
