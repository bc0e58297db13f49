"""Made-up places, schools, surgeries and services."""

from __future__ import annotations

from typing import Final

AUTHORITIES: Final = ("Wexcombe", "Harrowmere", "Stanfield Borough", "Northbeck")
OTHER_AREAS: Final = ("Medlow", "Castleford Vale", "Easterby", "Lindmouth", "Thornbury Hill")
PRIMARY: Final = (
    "Mill Lane Primary", "St Bede's Primary", "Elm Park Primary", "Highfield Primary",
    "Station Road Primary", "Hollins Primary", "Queensway Primary", "Holy Cross Primary",
)  # fmt: skip
SECONDARY: Final = (
    "Bridgemoor Academy", "Kingsway School", "Ashdown High", "St Aidan's High",
    "Riverside Academy", "Cranmer College",
)  # fmt: skip
NURSERIES: Final = ("Little Acorns", "Sunbeams Nursery", "Bluebell Nursery", "Pebbles Pre-school")
SURGERIES: Final = (
    "Station Road Surgery", "Park View Practice", "The Limes Surgery", "Canal Street Practice",
)  # fmt: skip
PLACES_OUT: Final = (
    "the park", "the library", "the swings by the flats", "the chip shop", "the town hall café",
    "the skate park", "the allotments", "McDonald's", "the children's centre", "the canal path",
)  # fmt: skip
