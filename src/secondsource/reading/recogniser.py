"""The model's recogniser of named entities, decoded by whole batches instead of word by word.

spaCy walks through a text with its transition system ``BiluoPushDown``: a word stands outside of entities (O), is one
(U), or begins one (B) that goes on (I) until its last word (L), whichever move scores highest of those allowed. Outside
of an entity the scores depend on the word alone, inside of one on its first word, the word before and the word itself.
So all words are scored at once as if outside, and all entities that may begin are followed side by side: with spaCy's
weights, rules and result, in a small part of its time.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from secondsource.reading.vectors import Vectors


class UnknownRecogniser(ValueError):
    """The recogniser is not of the shape that is decoded here."""


class Words(NamedTuple):
    """What the rules ask of each word of a batch: whether it ends a sentence or text, and whether it is blank."""

    ends: np.ndarray
    blank: np.ndarray


class Recogniser:
    """A component that sets the entities of documents whose sentences are known."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        """Take the weights of a recogniser; raise ``UnknownRecogniser`` if its model has other parts."""
        model: Any = recogniser.model
        if not {"tok2vec", "lower", "upper"} <= set(model.ref_names) or model.get_ref("lower").get_dim("nF") != 3:
            raise UnknownRecogniser(f"{model.name}: parts {', '.join(model.ref_names)}")
        if model.attrs["unseen_classes"] or recogniser.cfg["beam_width"] != 1:
            raise UnknownRecogniser(f"{model.name}: with a beam or moves that were never learned")
        self._vectors = Vectors(model.get_ref("tok2vec"))
        self._lower, self._upper = model.get_ref("lower"), model.get_ref("upper")
        moves: Any = recogniser.moves
        names = [moves.get_class_name(move) for move in range(moves.n_moves)]
        self._labels = [name.partition("-")[2] for name in names]
        self._out = np.array([name == "O" for name in names])
        # "U-" forbids an entity to a word that was marked so before: none is.
        self._unit = np.array([name.startswith("U-") and name != "U-" for name in names])
        self._begin = np.array([name.startswith("B-") for name in names])
        # The moves that go on with, and that end, the entity which a move begins.
        self._inside, self._last = (
            np.array([names.index(to + name[1:]) if name.startswith("B-") else -1 for name in names]) for to in "IL"
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Set the entities of documents in batches."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            found = self._found([doc for doc in batch if len(doc)])
            for doc in batch:
                spans = next(found) if len(doc) else []
                doc.set_ents([Span(doc, *span) for span in spans], default="outside")
                yield doc

    def _found(self, docs: list[Doc]) -> Iterator[list[tuple[int, int, str]]]:
        """The entities of each document: first word, word behind the last, label."""
        if not docs:
            return
        vectors = np.concatenate([self._vectors.of(doc) for doc in docs])
        features, bias = self._lower.predict(vectors), self._lower.get_param("b")
        features, padding = features[1:], features[0]
        words = _words(docs)
        moves = self._outside(features, padding, bias, words)
        stops = self._stops(features, bias, words, moves)
        starts = np.flatnonzero(~self._out[moves])
        spans = iter(zip(starts.tolist(), stops[starts].tolist(), moves[starts].tolist(), strict=True))
        span, first = next(spans, None), 0
        for doc in docs:
            mine, free, end = [], first, first + len(doc)
            while span and span[0] < end:
                start, stop, move = span
                if start >= free:  # else it lies inside of the entity before it
                    mine.append((start - first, stop - first, self._labels[move]))
                    free = stop
                span = next(spans, None)
            yield mine
            first = end

    def _outside(self, features: np.ndarray, padding: np.ndarray, bias: np.ndarray, words: Words) -> np.ndarray:
        """The best move of each word if no entity is open."""
        scores = self._scores(features[:, 0] + padding[1] + padding[2] + bias)
        allowed = np.empty(scores.shape, dtype=bool)
        allowed[:] = self._out
        allowed |= self._unit & ~words.blank[:, None]
        allowed |= self._begin & ~(words.blank | words.ends)[:, None]
        best: np.ndarray = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return best

    def _stops(self, features: np.ndarray, bias: np.ndarray, words: Words, moves: np.ndarray) -> np.ndarray:
        """The word behind the entity that each word begins, were none open."""
        stops = np.arange(1, len(moves) + 1)
        starts = np.flatnonzero(self._begin[moves])
        at = starts + 1
        while len(starts):
            scores = self._scores(features[at, 0] + features[starts, 1] + features[at - 1, 2] + bias)
            rows, inside, last = np.arange(len(starts)), self._inside[moves[starts]], self._last[moves[starts]]
            on, end = scores[rows, inside], scores[rows, last]
            stop = words.ends[at] | (end > on) | ((end == on) & (last < inside))
            stops[starts[stop]] = at[stop] + 1
            starts, at = starts[~stop], at[~stop] + 1
        return stops

    def _scores(self, sums: np.ndarray) -> np.ndarray:
        """The score of each move, from the summed features of each state."""
        scores: np.ndarray = self._upper.predict(np.ascontiguousarray(sums.max(axis=-1)))
        return scores


def _words(docs: list[Doc]) -> Words:
    """What the rules ask of the words of all documents."""
    ends, blanks = [], []
    for doc in docs:
        columns = doc.to_array(["SENT_START", "IS_SPACE"])
        ends.append(np.append(columns[1:, 0] == 1, True))
        blanks.append(columns[:, 1] == 1)
    return Words(np.concatenate(ends), np.concatenate(blanks))
