"""
`python -m bench.diet EPOCHS [FOLDER]`: Rasa's DIET on the first split of our own examples, or of BANKING77 in FOLDER, as in `bench.intents`.

It needs `.venv-rasa` (`make rasasetup`). The pipeline is Rasa's stock one for intents; the more examples, the fewer epochs are needed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from bench.intents import ROOT, Chances, Split, figures, splits
from bot.loading.yaml_lines import read
from bot.nlu.training_data import read_training_data

PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
ONE_THREAD = {
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "LOG_LEVEL": "ERROR",
}
CONFIG = """\
recipe: default.v1
assistant_id: diet
language: en
pipeline:
- name: WhitespaceTokenizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: {epochs}
  entity_recognition: false
  ranking_length: 0
  random_seed: 0
"""


def main() -> None:
    """
    Print a line as `bench.intents` does, and how long it took.
    """
    epochs, folders = int(sys.argv[1]), [Path(each) for each in sys.argv[2:]]
    split = next(splits(read_training_data(ROOT / "data" / "nlu", read), folders))
    begun = perf_counter()
    line = figures(split, f"DIET, {epochs} epochs", *diet(split, epochs))
    print(f"{line}  ({perf_counter() - begun:.0f} s)")


def diet(split: Split, epochs: int) -> Chances:
    """
    The labels, and for each unseen message DIET's confidence in each of them.
    """
    labels = sorted({label for _, label in split.known})
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name, messages in (("known", split.known), ("unseen", split.unseen)):
            content = [[text, labels.index(label)] for text, label in messages]
            (place / f"{name}.json").write_text(json.dumps(content))
        (place / "config.yml").write_text(CONFIG.format(epochs=epochs))
        script = str(Path(__file__).with_name("diet_in_rasa.py"))
        subprocess.run([PYTHON, script, folder], check=True, env={**os.environ, **ONE_THREAD})
        found = json.loads((place / "found.json").read_text())
    chances = np.zeros((len(split.unseen), len(labels)))
    for row, ranking in enumerate(found):
        for label, confidence in ranking:
            chances[row, label] = confidence
    return labels, chances


if __name__ == "__main__":
    main()
