"""A scorer that the service rejects: its function takes no **kwargs, so a new argument would break it."""


def scorer_fn(*, index, node_input, node_output) -> float:
    return 1.0
