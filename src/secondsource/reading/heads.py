"""Other heads and relations for words of a parse, set all at once."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from spacy.tokens import Doc

Heads = dict[int, tuple[int, str]]
"""For some words the word that each hangs on, and how."""


def set_heads(doc: Doc, heads: Mapping[int, tuple[int, str]]) -> Doc:
    """Hang words on others. One by one, a sentence would have two roots in between, and be cut in two."""
    if not heads:
        return doc
    table: Any = doc.to_array(["HEAD", "DEP"])
    for i, (head, relation) in heads.items():
        table[i] = np.array([head - i, doc.vocab.strings.add(relation)], dtype=np.int64).astype(np.uint64)
    doc.from_array(["HEAD", "DEP"], table)
    return doc
