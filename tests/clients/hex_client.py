"""What a scheduler does with an app by its published client: airflow, dagster or prefect, or by hex-toolkit. Only the address is another.

Prints a line of JSON for each step: what it gave, or with what it failed.
"""

import asyncio
import json
import logging
import os
import sys

which, base_url, token, app, slow = sys.argv[1:]
logging.disable(logging.CRITICAL)


def step(name, work):
    try:
        given = work()
        print(json.dumps({"step": name, "gives": given}), flush=True)
        return given
    except Exception as error:  # what a client makes of a refusal is what is tested
        said = " ".join(str(getattr(error, "description", None) or error).split())
        print(json.dumps({"step": name, "failed": type(error).__name__, "with": said[:600]}), flush=True)
        return None


def with_airflow():
    os.environ["AIRFLOW_CONN_HEX_DEFAULT"] = json.dumps({"conn_type": "hex", "host": base_url, "password": token})
    os.environ["AIRFLOW_CONN_WRONG"] = json.dumps({"conn_type": "hex", "host": base_url, "password": "nobody"})
    from airflow_provider_hex.hooks.hex import HexHook

    hook = HexHook()
    poll = {"poll_interval": 1, "poll_timeout": 60}
    step("run and poll", lambda: hook.run_and_poll(app, inputs={"least": 4}, update_cache=True, **poll)["status"])
    step("run with an input that does not fit", lambda: hook.run_project(app, inputs={"least": "some"}))
    step("run until it takes too long", lambda: hook.run_and_poll(slow, inputs=None, poll_interval=1, poll_timeout=1))
    run = hook.run_project(slow)
    step("cancel", lambda: hook.cancel_run(slow, run["runId"]) == run["runId"])
    step("status of what was cancelled", lambda: hook.run_status(slow, run["runId"])["status"])
    step("cancel again", lambda: hook.cancel_run(slow, run["runId"]))
    step("a token that is wrong", lambda: HexHook("wrong").run_project(app))


def with_dagster():
    from dagster_hex.resources import HexResource

    hex_resource = HexResource(api_key=token, base_url=base_url, request_max_retries=0)
    step("projects", lambda: app in [one["id"] for one in hex_resource.get_all_projects()["values"]])
    step("details", lambda: hex_resource.get_project_details(app)["title"])
    step(
        "run and poll",
        lambda: hex_resource.run_and_poll(app, inputs={"least": 4}, poll_interval=1, poll_timeout=60).status_response["status"],
    )
    step("run with an input that does not fit", lambda: hex_resource.run_project(app, inputs={"least": "some"}))
    step("dry run", lambda: hex_resource.run_project(app, dry_run=True)["projectVersion"])
    run = hex_resource.run_project(slow)
    # It asks again until it is refused: so the first answer is that it worked, and the second that there is nothing to cancel.
    step("cancel", lambda: hex_resource.cancel_run(slow, run["runId"]))
    step("status of what was cancelled", lambda: hex_resource.run_status(slow, run["runId"])["status"])
    wrong = HexResource(api_key="nobody", base_url=base_url, request_max_retries=0)
    step("a token that is wrong", lambda: wrong.run_project(app))


def with_prefect():
    from httpx import AsyncClient
    from prefect_hex import HexCredentials
    from prefect_hex.models.project import ProjectRunStatus
    from prefect_hex.project import cancel_run, get_project_runs, get_run_status, run_project

    class Here(HexCredentials):
        """The same without TLS: the client knows domains only."""

        def get_client(self):
            headers = {"Authorization": f"Bearer {self.token.get_secret_value()}"}
            return AsyncClient(base_url=f"{base_url}/api/v1", headers=headers)

    here = Here(token=token)

    def done(call):
        return asyncio.run(call)

    async def to_the_end():
        run = await run_project.fn(app, here, input_params={"least": 4})
        while True:
            state = await get_run_status.fn(app, str(run.run_id), here)
            if state.status not in (ProjectRunStatus.pending, ProjectRunStatus.running):
                return state.status.value
            await asyncio.sleep(1)

    step("run and poll", lambda: done(to_the_end()))
    step("runs", lambda: len(done(get_project_runs.fn(app, here)).runs) > 0)
    step("run with an input that does not fit", lambda: str(done(run_project.fn(app, here, input_params={"least": "some"}))))
    run = done(run_project.fn(slow, here))
    step("cancel", lambda: done(cancel_run.fn(slow, str(run.run_id), here)))
    step(
        "status of what was cancelled",
        lambda: done(get_run_status.fn(slow, str(run.run_id), here)).status.value,
    )
    step("cancel again", lambda: done(cancel_run.fn(slow, str(run.run_id), here)))
    step("a token that is wrong", lambda: str(done(run_project.fn(app, Here(token="nobody")))))


def with_toolkit():
    from hex_toolkit import HexClient

    client = HexClient(api_key=token, base_url=f"{base_url}/api")
    page = client.projects.list(limit=1)
    step("a page of projects", lambda: [len(page.values), page.pagination.after is not None])
    step("the next page", lambda: client.projects.list(limit=1, after=page.pagination.after).values[0].id != page.values[0].id)
    step("a project", lambda: client.projects.get(app, include_sharing=True).title)
    run = client.projects.run(slow)
    step("status", lambda: client.runs.get_status(slow, run.run_id).status in ("PENDING", "RUNNING"))
    step("runs", lambda: len(client.runs.list(slow, limit=1).runs))
    step("cancel", lambda: client.runs.cancel(slow, run.run_id))
    step("cancel again", lambda: client.runs.cancel(slow, run.run_id))
    step("run with an input that does not fit", lambda: str(client.projects.run(app, input_params={"least": "some"})))
    step("a page to embed", lambda: str(client.embedding.create_presigned_url(app, {"region": "north"}).url).startswith(base_url))
    step("a token that is wrong", lambda: str(HexClient(api_key="nobody", base_url=f"{base_url}/api").projects.list()))


{"toolkit": with_toolkit, "airflow": with_airflow, "dagster": with_dagster, "prefect": with_prefect}[which]()
