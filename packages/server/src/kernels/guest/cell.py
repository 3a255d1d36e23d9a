"""Runs one cell of Python. `bridge` is the worker's side (python-cell.ts)."""

import ast
import datetime
import decimal
import inspect
import json
import math
import sys
import traceback
from array import array

from pyodide.ffi import JsException, run_sync, to_js

EPOCH = datetime.datetime(1970, 1, 1)
FILE = "<cell>"
# Python itself writes no number of more than 4300 digits.
BEYOND_DIGITS = 10**4300


class NotShareable(Exception):
    pass


class UndefinedName(Exception):
    pass


def encode(value, path="", depth=0):
    if depth > 64:
        raise NotShareable(f"nested deeper than 64 levels, or in itself, at {path[:100]}")
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        if -(2**53) < value < 2**53:
            return int(value)
        if not -BEYOND_DIGITS < value < BEYOND_DIGITS:
            raise NotShareable("a number of more than 4300 digits" if path == "" else f"a number of more than 4300 digits at {path.lstrip('.')}")
        return {"$": "integer", "v": str(value)}
    if isinstance(value, decimal.Decimal):
        value = float(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return float(value)
        return {"$": "number", "v": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, datetime.datetime):
        return {"$": "date", "v": millis(value)}
    if isinstance(value, datetime.date):
        return {"$": "day", "v": millis(datetime.datetime(value.year, value.month, value.day))}
    if isinstance(value, dict):
        made = {str(key): encode(item, f"{path}.{key}", depth + 1) for key, item in value.items()}
        return {"$": "object", "v": made} if "$" in made else made
    if isinstance(value, (list, tuple, set, frozenset, array, range)):
        return [encode(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
    what = "a function" if callable(value) and not isinstance(value, type) else "a class" if isinstance(value, type) else f"an object of {type(value).__name__}"
    raise NotShareable(what if path == "" else f"{what} at {path.lstrip('.')}")


def decode(data):
    if isinstance(data, list):
        return [decode(item) for item in data]
    if not isinstance(data, dict):
        return data
    kind, value = data.get("$"), data.get("v")
    if kind == "date":
        return None if value is None else moment(value)
    if kind == "day":
        return moment(value).date()
    if kind == "integer":
        return int(value)
    if kind == "number":
        return float(value)
    return {key: decode(item) for key, item in (value if kind == "object" else data).items()}


def moment(ms):
    return EPOCH + datetime.timedelta(milliseconds=ms)


def millis(value):
    if value.tzinfo is not None:
        value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return (value - EPOCH) / datetime.timedelta(milliseconds=1)


class Source:
    """A table of another cell: its columns are made when first looked at, and handed on untouched."""

    def __init__(self, table):
        self.table = table

    def column(self, name):
        kind, data, gaps = self.table.read(name)
        if kind in ("d", "q"):
            values = array(kind)
            values.frombytes(data.to_bytes())
            values = values.tolist()
        elif kind == "bool":
            values = [byte == 1 for byte in data.to_bytes()]
        elif kind in ("date", "day"):
            numbers = array("d")
            numbers.frombytes(data.to_bytes())
            values = [moment(ms) for ms in numbers] if kind == "date" else [moment(ms).date() for ms in numbers]
        elif kind == "text":
            values = data.split("\0")
        else:
            values = decode(json.loads(data))
        if gaps is not None:
            values = [None if gap else value for value, gap in zip(values, gaps.to_bytes())]
        return values


def frame_of(table):
    return Frame._of({name: None for name in table.names.to_py()}, table.rowCount, Source(table))


def pack(name, values):
    """A column as the worker takes it: kind, values, gaps."""
    kinds = set(map(type, values))
    gaps = None
    if type(None) in kinds:
        kinds.discard(type(None))
        gaps = to_js(bytes(value is None for value in values))
        filler = {bool: False, str: "", datetime.date: EPOCH.date(), datetime.datetime: EPOCH}.get(next(iter(kinds), str), 0)
        values = [filler if value is None else value for value in values]
    if decimal.Decimal in kinds:
        kinds = {*(kinds - {decimal.Decimal}), float}
    if kinds == {bool}:
        return "bool", to_js(bytes(values)), gaps
    if kinds == {int}:
        try:
            return "q", to_js(array("q", values)), gaps
        except OverflowError:
            return "d", to_js(array("d", values)), gaps
    if kinds and kinds <= {int, float}:
        return "d", to_js(array("d", values)), gaps
    if kinds <= {str}:
        joined = "\0".join(values)
        if len(values) > 0 and joined.count("\0") == len(values) - 1:
            return "text", joined, gaps
        return "list", json.dumps(values), gaps
    if kinds == {datetime.datetime}:
        return "date", to_js(array("d", map(millis, values))), gaps
    if kinds == {datetime.date}:
        return "day", to_js(array("d", ((value - EPOCH.date()).days * 86400000 for value in values))), gaps
    raise NotShareable(f"a column that mixes {' and '.join(sorted(kind.__name__ for kind in kinds))} at {name}" if len(kinds) > 1 else f"a column of {kinds.pop().__name__} at {name}")


def put_table(bridge, frame):
    """The number of the part in which the worker has put the table."""
    if not frame._columns:
        raise NotShareable("a table without columns")
    table = bridge.newTable()
    for name, values in frame._columns.items():
        if values is None:
            table.same(name, frame._source.table)
        else:
            table.add(name, *pack(name, values))
    return table.finish()


def run(bridge, frame_class):
    global Frame
    Frame = frame_class
    shown = 0

    def display(value):
        nonlocal shown
        sys.stdout.flush()
        shown += 1
        if shown > bridge.displays:
            raise ValueError(f"a cell can show {bridge.displays} things")
        if isinstance(value, (list, tuple)) and value and all(isinstance(row, dict) for row in value):
            value = Frame(value)
        if isinstance(value, Frame):
            bridge.displayTable(put_table(bridge, value))
        elif isinstance(value, str):
            bridge.displayText(value)
        else:
            try:
                bridge.displayValue(json.dumps(encode(value)))
            except NotShareable:
                bridge.displayText(repr(value))

    def sql(text):
        """Asks a query; answers a frame."""
        return frame_of(run_sync(bridge.sql(str(text))))

    def read_input(name):
        """The value of an input; None where there is none of that name."""
        answer = run_sync(bridge.input(str(name)))
        return None if answer is None else decode(json.loads(answer))

    space = {"__name__": "__cell__", "__builtins__": __builtins__, "Frame": Frame, "display": display, "sql": sql, "input": read_input}
    for name in bridge.reads.to_py():
        table = bridge.readTable(name)
        space[name] = frame_of(table) if table is not None else decode(json.loads(bridge.readValue(name)))
    try:
        program, shows = compile_cell(bridge.code)
        result = eval(program, space)
        if inspect.iscoroutine(result):
            run_sync(result)
        if shows and space.get("__shown__") is not None:
            display(space["__shown__"])
        for name in bridge.defines.to_py():
            if name not in space:
                raise UndefinedName(f"The code has no {name}.")
            define(bridge, name, space[name])
        sys.stdout.flush()
        return None
    except BaseException as error:
        try:
            sys.stdout.flush()
        except BaseException:
            pass
        return explain(error)


def define(bridge, name, value):
    try:
        if isinstance(value, Frame):
            bridge.defineTable(name, put_table(bridge, value))
        else:
            bridge.defineValue(name, json.dumps(encode(value)))
    except NotShareable as error:
        bridge.withhold(name, str(error))


def compile_cell(code):
    tree = ast.parse(code, FILE)
    shows = bool(tree.body) and isinstance(tree.body[-1], ast.Expr)
    if shows:
        last = tree.body[-1]
        tree.body[-1] = ast.copy_location(ast.Assign([ast.copy_location(ast.Name("__shown__", ast.Store()), last)], last.value), last)
    return compile(tree, FILE, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), shows


def explain(error):
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    line = lines[-1] if lines else None
    try:
        message = str(error)
    except BaseException:
        message = "the error can't say what it is"
    if isinstance(error, JsException):
        return json.dumps(["failed", message, line])
    if isinstance(error, UndefinedName):
        return json.dumps(["undefined_name", message, None])
    if isinstance(error, NotShareable):
        return json.dumps(["not_shareable", message, line])
    if isinstance(error, MemoryError):
        return json.dumps(["memory", message, line])
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return json.dumps(["syntax", error.msg, error.lineno])
    kind = "unknown_name" if isinstance(error, NameError) else "failed"
    return json.dumps([kind, f"{type(error).__name__}: {message}", line])
