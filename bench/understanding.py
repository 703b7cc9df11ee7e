"""
What the understanding alone costs: one parse, the dearest of the longest messages, loading, memory, training from nothing.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.figures import line, percentile

ROOT = Path(__file__).parents[1]
MESSAGES = (
    "he says he will send my pictures to everyone unless i pay",
    "how do i get a post off instagram",
    "im 16 and someone put my pics on a site https://example.com/a1",
    "I feel so ashamed, I can't stop crying and I don't know who to tell",
    "what is a hash",
    "my daughter is being blackmaild by some guy she met on snap",
    "is this chat private",
    "can u delete everythng i told you",
)
ROUNDS = 40
LONG = 100_000  # characters of each of these
WORST = {
    "prose": "so she said that we could meet at the house and he was at the door with my friend. ",
    "one word": "a",
    "marks": "(",
    "typos": "reqort hwlp ",
    "zero width": "\u200b",
    "combining": "e\u0301\u0301\u0301",
    "mixed scripts": "k\u0456ll \u043cyself привет 你好 שלום ",
    "emoji": "😭",
    "digits": "1234567890",
    "NUL": "\x00hi\x00there ",
    "surrogates": "\ud800\udfff hi \ud83d",
    "addresses": "https://example.com/a?b=c ",
    "leetspeak": "k1ll mys3lf $$$ @@@ ",
    "spelled out": "h e l p ",
    "repeats": "bla ",
    "expanding": "\ufdfa",
}
GOALS = {"full": ("<= 5 ms", "<= 300 MB"), "light": ("<= 1.5 ms", "<= 160 MB")}


def understanding_lines() -> Iterator[str]:
    """
    The figures of both settings, each in a process of its own; parses are timed in processor time.
    """
    for setting, (parse_goal, memory_goal) in GOALS.items():
        found = json.loads(_run("parse", setting))
        yield line(f"{setting}: import, load, first parse", f"{found['load']:.2f} s", "<= 2 s")
        yield line(f"{setting}: one parse, p50 (p95)", found["parse"], parse_goal)
        worst = f"{found['long']:.0f} ms"
        yield line(f"{setting}: 100,000 characters ({found['worst']})", worst, "<= 50 ms")
        yield line(f"{setting}: resident", f"{found['memory']:.0f} MB", memory_goal)
    yield line("training from nothing", f"{float(_run('train', '')):.0f} s", "<= 60 s")


def _run(what: str, setting: str) -> str:
    command = [sys.executable, "-m", "bench.understanding", what, setting]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _parse(setting: str) -> str:
    begun = perf_counter()
    from bot.loading.yaml_lines import read
    from bot.nlu.understanding import load

    config, _ = read(ROOT / "config.yml")
    understanding = load(
        ROOT / "var" / "model", config, setting="light" if setting == "light" else "full"
    )
    understanding.parse(MESSAGES[0])
    loaded = perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = [_timed(understanding.parse, text) for _ in range(ROUNDS) for text in MESSAGES]
    p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
    long = {
        name: min(_timed(understanding.parse, (text * LONG)[:LONG]) for _ in range(3))
        for name, text in WORST.items()
    }
    worst = max(long, key=lambda name: long[name])
    figures = {"load": loaded, "parse": f"{p50:.1f} ms ({p95:.1f})"}
    figures |= {"worst": worst, "long": long[worst]}
    return json.dumps({**figures, "memory": memory})


def _timed(parse: object, text: str) -> float:
    """
    Milliseconds of processor time.
    """
    assert callable(parse)
    begun = process_time()
    parse(text)
    return 1000 * (process_time() - begun)


def _train() -> str:
    from bot.loading.yaml_lines import read
    from bot.nlu.training.run import train

    config, _ = read(ROOT / "config.yml")
    with TemporaryDirectory() as folder:
        begun = perf_counter()
        train(
            config, ROOT / "data" / "nlu", Path(folder) / "model", lambda _w, _s: None, read=read
        )
        return str(perf_counter() - begun)


if __name__ == "__main__":
    print(_train() if sys.argv[1] == "train" else _parse(sys.argv[2]))
