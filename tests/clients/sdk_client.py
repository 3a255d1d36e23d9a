"""Does with the package lightdash (the published SDK) what its manual shows, and prints a line of JSON for each step.

Arguments: address of the server, token, project.
"""

import json
import sys
import traceback

from lightdash import Client
from lightdash.exceptions import LightdashError, QueryError
from lightdash.table_calculations import TableCalculation

url, token, project = sys.argv[1:4]
client = Client(instance_url=url, access_token=token, project_uuid=project)


def step(name):
    """Runs a function at once; what it gives is printed, and what it raises."""

    def run(work):
        try:
            print(json.dumps({"step": name, "gives": work()}, default=str), flush=True)
        except Exception:  # noqa: BLE001 - whatever goes wrong is the finding
            print(json.dumps({"step": name, "failed": traceback.format_exc().strip().splitlines()[-4:]}), flush=True)

    return run


@step("models")
def _():
    return sorted(model.name for model in client.list_models())


@step("a model by its name")
def _():
    orders = client.models.orders
    return {
        "metrics": sorted(metric.name for metric in orders.list_metrics()),
        "dimensions": sorted(dimension.name for dimension in orders.list_dimensions()),
    }


@step("rows by label")
def _():
    orders = client.models.orders
    query = orders.query(metrics=[orders.metrics.order_count], dimensions=[orders.dimensions.status], limit=100)
    return sorted(query.to_records(), key=str)


@step("filters and sorts")
def _():
    orders = client.models.orders
    query = (
        orders.query()
        .metrics(orders.metrics.order_count)
        .dimensions(orders.dimensions.status)
        .filter(orders.dimensions.status == "completed")
        .sort(orders.metrics.order_count.desc())
        .limit(10)
    )
    return query.to_records()


@step("a calculation")
def _():
    orders = client.models.orders
    twice = TableCalculation(name="twice", sql="${orders.order_count} * 2")
    query = orders.query().metrics(orders.metrics.order_count).table_calculations(twice).limit(1)
    return query.to_records()


@step("all pages of many rows")
def _():
    orders = client.models.orders
    result = orders.query(dimensions=[orders.dimensions.order_id], limit=1200).execute()
    pages = list(result.iter_pages(page_size=500))
    rows = [row for page in pages for row in page]
    return {"pages": len(pages), "rows": len(rows), "different": len({str(row) for row in rows}), "total": result.total_results}


@step("rows of SQL")
def _():
    return client.sql("select status, count(*) as n from orders group by status order by status").to_records()


@step("tables")
def _():
    return sorted(table for schemas in client.sql_runner.tables().values() for tables in schemas.values() for table in tables)


@step("columns of a table")
def _():
    return client.sql_runner.fields("orders")


@step("an error of SQL")
def _():
    try:
        client.sql("select nothing_like_it from orders")
    except QueryError as error:
        return str(error)
    return "no error"


@step("a token that is wrong")
def _():
    try:
        Client(instance_url=url, access_token="wrong", project_uuid=project).list_models()
    except LightdashError as error:
        return type(error).__name__
    return "no error"
