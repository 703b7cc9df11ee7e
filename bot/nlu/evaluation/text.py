"""
Writes a report for people and for programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.nlu.evaluation.measures import Report, SafetyScore


def as_data(report: Report) -> dict[str, Any]:
    """
    The report as plain data for JSON.
    """
    data = asdict(report)
    data["intents"] = [
        {**asdict(score), "precision": score.precision, "recall": score.recall, "f1": score.f1}
        for score in report.intents
    ]
    return data


def as_lines(report: Report) -> Iterator[str]:
    """
    The report in lines of plain text.
    """
    yield from _summary(report)
    yield ""
    yield f"{'intent':<28}{'count':>7}{'precision':>11}{'recall':>9}{'f1':>7}"
    for score in sorted(report.intents, key=lambda score: score.f1):
        yield (
            f"{score.intent:<28}{score.count:>7}{score.precision:>11.3f}"
            f"{score.recall:>9.3f}{score.f1:>7.3f}"
        )
    yield ""
    yield "taken for one another:"
    for pair in report.confusions:
        yield f"  {pair.count:>4}  {pair.intent} -> {pair.guess}"
    yield ""
    yield "surest misses:"
    for miss in report.misses:
        yield f"  {miss.confidence:.2f}  {miss.intent} -> {miss.guess}: {miss.text[:100]}"


def _summary(report: Report) -> Iterator[str]:
    yield f"messages {report.messages}"
    yield (
        f"accuracy {report.accuracy:.3f}   macro-F1 {report.macro_f1:.3f}   "
        f"top-3 {report.top3:.3f}   ECE {report.ece:.3f}   "
        f"out-of-scope AUROC {_figure(report.oos_auroc)}"
    )
    yield from _safety(report.safety)


def _safety(score: SafetyScore) -> Iterator[str]:
    yield (
        f"alarm raised on {score.risks} risks: {_figure(score.recall_any)} "
        f"(certain {_figure(score.recall_certain)}, right kind {_figure(score.right_kind)})"
    )
    yield (
        f"false alarms on {score.others} others: certain {_figure(score.false_certain)}, "
        f"any {_figure(score.false_any)}"
    )
    yield (
        f"false alarms on {score.hard} hard negatives: certain {_figure(score.hard_certain)}, "
        f"any {_figure(score.hard_any)}"
    )


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
