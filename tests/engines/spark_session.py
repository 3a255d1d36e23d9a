"""Answers Spark SQL: one JSON string a line comes in, one JSON object a line goes out (rows or error)."""

import json
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.sql.warehouse.dir", sys.argv[1])
    .config("spark.ui.enabled", "false")
    .config("spark.driver.memory", "1g")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")
for line in sys.stdin:
    try:
        rows = spark.sql(json.loads(line)).collect()
        answer = {"rows": [[value if value is None or isinstance(value, bool) else str(value) for value in row] for row in rows]}
    except Exception as error:  # whatever the engine refuses is an answer
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
