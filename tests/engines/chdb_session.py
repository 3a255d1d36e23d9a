"""Answers ClickHouse SQL: one JSON string a line comes in, one JSON object a line goes out (rows or error)."""

import json
import sys

from chdb import session

database = session.Session(sys.argv[1])
# Otherwise a moment is shown in its column's zone, without saying so.
database.query("SET date_time_output_format = 'iso'")
for line in sys.stdin:
    try:
        text = str(database.query(json.loads(line), "JSONCompact"))
        answer = {"rows": json.loads(text)["data"] if text.strip() else []}
    except Exception as error:  # whatever the engine refuses is an answer
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
