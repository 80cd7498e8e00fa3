"""The model's vectors of words, one document at a time, with matrix products by numpy's library.

Most of a parse goes into the products of two small convolutional networks. numpy's library works them out in less than
half the time of the one that spaCy brings, but rounds a row by the rows beside it, so that a report would not be read
the same alone and among others. Each document is therefore multiplied by itself, in one thread.
"""

from functools import cache
from typing import Any

from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


class Vectors:
    """A network that gives a vector a word; as a component it leaves them in ``doc.tensor``, where the parser looks."""

    def __init__(self, network: Model[list[Doc], Any]) -> None:
        """Take a network over, with its weights."""
        self._network = network
        for layer in network.walk():
            layer.ops = _products()

    def __call__(self, doc: Doc) -> Doc:
        """Leave the vectors of a document in it."""
        doc.tensor = self.of(doc)[0] if len(doc) else doc.tensor
        return doc

    def of(self, doc: Doc) -> Any:
        """What the network makes of one document, in the shape that it gives."""
        with _libraries().limit(limits=1, user_api="blas"):
            return self._network.predict([doc])


@cache
def _products() -> NumpyOps:
    return NumpyOps(use_blis=False)


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
