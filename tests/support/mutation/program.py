"""Small faults put into the program's source, one at a time: for finding what no test would notice.

A fault is a piece of one line, or of a few, and what takes its place; the rest of the file stays, byte for byte. It is
known by a name that is made of the function, the line and the kind of fault, so that other edits, and modules that
move to another folder, leave it as it is.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min", "sorted": "list"}
Broken = tuple[str, ast.expr | ast.stmt, str]
"""A kind of fault, the piece of source that has it, and what takes its place."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken where. `start` and `end` count bytes of the file; `line` counts from 1."""

    name: str
    function: str
    line: int
    kind: str
    start: int
    end: int
    before: str
    after: str

    def done_to(self, source: bytes) -> bytes:
        """The whole file with this fault."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def faults_of(source: bytes) -> list[Fault]:
    """Every fault that is known how to make in a module, in the order of their places."""
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    found: list[Fault] = []
    seen: Counter[str] = Counter()
    for function, node in _within("", tree):
        for kind, broken, new in _broken(node):
            start = starts[broken.lineno - 1] + broken.col_offset
            end = starts[(broken.end_lineno or broken.lineno) - 1] + (broken.end_col_offset or 0)
            known = f"{function}|{lines[broken.lineno - 1].decode().strip()}|{kind}"
            seen[known] += 1
            name = hashlib.sha256(f"{known}|{seen[known]}".encode()).hexdigest()[:10]
            before = source[start:end].decode()
            found.append(Fault(name, function, broken.lineno, kind, start, end, before, new))
    return sorted(found, key=lambda fault: (fault.start, fault.end, fault.kind))


def chosen(faults: Sequence[Fault], count: int, seed: int) -> list[Fault]:
    """As many of the faults as asked, always the same ones for a seed, whatever else the modules hold."""

    def place(fault: Fault) -> tuple[bytes, int]:
        # Two modules may hold the same line, whose faults have one name.
        return hashlib.sha256(f"{seed}|{fault.name}".encode()).digest(), fault.start

    return sorted(faults, key=place)[:count]


def _within(function: str, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every node that does something when the program runs, with the dotted name of the function or class around it."""
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        function = f"{function}.{node.name}".lstrip(".")
    yield function, node
    if isinstance(node, ast.JoinedStr):
        return  # Python 3.11 does not say where within the text its pieces stand
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "bases", "type_comment", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _says_only(child):
                yield from _within(function, child)


def _says_only(node: ast.AST) -> bool:
    """Whether a statement is for readers and checkers alone: docstrings, imports, types."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Import | ast.ImportFrom)


def _broken(node: ast.AST) -> Iterator[Broken]:
    """What can be broken at one node."""
    yield from _asked_otherwise(node)
    yield from _of_other_value(node)
    yield from _left_out(node)


def _asked_otherwise(node: ast.AST) -> Iterator[Broken]:
    """Questions with another answer."""
    match node:
        case ast.Compare():
            for number, operator in enumerate(node.ops):
                if new := _COMPARED.get(type(operator)):
                    operators = [*node.ops[:number], new(), *node.ops[number + 1 :]]
                    yield "compared", node, _written(ast.Compare(node.left, operators, node.comparators))
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and, or", node, _written(ast.BoolOp(other, node.values))
            for left, right in pairwise(range(len(node.values) + 1)):
                rest = node.values[:left] + node.values[right:]
                yield "part left out", node, _written(rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest))
        case ast.UnaryOp(op=ast.Not()):
            yield "not left out", node, _written(node.operand)
        case ast.If() | ast.IfExp() | ast.While() if not isinstance(node.test, ast.Compare | ast.UnaryOp):
            yield "condition", node.test, _written(ast.UnaryOp(ast.Not(), node.test))


def _of_other_value(node: ast.AST) -> Iterator[Broken]:
    """Values and sums that come out differently."""
    match node:
        case ast.BinOp():
            if counted := _COUNTED.get(type(node.op)):
                yield "counted", node, _written(ast.BinOp(node.left, counted(), node.right))
        case ast.Constant(value=bool()):
            yield "value", node, repr(not node.value)
        case ast.Constant(value=int(number)):
            yield "value", node, repr(number + 1)
        case ast.Constant(value=str()):
            yield "text", node, '""' if node.value else '"mutant"'
        case ast.JoinedStr():
            yield "text", node, '""'


def _left_out(node: ast.AST) -> Iterator[Broken]:
    """Steps that are not done, or done by a neighbor."""
    match node:
        case ast.comprehension():
            yield from (("filter left out", each, "True") for each in node.ifs)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED and not (name == "sorted" and node.keywords):
            yield "called", node.func, _CALLED[name]
        case ast.Call(keywords=[*_, ast.keyword(arg="key")]):
            yield "key left out", node, _written(ast.Call(node.func, node.args, node.keywords[:-1]))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
            yield "statement left out", node, "pass"
        case ast.Continue():
            yield "loop ended", node, "break"


def _written(node: ast.expr) -> str:
    """An expression as source that may stand anywhere."""
    return f"({ast.unparse(node)})"
