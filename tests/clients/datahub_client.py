"""What a catalog reads of apps by the published source of DataHub for Hex. Only the address is another.

Prints one line of JSON: the apps that it found with the tables that they read, and what it complained about.
"""

import json
import logging
import os
import sys
import tempfile

from datahub.ingestion.run.pipeline import Pipeline

base_url, token, connection = sys.argv[1:]
logging.disable(logging.CRITICAL)
written = os.path.join(tempfile.mkdtemp(), "read.json")
source = {
    "workspace_name": "here",
    "token": token,
    "base_url": f"{base_url}/api/v1",
    "include_context_documents": True,
    "use_queried_tables_lineage": True,
    # What lies in the embedded engine is no data connection: its platform is said here.
    "connection_platform_map": {connection: {"platform": "duckdb", "default_schema": "main"}},
}
pipeline = Pipeline.create(
    {"source": {"type": "hex", "config": source}, "sink": {"type": "file", "config": {"filename": written}}}, report_to=None
)
pipeline.run()
report = pipeline.source.get_report()

titles, tables = {}, {}
with open(written) as file:
    for one in json.load(file):
        if one.get("entityType") != "dashboard" or one.get("aspectName") != "dashboardInfo":
            continue
        info = one["aspect"].get("json", {})
        if isinstance(info, dict) and "title" in info:
            titles[one["entityUrn"]] = info["title"]
            tables[one["entityUrn"]] = sorted(edge["destinationUrn"] for edge in info.get("datasetEdges", []))
print(
    json.dumps(
        {
            "apps": {title: tables[urn] for urn, title in titles.items()},
            "failures": [one.title for one in report.failures],
            "warnings": [f"{one.title}: {one.context}" for one in report.warnings],
        }
    )
)
