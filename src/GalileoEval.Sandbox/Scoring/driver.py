"""Runs one scorer file on behalf of the sandbox, in a process of its own.

Reads the job and the scorer file from its standard input. Writes the results to the pipe that was its standard output, one
JSON object a line, each as soon as it is known: what was found out is kept when the time limit ends the rest. The last
line says that the driver itself came to its end.
"""

import inspect
import json
import linecache
import math
import os
import re
import sys
import traceback
import types

NODE_TYPES = ("chain", "chat", "llm", "retriever", "tool", "agent", "workflow", "trace", "session")
DEFAULT_NODE_TYPES = ["llm", "chat"]
SCORE_TYPES = {"float": float, "int": int, "bool": bool, "str": str}
CHAIN_AGGREGATIONS = ("sum", "average", "first", "last")
# A logged span is called by its newer name, a scorer may still use the older one.
OLDER_NODE_TYPES = {"llm": "chat", "workflow": "chain"}
MESSAGE_LIMIT = 16 * 1024
VALUE_LIMIT = 200
RECORD_LIMIT = 1024 * 1024
# What the PEP 723 block of the scorer file names.
dependencies = ""


class Invalid(Exception):
    """The scorer file is not valid, for the reason given."""


def bounded(message):
    """A message with its middle left out where it is long: a traceback begins with the place and ends with the reason."""
    if len(message) <= MESSAGE_LIMIT:
        return message
    half = MESSAGE_LIMIT // 2
    return f"{message[:half]}\n... ({len(message) - 2 * half} characters left out) ...\n{message[-half:]}"


def shown(value):
    """A value of the scorer's as a message shows it."""
    try:
        words = str(value)
    except BaseException:
        words = f"<{type(value).__name__}>"
    return words if len(words) <= VALUE_LIMIT else words[:VALUE_LIMIT] + "..."


