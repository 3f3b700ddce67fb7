"""Runs one scorer file for the sandbox, in a separate process.

Reads the job and the scorer file from standard input. Writes the results to the pipe that was its standard output, one
JSON object per line, each as soon as it is known, so that results survive a timeout. The last line reports that the driver
completed.
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
# Logged spans have the newer type name; a scorer may still use the older one.
OLDER_NODE_TYPES = {"llm": "chat", "workflow": "chain"}
MESSAGE_LIMIT = 16 * 1024
VALUE_LIMIT = 200
RECORD_LIMIT = 1024 * 1024
# The dependencies in the PEP 723 block of the scorer file.
dependencies = ""


class Invalid(Exception):
    """Raised when the scorer file is invalid; the message is the reason."""


def bounded(message):
    """Truncates the middle of a long message: a traceback begins with the location and ends with the reason."""
    if len(message) <= MESSAGE_LIMIT:
        return message
    half = MESSAGE_LIMIT // 2
    return f"{message[:half]}\n... ({len(message) - 2 * half} characters left out) ...\n{message[-half:]}"


def display(value):
    """Formats a value of the scorer for a message."""
    try:
        text = str(value)
    except BaseException:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= VALUE_LIMIT else text[:VALUE_LIMIT] + "..."


def error_report(what):
    """Formats the current exception for the author of the scorer, without the stack frames of this driver."""
    kind, error, trace = sys.exc_info()
    while trace is not None and trace.tb_frame.f_code.co_filename == error_report.__code__.co_filename:
        trace = trace.tb_next
    try:
        if isinstance(error, SyntaxError) and trace is None:
            lines = traceback.format_exception_only(kind, error)
        else:
            lines = traceback.format_exception(kind, error, trace)
        text = "".join(lines).strip()
    except BaseException:
        # The message does not fit into memory, or cannot be formatted.
        text = kind.__name__
    text = what + "\n" + text
    if isinstance(error, MemoryError):
        text += "\nThe sandbox limits the memory of a scorer."
    if isinstance(error, ModuleNotFoundError) and dependencies:
        text += (
            f"\nThe file's PEP 723 block names {dependencies}. The sandbox installs no packages: "
            f"install them for {sys.executable}, or start the sandbox with a Python that has them.")
    return text


def read_dependencies(source):
    """Returns the dependencies in the PEP 723 block as a comma-separated string; empty without such a block."""
    lines = source.decode("utf-8", "replace")
    block = re.search(r"^# /// script$\s(?P<content>(?:^#(?: .*)?$\s)+?)^# ///$", lines, re.MULTILINE)
    listed = block and re.search(r"dependencies\s*=\s*\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]", block["content"])
    return bounded(", ".join(re.findall(r"""["']([^"'\n]+)["']""", listed[1]))) if listed else ""


def limit_memory(limit):
    """Limits the address space, so that a single huge allocation fails at once. The supervisor checks the resident memory."""
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
        raise Invalid(error_report(f"Invalid Python code in scorer file. {kind} when parsing:")) from None


def load(code, source, file_name):
    text = source.decode("utf-8", "replace")
    linecache.cache[file_name] = (len(text), None, text.splitlines(True), file_name)
    module = types.ModuleType("scorer")
    module.__file__ = file_name
    sys.modules["scorer"] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        raise Invalid(error_report("Error while loading your custom metric code:")) from None
    return module


def parameters(function, name):
    if not callable(function):
        raise Invalid(f"{name} must be a function.")
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):
        raise Invalid(f"The parameters of {name} cannot be read.") from None


class Scorer:
    """A loaded scorer file with valid declarations."""

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
        # By default the scores of the steps of a chain are averaged. Strings have no average.
        default = None if self.score_type == "str" else "average"
        self.chain_aggregation = getattr(module, "chain_aggregation", default)
        if self.chain_aggregation is not None and not isinstance(self.chain_aggregation, str):
            raise Invalid("chain_aggregation must be a string.")
        if self.chain_aggregation is not None and self.chain_aggregation not in CHAIN_AGGREGATIONS:
            raise Invalid(
                f"{display(self.chain_aggregation)} is not a valid strategy. chain_aggregation must be one of "
                + ", ".join(CHAIN_AGGREGATIONS) + ".")

    def call(self, function, what, **arguments):
        try:
            return function(**arguments)
        except BaseException:
            raise Invalid(error_report(f"Error running {what}:")) from None

    def declared_score_type(self, module):
        function = getattr(module, "score_type", None)
        if function is None:
            return "float"
        parameters(function, "score_type")
        declared = self.call(function, "score_type")
        for name, kind in SCORE_TYPES.items():
            if declared is kind:
                return name
        raise Invalid("score_type must return one of " + ", ".join(SCORE_TYPES) + f", not {display(declared)}.")

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
                raise Invalid(f"Node type {display(name)} is invalid. Valid node types are " + ", ".join(NODE_TYPES) + ".")
        return names

    def scores(self, node_type):
        return node_type in self.node_types or OLDER_NODE_TYPES.get(node_type) in self.node_types

    def score(self, arguments):
        """Returns the score of one node and the metadata of the score."""
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
        failure = f"Failed to coerce value '{display(score)}' to type {self.score_type}."
        try:
            value = SCORE_TYPES[self.score_type](score)
        except BaseException:
            raise Invalid(failure) from None
        # JSON cannot represent infinity or NaN.
        if isinstance(value, float) and not math.isfinite(value):
            raise Invalid(failure + " A score must be a finite number.")
        return value

    def aggregate(self, scores):
        if self.aggregator is not None and scores:
            self.call(self.aggregator, "aggregator_fn", scores=scores)


def plain(metadata):
    """Converts metadata to types that JSON can represent."""
    try:
        return None if metadata is None else json.loads(json.dumps(metadata, default=str, allow_nan=False))
    except Exception:
        raise Invalid(error_report("The metadata of the score cannot be written as JSON:")) from None


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
    """Builds the step_object of the newer signature: a trace or span with attributes and child spans."""
    step = types.SimpleNamespace(**node)
    step.input = as_object(node.get("input"))
    step.output = as_object(node.get("output"))
    step.metrics = as_object(node.get("metrics") or {})
    step.spans = [step_object(child, children) for child in children.get(node["id"], [])]
    return step


def arguments(index, node, children):
    """Returns the arguments of both signatures of scorer_fn; undeclared ones end up in kwargs."""
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
    """Reads one part of the input: a line with its length, then its bytes."""
    return sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))


def take_pipe():
    """Moves the pipe to the supervisor to a random file descriptor that child processes do not inherit."""
    try:
        import fcntl
        return fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, 64 + os.urandom(1)[0] % 128)
    except (ImportError, OSError):
        return os.dup(1)


def open_results(token):
    """Returns the function that writes a record, and the function that writes the end marker."""
    # Python strings can contain lone surrogates, which UTF-8 cannot encode: they become question marks.
    pipe = open(take_pipe(), "w", encoding="utf-8", errors="replace", newline="\n")
    process = os.getpid()

    def write_line(line):
        # A forked copy of this process that returns from scorer_fn must not report results.
        if os.getpid() != process:
            os._exit(0)
        pipe.write(f"{token} {line}\n")
        pipe.flush()

    def write(record):
        try:
            line = json.dumps(record, ensure_ascii=False)
        except (ValueError, RecursionError, MemoryError):
            raise Invalid(error_report("The scores cannot be written as JSON:")) from None
        if len(line) > RECORD_LIMIT:
            raise Invalid("The scores and their metadata take more than 1 MB as JSON.")
        write_line(line)

    return write, lambda: write_line("end")


def main():
    global dependencies
    job = json.loads(read_part())
    source = read_part()
    write, write_end = open_results(job.pop("token"))

    # Discard the output of the scorer and of its child processes.
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
    # Exit even if threads of the scorer are still running.
    os._exit(0)


main()
