"""Runs one scorer file on behalf of the sandbox, in a process of its own.

Reads job.json and the scorer beside itself, writes results.jsonl, one JSON object a line, each as soon as it is known:
what was found out is kept when the time limit ends the rest. Nothing the scorer prints can reach these files' reader.
"""

import inspect
import json
import linecache
import math
import os
import sys
import traceback
import types

NODE_TYPES = ("chain", "chat", "llm", "retriever", "tool", "agent", "workflow", "trace", "session")
DEFAULT_NODE_TYPES = ["llm", "chat"]
SCORE_TYPES = {"float": float, "int": int, "bool": bool, "str": str}
CHAIN_AGGREGATIONS = ("sum", "average", "first", "last")
# A logged span is called by its newer name, a scorer may still use the older one.
OLDER_NODE_TYPES = {"llm": "chat", "workflow": "chain"}


class Invalid(Exception):
    """The scorer file is not valid, for the reason given."""


def blame(what):
    """The exception being handled, as the scorer's author wants to see it: without the frames of this driver."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and trace is None:
        lines = traceback.format_exception_only(kind, error)
    else:
        lines = traceback.format_exception(kind, error, trace)
    words = what + ":\n" + "".join(lines).strip()
    return words + "\nThe sandbox limits the memory of a scorer." if isinstance(error, MemoryError) else words


def limit_memory(limit):
    """So that one huge object fails here at once. The sandbox watches the memory that is really used from outside."""
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, OSError, ValueError):
        pass


def lead_a_group():
    """So that the sandbox finds what the scorer leaves running. Windows has no such groups."""
    try:
        os.setsid()
    except (AttributeError, OSError):
        pass


def parse(source, file_name):
    try:
        return compile(source, file_name, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Invalid(blame("The scorer file cannot be parsed")) from None


def load(code, source, file_name):
    text = source.decode("utf-8", "replace")
    linecache.cache[file_name] = (len(text), None, text.splitlines(True), file_name)
    module = types.ModuleType("scorer")
    module.__file__ = file_name
    sys.modules["scorer"] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        raise Invalid(blame("The scorer file cannot be loaded")) from None
    return module


def parameters(function, name):
    if not callable(function):
        raise Invalid(f"{name} must be a function.")
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):
        raise Invalid(f"The parameters of {name} cannot be read.") from None


class Scorer:
    """A loaded scorer file whose declarations were checked."""

    def __init__(self, module, job):
        self.function = getattr(module, "scorer_fn", None)
        if self.function is not None and "kwargs" not in parameters(self.function, "scorer_fn"):
            raise Invalid("scorer_fn must have a parameter named kwargs (**kwargs).")

        self.aggregator = getattr(module, "aggregator_fn", None)
        if self.aggregator is not None and "scores" not in parameters(self.aggregator, "aggregator_fn"):
            raise Invalid("aggregator_fn must have a parameter named scores.")

        self.score_type = job["score_type"] or self.declared_score_type(module)
        self.node_types = job["node_types"] or self.declared_node_types(module)
        self.include_llm_credentials = getattr(module, "include_llm_credentials", False)
        if not isinstance(self.include_llm_credentials, bool):
            raise Invalid("include_llm_credentials must be True or False.")
        self.chain_aggregation = getattr(module, "chain_aggregation", None)
        if self.chain_aggregation is not None and self.chain_aggregation not in CHAIN_AGGREGATIONS:
            raise Invalid("chain_aggregation must be one of " + ", ".join(CHAIN_AGGREGATIONS) + ".")

    def call(self, function, name, **arguments):
        try:
            return function(**arguments)
        except BaseException:
            raise Invalid(blame(f"{name} raised an exception")) from None

    def declared_score_type(self, module):
        function = getattr(module, "score_type", None)
        if function is None:
            return "float"
        parameters(function, "score_type")
        declared = self.call(function, "score_type")
        for name, kind in SCORE_TYPES.items():
            if declared is kind:
                return name
        raise Invalid("score_type must return one of the types " + ", ".join(SCORE_TYPES) + f", not {declared!r}.")

    def declared_node_types(self, module):
        function = getattr(module, "scoreable_node_types_fn", None)
        if function is None:
            return list(DEFAULT_NODE_TYPES)
        parameters(function, "scoreable_node_types_fn")
        declared = self.call(function, "scoreable_node_types_fn")
        if not isinstance(declared, (list, tuple)) or not declared:
            raise Invalid("scoreable_node_types_fn must return a list of node types.")
        names = [getattr(item, "value", item) for item in declared]
        for name in names:
            if name not in NODE_TYPES:
                raise Invalid(f"scoreable_node_types_fn returned {name!r}; node types are " + ", ".join(NODE_TYPES) + ".")
        return names

    def scores(self, node_type):
        return node_type in self.node_types or OLDER_NODE_TYPES.get(node_type) in self.node_types

    def score(self, arguments):
        """The score of one node and what the scorer says about it."""
        if self.function is None:
            return None, None
        result = self.call(self.function, "scorer_fn", **arguments)
        metadata = None
        if isinstance(result, tuple):
            if len(result) != 2 or not isinstance(result[1], (dict, type(None))):
                raise Invalid("scorer_fn must return a score, or a pair of a score and a dict of metadata.")
            result, metadata = result
        return self.coerce(result), plain(metadata)

    def coerce(self, score):
        if score is None:
            return None
        wanted = self.score_type
        if wanted == "str" and isinstance(score, (str, bool, int, float)):
            return str(score)
        if wanted == "bool" and (isinstance(score, bool) or score in (0, 1)) and not isinstance(score, str):
            return bool(score)
        if wanted in ("float", "int") and isinstance(score, (bool, int, float)):
            if not math.isfinite(score):
                raise Invalid(f"scorer_fn returned {score!r}; a score must be a finite number.")
            if wanted == "float":
                return float(score)
            if float(score).is_integer():
                return int(score)
        raise Invalid(
            f"scorer_fn returned {score!r} of type {type(score).__name__}, which is no {wanted}; "
            "declare another type with score_type().")

    def aggregate(self, scores):
        if self.aggregator is not None and scores:
            self.call(self.aggregator, "aggregator_fn", scores=scores)


def plain(metadata):
    """Metadata as JSON can hold it."""
    return None if metadata is None else json.loads(json.dumps(metadata, default=str, allow_nan=False))


def text(value):
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, dict) and isinstance(value.get("content"), str):
        return value["content"]
    return json.dumps(value, ensure_ascii=False)


def as_object(value):
    if isinstance(value, list):
        return [as_object(item) for item in value]
    if isinstance(value, dict):
        return types.SimpleNamespace(**{key: as_object(item) for key, item in value.items()})
    return value


def step_object(node, children):
    """A trace or span as the newer form sees it: attributes, its spans below it."""
    step = types.SimpleNamespace(**node)
    step.input = as_object(node.get("input"))
    step.output = as_object(node.get("output"))
    step.metrics = as_object(node.get("metrics") or {})
    step.spans = [step_object(child, children) for child in children.get(node["id"], [])]
    return step


def arguments(index, node, children):
    """What both forms of scorer_fn are called with; what one does not name ends up in its kwargs."""
    return {
        "index": index,
        "node_input": text(node.get("input")),
        "node_output": text(node.get("output")),
        "node_name": node.get("name") or "",
        "node_type": node["type"],
        "node_id": node["id"],
        "tools": node.get("tools"),
        "dataset_variables": node.get("dataset_metadata") or {},
        "step_object": step_object(node, children),
    }


def validate(scorer, job, write):
    test_scores = []
    for index, node_type in enumerate(scorer.node_types):
        node = {
            "id": job["node_ids"][index % len(job["node_ids"])], "type": node_type, "name": "test_" + node_type,
            "input": job["test_input"], "output": job["test_output"], "tools": None, "tags": [], "user_metadata": {},
            "dataset_metadata": {}, "metrics": {}, "parent_id": None,
        }
        if node_type in ("llm", "chat"):
            node["input"] = [{"role": "user", "content": job["test_input"]}]
            node["output"] = {"role": "assistant", "content": job["test_output"]}
        call = arguments(index, node, {})
        call["node_input"] = job["test_input"]
        score, _ = scorer.score(call)
        test_scores.append({"node_type": node_type, "score": score})
    scorer.aggregate([item["score"] for item in test_scores if item["score"] is not None])
    write({
        "result_type": "valid",
        "score_type": scorer.score_type,
        "scoreable_node_types": scorer.node_types,
        "include_llm_credentials": scorer.include_llm_credentials,
        "chain_aggregation": scorer.chain_aggregation,
        "test_scores": test_scores,
    })


def score_records(scorer, job, write):
    nodes = {node["id"]: node for node in job["records"]}
    children = {}
    for node in job["records"]:
        children.setdefault(node.get("parent_id"), []).append(node)
    for index, key in enumerate(job["selected"]):
        node = nodes[key]
        if not scorer.scores(node["type"]):
            write({"id": key, "status_type": "not_applicable"})
            continue
        try:
            score, metadata = scorer.score(arguments(index, node, children))
        except Invalid as reason:
            write({"id": key, "status_type": "error", "message": str(reason)})
        else:
            write({"id": key, "status_type": "success", "value": score, "metadata": metadata})


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "job.json"), encoding="utf-8") as file:
        job = json.load(file)
    with open(os.path.join(here, "scorer.bin"), "rb") as file:
        source = file.read()
    # Half of a surrogate pair is a text for Python and for no reader of UTF-8: a question mark stands for it.
    results = open(os.path.join(here, "results.jsonl"), "w", encoding="utf-8", errors="replace", newline="\n")

    def write(line):
        results.write(json.dumps(line, ensure_ascii=False) + "\n")
        results.flush()

    # What the scorer prints, or a program that it starts, goes nowhere.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)

    lead_a_group()
    limit_memory(job["address_space"])
    try:
        file_name = job["file_name"]
        code = parse(source, file_name)
        scorer = Scorer(load(code, source, file_name), job)
        (score_records if job["selected"] is not None else validate)(scorer, job, write)
    except Invalid as reason:
        write({"result_type": "invalid", "error_message": str(reason)})
    results.close()
    # A thread that the scorer left behind must not keep the process.
    os._exit(0)


if __name__ == "__main__":
    main()
