"""Parses each file of golden SQL named as `dialect=file`; prints one JSON object: dialect -> statements read and what is wrong."""

import json
import sys

import sqlglot
from sqlglot import exp

answer = {}
for argument in sys.argv[1:]:
    dialect, path = argument.split("=", 1)
    with open(path, encoding="utf-8") as file:
        blocks = [block for block in file.read().split(";\n") if block.strip()]
    problems = []
    for block in blocks:
        try:
            statements = sqlglot.parse(block, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
            # What it cannot read at all it keeps as a Command.
            if len(statements) != 1 or not isinstance(statements[0], exp.Select) or statements[0].find(exp.Command):
                problems.append("not one SELECT: " + block)
        except sqlglot.errors.SqlglotError as error:
            problems.append(str(error) + "\n" + block)
    answer[dialect] = {"statements": len(blocks), "problems": problems}
print(json.dumps(answer))
