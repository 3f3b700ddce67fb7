"""Scores the length of an answer: its number of words, relative to the longest answer that is easy to read.

Uses the older scorer signature: the parts of a record are named arguments, and the file declares the type of its
scores and the node types that it scores.
"""

LONGEST = 120


def scorer_fn(*, index, node_input, node_output, **kwargs) -> float:
    words = len(str(node_output or "").split())
    return min(words / LONGEST, 1.0)


def aggregator_fn(*, scores) -> dict:
    known = [score for score in scores if score is not None]
    return {"Average length": sum(known) / len(known) if known else 0.0}


def score_type() -> type:
    return float


def scoreable_node_types_fn() -> list:
    return ["llm", "chat"]