def blame(what):
    """The exception being handled, as the scorer's author wants to see it: without the frames of this driver."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_code.co_filename == blame.__code__.co_filename:
        trace = trace.tb_next
    try:
        if isinstance(error, SyntaxError) and trace is None:
            lines = traceback.format_exception_only(kind, error)
        else:
            lines = traceback.format_exception(kind, error, trace)
        words = "".join(lines).strip()
    except BaseException:
        # A message so long that there is no memory for it, or one that cannot be made.
        words = kind.__name__
    words = what + "\n" + words
    if isinstance(error, MemoryError):
        words += "\nThe sandbox limits the memory of a scorer."
    if isinstance(error, ModuleNotFoundError) and dependencies:
        words += (
            f"\nThe file's PEP 723 block names {dependencies}. The sandbox installs no packages: "
            f"install them for {sys.executable}, or start the sandbox with a Python that has them.")
    return words


def read_dependencies(source):
    """The dependencies in a PEP 723 block, as one text; empty without such a block."""
    lines = source.decode("utf-8", "replace")
    block = re.search(r"^# /// script$\s(?P<content>(?:^#(?: .*)?$\s)+?)^# ///$", lines, re.MULTILINE)
    listed = block and re.search(r"dependencies\s*=\s*\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]", block["content"])
    return bounded(", ".join(re.findall(r"""["']([^"'\n]+)["']""", listed[1]))) if listed else ""


def limit_memory(limit):
    """So that one huge object fails here at once. The sandbox watches the memory that is really used from outside."""
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, OSError, ValueError):
        pass


def parse(source, file_name):
    try:
        return compile(source, file_name, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        kind = sys.exc_info()[0].__name__
        raise Invalid(blame(f"Invalid Python code in scorer file. {kind} when parsing:")) from None


def load(code, source, file_name):
    text = source.decode("utf-8", "replace")
    linecache.cache[file_name] = (len(text), None, text.splitlines(True), file_name)
    module = types.ModuleType("scorer")
    module.__file__ = file_name
    sys.modules["scorer"] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        raise Invalid(blame("Error while loading your custom metric code:")) from None
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
            raise Invalid("scorer_fn must have the argument 'kwargs'.")

        self.aggregator = getattr(module, "aggregator_fn", None)
        if self.aggregator is not None and "scores" not in parameters(self.aggregator, "aggregator_fn"):
            raise Invalid("aggregator_fn must have the argument 'scores'.")

        self.score_type = job["score_type"] or self.declared_score_type(module)
        self.node_types = job["node_types"] or self.declared_node_types(module)
        self.include_llm_credentials = getattr(module, "include_llm_credentials", False)
        if not isinstance(self.include_llm_credentials, bool):
            raise Invalid("include_llm_credentials must be a boolean.")
        # The scores of a chain's steps are averaged unless the file says otherwise. Texts have no average.
        usual = None if self.score_type == "str" else "average"
        self.chain_aggregation = getattr(module, "chain_aggregation", usual)
        if self.chain_aggregation is not None and not isinstance(self.chain_aggregation, str):
            raise Invalid("chain_aggregation must be a string.")
        if self.chain_aggregation is not None and self.chain_aggregation not in CHAIN_AGGREGATIONS:
            raise Invalid(
                f"{shown(self.chain_aggregation)} is not a valid strategy. chain_aggregation must be one of "
                + ", ".join(CHAIN_AGGREGATIONS) + ".")

    def call(self, function, what, **arguments):
        try:
            return function(**arguments)
        except BaseException:
            raise Invalid(blame(f"Error running {what}:")) from None

    def declared_score_type(self, module):
        function = getattr(module, "score_type", None)
        if function is None:
            return "float"
        parameters(function, "score_type")
        declared = self.call(function, "score_type")
        for name, kind in SCORE_TYPES.items():
            if declared is kind:
                return name
        raise Invalid("score_type must return one of " + ", ".join(SCORE_TYPES) + f", not {shown(declared)}.")

    def declared_node_types(self, module):
        function = getattr(module, "scoreable_node_types_fn", None)
        if function is None:
            return list(DEFAULT_NODE_TYPES)
        parameters(function, "scoreable_node_types_fn")
        declared = self.call(function, "scoreable_node_types_fn")
        if not isinstance(declared, list) or not declared:
            raise Invalid("scoreable_node_types_fn must return a list.")
        names = [getattr(item, "value", item) for item in declared]
        for name in names:
            if name not in NODE_TYPES:
                raise Invalid(f"Node type {shown(name)} is invalid. Valid node types are " + ", ".join(NODE_TYPES) + ".")
        return names

    def scores(self, node_type):
        return node_type in self.node_types or OLDER_NODE_TYPES.get(node_type) in self.node_types

    def score(self, arguments):
        """The score of one node and what the scorer says about it."""
        if self.function is None:
            return None, None
        result = self.call(self.function, f"scorer function on node type '{arguments['node_type']}'", **arguments)
        metadata = None
        if isinstance(result, tuple):
            if len(result) != 2 or not isinstance(result[1], (dict, type(None))):
                raise Invalid("scorer_fn must return a score, or a pair of a score and a dict of metadata.")
            result, metadata = result
        return self.coerce(result), plain(metadata)

    def coerce(self, score):
        if score is None:
            return None
        failure = f"Failed to coerce value '{shown(score)}' to type {self.score_type}."
        try:
            value = SCORE_TYPES[self.score_type](score)
        except BaseException:
            raise Invalid(failure) from None
        # JSON has no other numbers.
        if isinstance(value, float) and not math.isfinite(value):
            raise Invalid(failure + " A score must be a finite number.")
        return value

    def aggregate(self, scores):
        if self.aggregator is not None and scores:
            self.call(self.aggregator, "aggregator_fn", scores=scores)


def plain(metadata):
    """Metadata as JSON can hold it."""
    try:
        return None if metadata is None else json.loads(json.dumps(metadata, default=str, allow_nan=False))
    except Exception:
        raise Invalid(blame("The metadata of the score cannot be written as JSON:")) from None


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
            write({"id": key, "status_type": "error", "message": bounded(str(reason))})
            continue
        try:
            write({"id": key, "status_type": "success", "value": score, "metadata": metadata})
        except Invalid as reason:
            write({"id": key, "status_type": "error", "message": str(reason)})


def read_part():
    """One part of the input: its length in a line, then its bytes."""
    return sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))


def take_pipe():
    """Moves the pipe to the supervisor to a number that nobody guesses and that no program of the scorer's inherits."""
    try:
        import fcntl
        return fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, 64 + os.urandom(1)[0] % 128)
    except (ImportError, OSError):
        return os.dup(1)


def open_results(token):
    """The function that writes a record, and the one that writes the end of all records."""
    # Half of a surrogate pair is a text for Python and for no reader of UTF-8: a question mark stands for it.
    pipe = open(take_pipe(), "w", encoding="utf-8", errors="replace", newline="\n")
    process = os.getpid()

    def write_line(line):
        # A fork of the scorer's that returns from its function has nothing to report.
        if os.getpid() != process:
            os._exit(0)
        pipe.write(f"{token} {line}\n")
        pipe.flush()

    def write(record):
        try:
            line = json.dumps(record, ensure_ascii=False)
        except (ValueError, RecursionError, MemoryError):
            raise Invalid(blame("The scores cannot be written as JSON:")) from None
        if len(line) > RECORD_LIMIT:
            raise Invalid("The scores and their metadata take more than 1 MB as JSON.")
        write_line(line)

    return write, lambda: write_line("end")


def main():
    global dependencies
    job = json.loads(read_part())
    source = read_part()
    write, write_end = open_results(job.pop("token"))

    # What the scorer prints, or a program that it starts, goes nowhere.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)

    limit_memory(job["address_space"])
    try:
        file_name = job["file_name"]
        dependencies = read_dependencies(source)
        code = parse(source, file_name)
        scorer = Scorer(load(code, source, file_name), job)
        (score_records if job["selected"] is not None else validate)(scorer, job, write)
    except Invalid as reason:
        write({"result_type": "invalid", "error_message": bounded(str(reason))})
    write_end()
    # A thread that the scorer left behind must not keep the process.
    os._exit(0)


main()
