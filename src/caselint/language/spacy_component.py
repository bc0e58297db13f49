"""The engine as a spaCy component.

    import spacy
    nlp = spacy.blank("en")
    nlp.add_pipe("caselint", config={"cast": {"Mia": "child"}})
    doc = nlp("Mia was not seen alone.")
    doc.spans["caselint"][0].label_    # "child_seen_alone"
    doc._.caselint[0].assertion        # "negated"

`doc.spans["caselint"]` has a span for each mention, its label the concept and its id the sense,
widened to whole tokens; `doc._.caselint` the mentions with their exact places, in the same order.
They are kept in the document's user data as plain data, so that documents can be saved and sent
between processes. Settings: `author` and `cast`, as for `analyse`, for all documents alike, and
`rules`, further folders of rules.
"""

# spaCy before 3.8 reads a factory's annotations as they stand: they may not be put off.
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import minibatch

from caselint.language.mention import Cue, Mention, Who

if TYPE_CHECKING:
    from caselint.language.engine import Engine

NAME: Final = "caselint"
"""The component, the group of spans and the attribute are all called so."""
_BATCH: Final = 256


class Component:
    """Reads documents by the batch, and sets their spans and mentions."""

    def __init__(self, engine: "Engine", author: Who, cast: dict[str, str]) -> None:
        self.engine = engine
        self.author = author
        self.cast = cast

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return self._set(doc, self.engine.analyse(doc.text, cast=self.cast, author=self.author))

    def pipe(self, docs: Iterable[Doc], batch_size: int = _BATCH) -> Iterator[Doc]:
        """Read documents in order, a batch at a time."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            read = self.engine.analyse_many(
                [doc.text for doc in batch],
                casts=[self.cast] * len(batch),
                authors=[self.author] * len(batch),
            )
            for doc, mentions in zip(batch, read, strict=True):
                yield self._set(doc, mentions)

    def _set(self, doc: Doc, mentions: list[Mention]) -> Doc:
        doc.user_data[NAME] = [_plain(mention) for mention in mentions]
        spans = []
        for mention in mentions:
            span = doc.char_span(
                mention.start,
                mention.end,
                label=mention.concept,
                span_id=mention.sense,
                alignment_mode="expand",
            )
            if span is not None:
                spans.append(span)
        doc.spans[NAME] = SpanGroup(doc, name=NAME, spans=spans)
        return doc


@Language.factory(
    NAME,
    default_config={"author": "professional", "cast": {}, "rules": []},
    assigns=["doc.spans", f"doc._.{NAME}"],
)
def make_component(
    nlp: Language, name: str, author: Who, cast: dict[str, str], rules: list[Path]
) -> Component:
    """Make the component of a pipeline.

    Raises `DataFileError` where a file of the rules has a fault.
    """
    return Component(_engine(rules), author, cast)


def _engine(rules: list[Path]) -> "Engine":
    if not rules:
        from caselint.language.shipped import shipped_engine

        return shipped_engine()
    from caselint.datafile.shipped import shipped_rules
    from caselint.language.compiled import engine_of
    from caselint.language.lexicon import read_lexicon

    return engine_of(read_lexicon([shipped_rules(), *map(Path, rules)]))


def _plain(mention: Mention) -> dict[str, Any]:
    return mention._asdict() | {
        "modes": sorted(mention.modes),
        "cues": [list(cue) for cue in mention.cues],
    }


def _mentions(doc: Doc) -> list[Mention]:
    """The mentions of a document, of its plain data."""
    return [
        Mention(
            **each
            | {
                "modes": frozenset(each["modes"]),
                "cues": tuple(Cue(*cue) for cue in each["cues"]),
            }
        )
        for each in doc.user_data.get(NAME, ())
    ]


Doc.set_extension(NAME, getter=_mentions, force=True)
