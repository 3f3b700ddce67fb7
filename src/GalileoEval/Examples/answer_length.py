"""How many words an answer has, as a share of the longest one that is still easy to read.

The older form of a scorer: the parts of a record come as named arguments, and the file says itself what it returns
and which kinds of record it scores.
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
