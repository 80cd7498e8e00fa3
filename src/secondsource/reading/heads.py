"""Words of a parse found by one of their columns, and other heads and relations for them, set all at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from spacy.tokens import Doc, Span, Token

Heads = dict[int, tuple[int, str]]
"""For some words the word that each hangs on, and how."""


def having(doc: Doc, column: str, values: Iterable[str]) -> Iterator[Token]:
    """The words of a document that have one of some values in a column ("DEP"): without a look at all others."""
    numbers = [doc.vocab.strings[value] for value in values if value in doc.vocab.strings]
    found = np.isin(doc.to_array(column), np.array(numbers, dtype=np.uint64))
    return (doc[i] for i in found.nonzero()[0].tolist())


def set_heads(doc: Doc, heads: Mapping[int, tuple[int, str]]) -> Doc:
    """Hang words on others. One by one, a sentence would have two roots in between, and be cut in two.

    A sentence whose words would then be no tree, each under one root, is left as it is.
    """
    if not heads:
        return doc
    table: Any = doc.to_array(["HEAD", "DEP"])
    for sentence in list(doc.sents):
        own = {i: heads[i] for i in range(sentence.start, sentence.end) if i in heads}
        if not own or not _is_tree(sentence, {i: head for i, (head, _) in own.items()}):
            continue
        for i, (head, relation) in own.items():
            table[i] = np.array(
                [(head - i) % 2**64, doc.vocab.strings.add(relation)], dtype=np.uint64
            )  # -1 wraps round
    doc.from_array(["HEAD", "DEP"], table)
    return doc


def _is_tree(sentence: Span, heads: Mapping[int, int]) -> bool:
    """Whether every word of a sentence still leads up to its one root."""
    above = {t.i: heads.get(t.i, t.head.i) for t in sentence}
    roots = [i for i, head in above.items() if i == head]
    if len(roots) != 1 or not above.keys() >= set(above.values()):
        return False
    led = set(roots)
    for i in above:
        path = []
        while i not in led and i not in path:
            path.append(i)
            i = above[i]
        if i not in led:
            return False
        led.update(path)
    return True
