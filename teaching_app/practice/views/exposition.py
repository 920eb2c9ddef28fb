"""Metrics in the format of Prometheus: from the rows, and what this process counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from statistics import quantiles

from django.conf import settings
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from teaching_app.counters import REGISTRY
from teaching_app.practice.selectors import workload
from teaching_app.practice.selectors.style_answers import style_answers

STYLE_DAYS = 7
STYLE_NEWEST = 1000
SHARES = {"0.5": 50, "0.95": 95}
QUEUES = ("CHORES_QUEUE", "ANALYSIS_QUEUE", "REQUESTS_QUEUE", "BACKGROUND_QUEUE")


def exposition() -> bytes:
    """Everything that is measured, as text."""
    of_rows = CollectorRegistry()
    of_rows.register(Rows())
    return generate_latest(of_rows) + generate_latest(REGISTRY)


class Rows(Collector):
    """Metrics that are read from the database, the same in every web process."""

    def collect(self) -> Iterator[Metric]:
        """Each family of metrics."""
        yield from _queues(workload.waiting())
        yield from _takes(workload.ended())
        if settings.EXPRESSION_ENABLED:
            yield from _styles()

    def describe(self) -> Iterable[Metric]:
        """Nothing, so that registering it reads no rows."""
        return ()


def _queues(found: list[workload.Waiting]) -> Iterator[Metric]:
    jobs = GaugeMetricFamily(
        "intona_queue_jobs",
        "Jobs that wait or run, by queue and kind.",
        labels=["queue", "kind", "state"],
    )
    ages = GaugeMetricFamily(
        "intona_queue_oldest_seconds",
        "How long the oldest waiting job of each queue has waited.",
        labels=["queue"],
    )
    oldest = dict.fromkeys((getattr(settings, name) for name in QUEUES), 0.0)
    for each in found:
        jobs.add_metric([each.queue, each.kind, "queued"], each.queued)
        jobs.add_metric([each.queue, each.kind, "running"], each.running)
        oldest[each.queue] = max(oldest.get(each.queue, 0.0), each.oldest_s)
    for queue, age in oldest.items():
        ages.add_metric([queue], age)
    yield from (jobs, ages)


def _takes(found: workload.Ended) -> Iterator[Metric]:
    outcomes = GaugeMetricFamily(
        "intona_takes_ended",
        f"Newest takes (at most {workload.NEWEST}) of the last quarter of an hour.",
        labels=["outcome", "reason"],
    )
    for (outcome, reason), n in sorted(found.outcomes.items()):
        outcomes.add_metric([outcome, reason], n)
    stages = GaugeMetricFamily(
        "intona_stage_seconds",
        "How long each stage of these takes.",
        labels=["stage", "quantile"],
    )
    for stage, seconds in sorted(found.stages_s.items()):
        for label, value in _quantiles(seconds):
            stages.add_metric([stage, label], value)
    yield from (outcomes, stages)
    for name, what, seconds in (
        ("intona_take_wait_seconds", "From being queued to the claim.", found.waits_s),
        ("intona_take_seconds", "From being queued to the end.", found.totals_s),
    ):
        family = GaugeMetricFamily(name, what, labels=["quantile"])
        for label, value in _quantiles(seconds):
            family.add_metric([label], value)
        yield family


def _styles() -> Iterator[Metric]:
    """How often each style is recognised and chosen, unless by too few learners."""
    since = timezone.now() - timedelta(days=STYLE_DAYS)
    answers = style_answers(since, newest=STYLE_NEWEST)
    named = GaugeMetricFamily(
        "intona_style_answers_ratio",
        f"Share of each style in the clear answers of {STYLE_DAYS} days.",
        labels=["style"],
    )
    chosen = GaugeMetricFamily(
        "intona_style_chosen_ratio",
        "Share of each style in what learners chose for these takes.",
        labels=["style"],
    )
    clear = GaugeMetricFamily("intona_style_answers_clear", "Number of clear answers.")
    prevails = GaugeMetricFamily(
        "intona_style_answers_prevailing",
        "1 where one style is recognised far more often than chosen.",
    )
    if answers:
        _add_shares(named, Counter(answers.named))
        _add_shares(chosen, Counter(answers.chosen))
        clear.add_metric([], answers.n_clear)
        prevails.add_metric([], float(answers.prevailing is not None))
    yield from (named, chosen, clear, prevails)


def _add_shares(family: GaugeMetricFamily, counts: Counter[str]) -> None:
    for style, n in sorted(counts.items()):
        family.add_metric([style], n / counts.total())


def _quantiles(seconds: list[float]) -> Iterator[tuple[str, float]]:
    if not seconds:
        return
    points = seconds if len(seconds) > 1 else seconds * 2
    cuts = quantiles(points, n=100, method="inclusive")
    for label, percent in SHARES.items():
        yield label, cuts[percent - 1]
