"""
Programs from npm that only tests use: brought once into `var`, or skipped where they can't be had.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.doors import ROOT

PATIENCE_SECONDS = 180


def from_npm(name: str, file: str) -> Path | None:
    """
    A file of a package; `None` if npm can't bring it.
    """
    folder = ROOT / "var" / "npm" / name.replace("@", "-").replace("/", "-")
    package = name.rpartition("@")[0] or name
    wanted = folder / "node_modules" / package / file
    if not wanted.exists():
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps"]
        command = ["npm", "install", "--prefix", str(folder), *options, name]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        except (OSError, subprocess.SubprocessError):
            return None
    return wanted
