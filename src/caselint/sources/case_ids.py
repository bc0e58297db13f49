"""Which case ids came before, and where."""

from __future__ import annotations

import hashlib

from caselint.casefile import SetAside


class CaseIds:
    """The case ids of one run, in order of arrival. Only hashes of them are kept."""

    def __init__(self) -> None:
        self._places: dict[bytes, str] = {}

    def again(self, case_id: str, place: str) -> SetAside | None:
        """What to set aside when the id came before; None for the first case file of an id."""
        digest = digest_of(case_id)
        if digest not in self._places:
            self._places[digest] = place
            return None
        why = f"a case file with this case_id came before, at {self._places[digest]}"
        return SetAside(place, why, case_id)


def digest_of(case_id: str) -> bytes:
    """A hash of 16 bytes that stands for a case id."""
    return hashlib.blake2b(case_id.encode(errors="surrogatepass"), digest_size=16).digest()
