"""Ways out, one module a format. What a format leans on is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Literal

from caselint.errors import ConfigurationError

Takes = Literal["console", "stream", "text", "bytes", "place"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way out. `says` is a line for help texts, `suffix` how its file ends.

    `takes` is what its writer is given, and where it can be written:

    * ``console``: `(run, rich.console.Console, verbose=…)`; a terminal or a text stream
    * ``stream``: a class that is given a text stream and takes case files as they come, as
      `JsonLines` does; the only form that keeps nothing
    * ``text``: `(run, text stream, style)`; a terminal, a pipe or a file
    * ``bytes``: `(run, binary stream, style)`; a file or a pipe
    * ``place``: `(run, path, style)`, which gives the paths that it wrote; a file, with a folder
      beside it where one file would not do

    `extra` is the extra of the package that its writer needs. `shared` is another writer in that
    module, of a run that several processes hold: `(shared run, path, style)`.
    """

    says: str
    module: str
    attribute: str
    suffix: str
    takes: Takes = "text"
    extra: str = ""
    shared: str = ""

    @property
    def streamed(self) -> bool:
        """Whether it takes case files as they come."""
        return self.takes == "stream"

    @property
    def goes_to_a_stream(self) -> bool:
        """Whether it can be written to standard output."""
        return self.takes in ("console", "stream", "text")

    def load(self) -> Callable[..., Any]:
        """What writes this format.

        Raises `ConfigurationError` where what it leans on is not installed.
        """
        return self._of_module(self.attribute)

    def load_shared(self) -> Callable[..., Any]:
        """What writes this format of a run that several processes hold, if it has such a writer."""
        return self._of_module(self.shared)

    def _of_module(self, attribute: str) -> Callable[..., Any]:
        try:
            module = import_module(self.module)
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith(__name__.partition(".")[0]):
                raise
            raise ConfigurationError(
                f"{error.name} is not installed, which this form of report needs",
                hint=f'python -m pip install "caselint[{self.extra}]"',
            ) from None
        writer: Callable[..., Any] = getattr(module, attribute)
        return writer


def _of(name: str) -> str:
    return f"{__name__}.{name}"


FORMATS: Final[Mapping[str, Format]] = {
    "text": Format(
        "for reading, on a terminal or printed", _of("terminal"), "render", ".txt", "console"
    ),
    "html": Format(
        "pages for a browser, on one's own machine or a shared drive",
        _of("html"),
        "write_html",
        ".html",
        "place",
        shared="write_shared",
    ),
    "excel": Format(
        "a workbook to filter, count and print",
        _of("excel"),
        "write_excel",
        ".xlsx",
        "bytes",
        "excel",
    ),
    "word-key-messages": Format(
        "a Word paper for a meeting: highlights, and actions",
        _of("word"),
        "write_key_messages",
        "-key-messages.docx",
        "bytes",
        "word",
    ),
    "word-thematic": Format(
        "a Word paper for a meeting: by theme and by stage",
        _of("word"),
        "write_thematic",
        "-thematic.docx",
        "bytes",
        "word",
    ),
    "form-html": Format(
        "a self-assessment form a case file, for a browser",
        _of("form.as_html"),
        "write_html",
        "-form.html",
        "place",
        shared="write_html_shared",
    ),
    "form-word": Format(
        "a self-assessment form a case file, for Word",
        _of("form.as_word"),
        "write_word",
        "-form.docx",
        "place",
        "word",
        shared="write_word_shared",
    ),
    "csv": Format("the findings, a row each", _of("tabular.csv_report"), "write_csv", ".csv"),
    "parquet": Format(
        "the findings as a table with types",
        _of("tabular.parquet_report"),
        "write_parquet",
        ".parquet",
        "bytes",
        "parquet",
    ),
    "markdown": Format(
        "a summary for a ticket or a wiki", _of("markdown"), "write_markdown", ".md"
    ),
    "sarif": Format("SARIF 2.1.0, for pipelines", _of("pipelines.sarif"), "write_sarif", ".sarif"),
    "junit": Format("JUnit's XML, for pipelines", _of("pipelines.junit"), "write_junit", ".xml"),
    "json": Format("the whole run as one document", _of("json_report"), "write_json", ".json"),
    "jsonl": Format(
        "a line a case file, as they come", _of("jsonl"), "JsonLines", ".jsonl", "stream"
    ),
}
"""Every format by the name it is asked for with."""
