"""What the published hashquery asks of a server over HTTP, one line of JSON a step. Arguments: address, project, id and secret of a token."""

import json
import sys

from hashquery import func, msr
from hashquery.integration.hashboard import HashboardDataConnection, HashboardProject
from hashquery.integration.hashboard.api import HashboardAPI
from hashquery.integration.hashboard.credentials import HashboardAccessKeyClientCredentials
from hashquery.model import Model
from hashquery.utils.secret import Secret

base_uri, project, key_id, secret = sys.argv[1:]


def credentials(token):
    return HashboardAccessKeyClientCredentials(project_id=project, access_key_id=key_id, access_key_token=token, base_uri=base_uri)


def step(name, run):
    try:
        print(json.dumps({"step": name, "gives": run()}))
    except Exception as error:
        print(json.dumps({"step": name, "fails": type(error).__name__, "with": str(error)}))


here = credentials(secret)
api = HashboardAPI(here)
step("a question of the public schema", lambda: api.graphql("query ($id: ID!) { project(projectId: $id) { models { name } } }", {"id": project}))
step("a question that is wrong", lambda: api.graphql("{ nothing }"))
step("a secret that is wrong", lambda: HashboardAPI(credentials("nobody's")).graphql("{ projects { id } }"))

resources = HashboardProject(here)
step("models", lambda: len(resources.models))
step("metrics", lambda: len(resources.metrics))
step("connections", lambda: len(resources.connections))

connection = HashboardDataConnection(id="any", project_id=project, name="any", credentials=Secret(here))
orders = Model(connection, "orders").with_measures(orders=func.count())
step("rows of a model", lambda: orders.aggregate(groups=[], measures=[msr.orders]).run().py_records)
