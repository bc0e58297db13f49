"""Reading text: notes a second, against a tokenizer and against medspaCy.

    python -m venv /tmp/medspacy
    /tmp/medspacy/bin/pip install medspacy==1.3.1
    python benchmarks/language.py [--medspacy /tmp/medspacy/bin/python]
    python benchmarks/language.py --stream 1000000 [--few]

The notes are narrative of made-up case files, joined to about 158 words each. Measured, in turns of
one run: decoding the notes (the floor), spaCy's blank English tokenizer, caselint to arrays in one
thread and in two, caselint to an object with its evidence for every mention, with the shipped
lexicon and with 600 phrases; medspaCy's target matcher and ConText with the same 600 phrases; and
one note through the library, warm.

`--stream` reads so many notes instead, each made as it is asked for and none twice, and prints at
each power of ten what a note has cost since the last, in processor time, and the memory in use;
with `--few` by the 600 phrases.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from caselint.language.engine import BATCH_TEXTS, Engine
from caselint.language.lexicon import read_lexicon
from caselint.language.patterns import Segment
from caselint.rulebook import shipped_rules
from making import lifelike

WORDS = 158
PHRASES = 600
DISTINCT = 2_000
TURNS = 3

_MEDSPACY = """
import json, sys, time
import spacy
import medspacy
from medspacy.target_matcher import TargetMatcher, TargetRule
from medspacy.context import ConText
given = json.load(open(sys.argv[1]))
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
matcher = nlp.add_pipe("medspacy_target_matcher")
matcher.add([TargetRule(phrase, "CONCEPT") for phrase in given["phrases"]])
nlp.add_pipe("medspacy_context")
notes = given["notes"]
list(nlp.pipe(notes[:20]))
begin = time.perf_counter()
found = sum(len(doc.ents) for doc in nlp.pipe(notes))
print(json.dumps([time.perf_counter() - begin, found]))
"""


def main() -> None:
    options = _options()
    if options.stream:
        _stream(options.stream, few=options.few)
        return
    notes = list(_notes(DISTINCT))
    words = sum(len(note.split()) for note in notes) / len(notes)
    megabytes = sum(map(len, notes)) / 1e6
    print(f"{len(notes):,} notes of {words:.0f} words, {megabytes:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        phrases = _phrases()
        few = Engine(read_lexicon([_lexicon_of(Path(folder), phrases)]))
        whole = Engine(read_lexicon([shipped_rules()]))
        _compare(notes, few, whole)
        if options.medspacy:
            _against_medspacy(options.medspacy, Path(folder), notes, phrases, few)
    _single(notes, whole)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--medspacy", help="the Python of an environment with medspaCy")
    parser.add_argument("--stream", type=int, help="read so many notes, and nothing else")
    parser.add_argument("--few", action="store_true", help="stream through the 600 phrases")
    return parser.parse_args()


def _notes(number: int) -> Iterator[str]:
    """Notes of made-up case files, each of about as many words."""
    gathered: list[str] = []
    size = made = 0
    for native in lifelike(400):
        for record in native["records"]:
            text = record.get("text") or {}
            for part in text.values() if isinstance(text, dict) else [text]:
                gathered.append(part)
                size += len(part.split())
                if size >= WORDS:
                    yield "\n".join(gathered)
                    gathered, size, made = [], 0, made + 1
                    if made == number:
                        return


def _phrases() -> list[str]:
    """So many literal phrases of the shipped concepts, spread evenly over them."""
    found = {
        way
        for pattern, owner in read_lexicon([shipped_rules()]).patterns
        if owner.role == "concept"
        for piece in pattern.pieces
        if isinstance(piece.of, Segment)
        for way in piece.of.ways[:3]
        if " " in way
    }
    return sorted(found)[:: max(len(found) // PHRASES, 1)][:PHRASES]


def _lexicon_of(folder: Path, phrases: list[str]) -> Path:
    """A folder of rules with the shipped cues and words, and these phrases as one concept."""
    for kind in ("cues", "words"):
        (folder / kind).symlink_to(shipped_rules() / kind)
    (folder / "concepts").mkdir()
    concept = {
        "id": "phrases",
        "title": "Phrases",
        "meaning": "Phrases to be timed.",
        "phrases": phrases,
        "sentences": ["nothing"],
    }
    (folder / "concepts" / "phrases.yaml").write_text(json.dumps(concept), encoding="utf-8")
    return folder


def _compare(notes: list[str], few: Engine, whole: Engine) -> None:
    import spacy

    tokenizer = spacy.blank("en")
    encoded = "\0".join(notes).encode()
    ways: dict[str, Callable[[], object]] = {
        "decoding alone": lambda: encoded.decode().split("\0"),
        "spaCy's blank tokenizer": lambda: sum(len(doc) for doc in tokenizer.pipe(notes)),
        f"{PHRASES} phrases to objects": lambda: _objects(few, notes),
        f"{PHRASES} phrases to arrays": lambda: _arrays(few, notes, 1),
        "shipped lexicon to objects": lambda: _objects(whole, notes),
        "shipped lexicon to arrays": lambda: _arrays(whole, notes, 1),
        "shipped lexicon to arrays, two threads": lambda: _arrays(whole, notes, 2),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            times[name].append(_seconds(way))
    tokenized = times["spaCy's blank tokenizer"]
    for name, each in times.items():
        seconds = statistics.median(each)
        ratios = sorted(base / one for base, one in zip(tokenized, each, strict=True))
        shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{name}: {len(notes) / seconds:,.0f} notes a second; times the tokenizer: {shown}")
    one, two = (times[f"shipped lexicon to arrays{more}"] for more in ("", ", two threads"))
    gains = ", ".join(f"{alone / both:.2f}" for alone, both in zip(one, two, strict=True))
    print(f"two threads against one: {gains}")
    found = sum(map(len, whole.analyse_many(notes)))
    print(f"{found / len(notes):.1f} mentions a note by the shipped lexicon")


def _objects(engine: Engine, notes: list[str]) -> int:
    return sum(map(len, engine.analyse_many(notes)))


def _arrays(engine: Engine, notes: list[str], threads: int) -> int:
    batches = [notes[at : at + BATCH_TEXTS] for at in range(0, len(notes), BATCH_TEXTS)]

    def scan(batch: list[str]) -> int:
        return len(engine.find(batch, [None] * len(batch)).text)

    if threads == 1:
        return sum(map(scan, batches))
    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(scan, batches))


def _against_medspacy(
    python: str, folder: Path, notes: list[str], phrases: list[str], few: Engine
) -> None:
    some = notes[:400]
    given = folder / "given.json"
    given.write_text(json.dumps({"phrases": phrases, "notes": some}), encoding="utf-8")
    ratios = []
    for _ in range(TURNS):
        ours = _seconds(lambda: _objects(few, notes)) / len(notes)
        command = [python, "-W", "ignore", "-c", _MEDSPACY, str(given)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, _found = json.loads(done.stdout.strip().splitlines()[-1])
        ratios.append(seconds / len(some) / ours)
    rate = len(some) / seconds
    shown = ", ".join(f"{ratio:.0f}" for ratio in sorted(ratios))
    print(f"medspaCy, the same {len(phrases)} phrases: {rate:,.0f} notes a second")
    print(f"caselint is so many times as fast: {shown}")


def _single(notes: list[str], engine: Engine) -> None:
    for note in notes[:50]:
        engine.analyse(note)
    times = sorted(_seconds(lambda note=note: engine.analyse(note)) for note in notes[:500])
    median, most = (times[at] * 1e3 for at in (len(times) // 2, len(times) * 95 // 100))
    print(f"one note, warm: median {median:.2f} ms, 95 of 100 under {most:.2f} ms")


def _stream(number: int, *, few: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rules = _lexicon_of(Path(folder), _phrases()) if few else shipped_rules()
        engine = Engine(read_lexicon([rules]))
    notes = list(_notes(1000))
    _objects(engine, notes[:BATCH_TEXTS])
    first = since = 0.0
    begin, done, mark = time.process_time(), 0, 1000
    each = (f"Note {at}.\n{note}" for at, note in enumerate(islice(cycle(notes), number)))
    for at, _ in enumerate(engine.analyse_many(each), start=1):
        if at in (mark, number):
            now = time.process_time()
            since, begin = (now - begin) / (at - done), now
            first = first or since
            print(
                f"to {at:,} notes: {since * 1e6:.0f} microseconds a note, {since / first:.2f} "
                f"times the first, {_memory():.0f} MB in use",
                flush=True,
            )
            done, mark = at, mark * 10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process, the making of notes and lexicon included: {peak:.0f} MB")


def _memory() -> float:
    """Megabytes that the process has in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _seconds(way: Callable[[], object]) -> float:
    begin = time.perf_counter()
    way()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
