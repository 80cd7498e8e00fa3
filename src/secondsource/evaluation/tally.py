"""Counts of right, predicted and gold entries, layer by layer."""

LAYERS = (
    *("sources", "attributed", "attributions", "posts", "events", "roles", "places", "times", "status", "voucher"),
    *("same_event", "same_person", "merged_look_alikes", "grades", "over_corroborated", "rests_on"),
)
"""Every figure there is, in the order in which they are shown."""


class Tally:
    """A running count. The one mutable value of the scoring: every layer adds to it."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[int, int, int]] = {}
        self.counts: dict[str, int] = {}

    def add(self, layer: str, *, right: int = 0, predicted: int = 0, gold: int = 0) -> None:
        """Add to a layer. A layer that was never added to is no figure at all."""
        a, b, c = self.rows.get(layer, (0, 0, 0))
        self.rows[layer] = (a + right, b + predicted, c + gold)
