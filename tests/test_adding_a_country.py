"""A country is added by one file: its places, bodies and money are read, and nothing else is changed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import secondsource

COUNTRY = """
code: xv
name: Velmark
aliases: [Republic of Velmark]
demonyms: [Velmarkan, Velmarkans]
capital: Torvina
currencies: [{code: XVK, words: [velmarkan krunt, krunt, krunts]}]
places:
  - {kind: province, within: Velmark, suffix: March, names: {Ostral: [Ostrall]}}
  - {kind: city, within: Ostral March, names: {Torvina: [Torwina], Quelsk: }}
bodies:
  - {name: Bureau of Inner Calm, kind: security, abbreviations: [BIC], former: [Office of Quiet]}
"""
REPORT = """---
outlet: Hill Courier
published: 2024-05-20
---
Clerk arrested in Quelsk

A trader in Torwina told Hill Courier that the BIC arrested Mira Dole, a clerk, in Quelsk on May 14.

She had paid a guard 3,000 krunts in April, the trader said.
"""


def read(package: Path, report: Path) -> dict:  # type: ignore[type-arg]
    """What a copy of the program reads, in a process of its own."""
    command = [sys.executable, "-m", "secondsource.cli", "read", str(report), "--json"]
    env = {**os.environ, "PYTHONPATH": str(package)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_country_is_added_by_one_file(tmp_path: Path) -> None:
    source = Path(secondsource.__file__).parent
    skipped = shutil.ignore_patterns("__pycache__", "static", "templates", "locales")
    shutil.copytree(source, tmp_path / "secondsource", ignore=skipped)
    report = tmp_path / "report.md"
    report.write_text(REPORT, "utf-8")
    before = read(tmp_path, report)
    (tmp_path / "secondsource" / "lexicon" / "countries" / "xv.yaml").write_text(COUNTRY, "utf-8")
    after = read(tmp_path, report)
    arrest = next(event for event in after["events"] if event["act"] == "arrest")
    assert arrest["place"] == "Quelsk"
    assert after["sources"][0]["place"] == "Torvina"
    money = [event["amount"] for event in after["events"] if event.get("amount")]
    assert [(one["value"], one["currency"]) for one in money] == [(3000, "XVK")]
    assert [event["act"] for event in before["events"]] == [event["act"] for event in after["events"]]
