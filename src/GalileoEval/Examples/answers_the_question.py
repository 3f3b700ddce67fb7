"""Checks whether an answer uses words of its question.

Uses the newer scorer signature: the whole trace or span is one argument, and a score may have metadata.
"""

import re

SMALL_WORDS = {"a", "an", "and", "are", "can", "do", "how", "i", "in", "is", "it", "my", "of", "the", "to", "what", "you"}


def text_of(value) -> str:
    """Returns the text of an input or output: a string, a message, or a list of messages."""
    if isinstance(value, (list, tuple)):
        return " ".join(text_of(item) for item in value)
    return str(getattr(value, "content", value) or "")


def content_words(text) -> set:
    return set(re.findall(r"[a-z]{2,}", text.lower())) - SMALL_WORDS


def scorer_fn(*, step_object, **kwargs):
    asked = content_words(text_of(step_object.input))
    shared = asked & content_words(text_of(step_object.output))
    return not asked or bool(shared), {"shared_words": sorted(shared)}


def score_type() -> type:
    return bool
