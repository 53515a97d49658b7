"""Letter wordings by name and language: a coalition's own before the packaged ones."""

from collections.abc import Callable, Iterator, Mapping

from coalition_site.model.coalition import PACKAGED_LANGUAGE
from coalition_site.model.wording import Wording
from coalition_site.read.values import Document

Key = tuple[str, str]
Parse = Callable[[Key, Document], Wording]


class Wordings(Mapping[Key, Wording]):
    """Wordings by name and language.

    A packaged wording is parsed when it is asked for: a coalition speaks few of the languages that they are written in.
    """

    def __init__(self, own: Mapping[Key, Wording], packaged: Mapping[Key, Document], parse: Parse) -> None:
        self._packaged = {(name, code or PACKAGED_LANGUAGE): document for (name, code), document in packaged.items()}
        self._parse = parse
        self._known = dict(own)

    def __getitem__(self, key: Key) -> Wording:
        if key not in self._known:
            self._known[key] = self._parse(key, self._packaged[key])
        return self._known[key]

    def __iter__(self) -> Iterator[Key]:
        return iter({**self._packaged, **self._known})

    def __len__(self) -> int:
        return len({*self._packaged, *self._known})

    def __contains__(self, key: object) -> bool:
        return key in self._known or key in self._packaged
