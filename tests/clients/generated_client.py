"""Calls everything that the package lightdash-client-python offers and prints a line of JSON for each call.

The package is generated from a description of the API: what it parses has to be there, in the type that it says. A
call passes when the server answers well and the package could read the answer whole.

Arguments: address of the server, token, session cookie.
"""

import importlib
import json
import pkgutil
import sys
import time
import traceback
import typing

import lightdash_client.api as api
from lightdash_client import AuthenticatedClient, Client

url, token, cookie = sys.argv[1:4]
name, _, value = cookie.partition("=")
by_token = AuthenticatedClient(base_url=url, token=token, prefix="ApiKey", timeout=60)
by_session = Client(base_url=url, cookies={name: value}, timeout=60)

NOTHING = {"dimensions": [], "metrics": [], "tableCalculations": []}

# Operations that are not called, and why.
LEFT_OUT = {
    **dict.fromkeys(
        [
            "v2.get_feature_flag",
            "catalog.get_metric",
            "catalog.get_metrics_with_time_dimensions",
            "catalog.get_segment_dimensions",
            "catalog.create_metrics_tree_edge",
            "catalog.get_metrics_tree",
            "catalog.delete_metrics_tree_edge",
            "metrics_explorer.run_metric_total",
            "spotlight.get_spotlight_table_config",
            "spotlight.post_spotlight_table_config",
            "spotlight.reset_spotlight_table_config",
            "projects.replace_yaml_tags",
        ],
        "younger than the contract, and not built here",
    ),
    "metrics_explorer.run_metric_explorer_query": "a module that it imports is missing from the package",
    **dict.fromkeys(
        [
            "projects.get_charts_as_code",
            "projects.get_dashboards_as_code",
            "projects.upsert_chart_as_code",
            "projects.upsert_dashboard_as_code",
        ],
        "content as code is not built yet",
    ),
    **dict.fromkeys(
        [
            "schedulers.get_scheduler_logs",
            "schedulers.delete_scheduler",
            "schedulers.get_scheduled_jobs",
            "schedulers.get_scheduler",
            "schedulers.send_scheduler",
            "schedulers.update_scheduler",
            "schedulers.update_scheduler_enabled",
        ],
        "deliveries are not built yet",
    ),
    **dict.fromkeys(
        [
            "default.get_github_list_repositories",
            "default.github_oauth_callback",
            "default.install_github_app_for_organization",
            "default.uninstall_github_app_for_organization",
            "git_integration.create_pull_request_for_chart_fields",
            "git_integration.create_pull_request_for_custom_metrics",
            "git_integration.get_configuration",
            "integrations.get_access_token",
            "integrations.get_slack_channels",
            "integrations.update_custom_settings",
            "integrations.upload_gsheet",
        ],
        "needs a service on the internet",
    ),
    **dict.fromkeys(
        [
            "my_account.delete_me",
            "my_account.join_organization",
            "my_account.register_user",
            "my_account.rotate_personal_access_token",
            "organizations.create_organization",
            "organizations.delete_my_organization",
            "organizations.delete_organization_member",
        ],
        "would take the caller's own way in; npm run conform calls it",
    ),
    "notifications.update_notification": "one's own comments notify nobody; npm run conform calls it",
    "projects.delete_validation_dismiss": "nothing is broken in the demo; npm run conform calls it",
    "ssh_keypairs.create_ssh_key_pair": "warehouses behind SSH are not built",
}

called = set()


def say(operation, **more):
    print(json.dumps({"operation": operation, **more}), flush=True)


def as_model(wanted, plain):
    """A body as the package wants it: its own class made of plain data."""
    if typing.get_origin(wanted) is typing.Union:
        wanted = typing.get_args(wanted)[0]
    if isinstance(plain, list):
        (item,) = typing.get_args(wanted) or (None,)
        return [as_model(item, each) for each in plain]
    return wanted.from_dict(plain) if hasattr(wanted, "from_dict") else plain


def call(operation, *, client=by_token, body=None, **arguments):
    """The plain results of a call, or an empty dict when it failed; what failed is printed."""
    called.add(operation)
    module = importlib.import_module(f"lightdash_client.api.{operation}")
    if body is not None:
        names = {**vars(importlib.import_module("lightdash_client.models")), **vars(module)}
        wanted = typing.get_type_hints(module.sync_detailed, globalns=names)["body"]
    try:
        if body is not None:
            arguments["body"] = as_model(wanted, body)
        answer = module.sync_detailed(client=client, **arguments)
    except Exception:  # noqa: BLE001 - whatever goes wrong while it is read is the finding
        say(operation, failed=traceback.format_exc().strip().splitlines()[-4:])
        return {}
    if answer.status_code >= 300:
        say(operation, failed=[f"{int(answer.status_code)} {answer.content.decode()[:400]}"])
        return {}
    # Some have nothing to read. Of statuses that its description does not name the package reads nothing.
    is_silent = not hasattr(module, "sync")
    say(operation, status=int(answer.status_code), read=is_silent or answer.parsed is not None)
    plain = json.loads(answer.content) if answer.content else {}
    return {} if plain.get("results") is None else plain["results"]


def finished(job):
    for _ in range(200):
        state = call("schedulers.get_scheduler_job_status", job_id=job["jobId"]) if job else {}
        if state.get("status") not in ("scheduled", "started"):
            return state
        time.sleep(0.1)
    return {}


# -- Who asks, and where.
call("my_account.get_login_options", client=by_session, email="someone@atrium.example")
me = call("my_account.get_authenticated_user")
organization = call("organizations.get_my_organization")
call("organizations.update_my_organization", client=by_session, body={"name": organization["name"]})
call("organizations.list_organization_members", page=1.0, page_size=100.0, include_groups=10.0)
call("organizations.get_organization_member_by_uuid", user_uuid=me["userUuid"])
call("organizations.list_organization_email_domains", client=by_session)
call(
    "organizations.update_organization_email_domains",
    client=by_session,
    body={"emailDomains": ["bakery.example"], "role": "member", "projects": []},
)
call("my_account.list_my_available_organizations")
call("my_account.get_email_verification_status", client=by_session)
call("my_account.create_email_one_time_passcode", client=by_session)
call("roles_permissions.update_organization_member", user_uuid=me["userUuid"], body={"role": "admin"})
project = call("organizations.list_organization_projects")[0]["projectUuid"]
here = {"project_uuid": project}
pinned = {"pinned_list_uuid": call("projects.get_project", **here).get("pinnedListUuid", ""), **here}
items = call("content.get_pinned_items", **pinned)
order = [{"type": item["type"], "data": {"uuid": item["data"]["uuid"], "pinnedListOrder": place}} for place, item in enumerate(items)]
call("content.update_pinned_items_order", body=order, **pinned)

# -- Explores and queries.
call("projects.get_explores", **here)
explore = call("projects.get_explore", explore_id="orders", **here)
question = {
    "exploreName": "orders",
    "dimensions": ["orders_status"],
    "metrics": ["orders_order_count"],
    "filters": {},
    "sorts": [{"fieldId": "orders_order_count", "descending": True}],
    "limit": 100,
    "tableCalculations": [],
}
call("projects.compile_query", explore_id="orders", body=question, **here)
call("exploring.run_metric_query", explore_id="orders", body=question, **here)
rows = {**question, "metrics": [], "sorts": [], "dimensions": ["orders_order_id", "orders_status"]}
call("exploring.post_run_underlying_data_query", explore_id="orders", body=rows, **here)
call("exploring.run_sql_query", body={"sql": "select count(*) as orders from orders"}, **here)
call("projects.calculate_total_from_query", body={"explore": "orders", "metricQuery": question}, **here)
download = {"onlyRaw": False, "csvLimit": None, "showTableNames": False, "customLabels": {}, "columnOrder": []}
job = call("projects.download_csv_from_explore", explore_id="orders", body={**question, **download}, **here)
finished(job)
if job:
    call("exports.get_csv_url", job_id=job["jobId"])

# -- Catalog and metrics.
call("catalog.get_catalog", **here)
call("catalog.get_metadata", table="orders", **here)
call("catalog.get_analytics", table="orders", **here)
call("catalog.get_analytics_field", table="orders", field="status", **here)
call("catalog.has_metrics_in_catalog", **here)
metrics = call("catalog.get_metrics_catalog", page=1.0, page_size=50.0, **here).get("data", [])
if metrics:
    item = {"catalog_search_uuid": metrics[0]["catalogSearchUuid"]}
    call("catalog.update_catalog_item_icon", **item, body={"icon": {"unicode": "1f35e"}}, **here)
call("projects.create_tag", body={"name": "Daily bread", "color": "#aa5500"}, **here)
call("projects.get_tags", **here)

# -- Spaces, and who may.
space = call("roles_permissions.create_space_in_project", body={"name": "Loaves", "isPrivate": True}, **here)
in_space = {"space_uuid": space.get("uuid", ""), **here}
call("projects.list_spaces_in_project", **here)
call("spaces.get_space", **in_space)
call("roles_permissions.update_space", body={"name": "Loaves and rolls", "isPrivate": True}, **in_space)
call("roles_permissions.add_space_user_access", body={"userUuid": me["userUuid"], "spaceRole": "admin"}, **in_space)
group = call("organizations.create_group_in_organization", body={"name": "Bakers", "members": [{"userUuid": me["userUuid"]}]})
in_group = {"group_uuid": group.get("uuid", "")}
call("organizations.list_groups_in_organization", page=1.0, page_size=100.0, include_members=10.0)
call("user_groups.get_group", include_members=10.0, **in_group)
call("user_groups.get_group_members", **in_group)
call("user_groups.remove_user_from_group", user_uuid=me["userUuid"], **in_group)
call("user_groups.add_user_to_group", user_uuid=me["userUuid"], **in_group)
call("user_groups.update_group", body={"name": "Bakers of bread"}, **in_group)
call("user_groups.add_project_access_to_group", body={"role": "viewer"}, **in_group, **here)
call("user_groups.update_project_access_for_group", body={"role": "editor"}, **in_group, **here)
call("projects.get_project_group_accesses", **here)
call("roles_permissions.add_space_group_access", body={"groupUuid": group.get("uuid", ""), "spaceRole": "viewer"}, **in_space)
call("roles_permissions.revoke_space_access_for_user", user_uuid=me["userUuid"], **in_space)
call("roles_permissions.revoke_group_space_access", group_uuid=group.get("uuid", ""), **in_space)
call("user_groups.remove_project_access_from_group", **in_group, **here)
call("roles_permissions.grant_project_access_to_user", body={"email": me["email"], "role": "admin", "sendEmail": False}, **here)
call("roles_permissions.get_project_access_list", **here)
call("roles_permissions.get_project_member_access", user_uuid=me["userUuid"], **here)
call("roles_permissions.update_project_access_for_user", user_uuid=me["userUuid"], body={"role": "developer"}, **here)
call("roles_permissions.revoke_project_access_for_user", user_uuid=me["userUuid"], **here)
attribute = call(
    "user_attributes.create_user_attribute",
    body={"name": "oven", "users": [{"userUuid": me["userUuid"], "value": "1"}], "groups": [], "attributeDefault": None},
)
call("user_attributes.get_user_attributes")
if attribute:
    in_attribute = {"user_attribute_uuid": attribute["uuid"]}
    changed = {"name": "oven", "users": [], "groups": [{"groupUuid": group["uuid"], "value": "2"}], "attributeDefault": "0"}
    call("user_attributes.update_user_attribute", body=changed, **in_attribute)
    call("user_attributes.remove_user_attribute", **in_attribute)

# -- Charts and dashboards. The package cannot make or open a chart: the first one of the demo is used.
charts = call("projects.list_charts_in_project", **here)
call("projects.list_chart_summaries_in_project", exclude_charts_saved_in_dashboard=True, **here)
chart = next(one for one in charts if one.get("source") != "sql")["uuid"]
in_chart = {"chart_uuid": chart}
call("charts.post_chart_results", body={}, **in_chart)
call("charts.calculate_total_from_saved_chart", body={}, **in_chart)
call("charts.download_csv_from_saved_chart", body={"onlyRaw": True, "csvLimit": 10.0, "dashboardFilters": NOTHING}, **in_chart)
versions = call("charts.get_chart_history", **in_chart).get("history", [])
if versions:
    version = {"version_uuid": versions[0]["versionUuid"], **in_chart}
    call("charts.get_chart_version", **version)
    call("charts.get_chart_version_results", **version)
    call("charts.post_chart_version_rollback", **version)
tile = "b1946ac9-2c7b-4b0c-9c8e-3f1b5a1c2d3e"
dashboard = call(
    "projects.create_dashboard",
    body={
        "name": "Bread of the day",
        "tiles": [{"uuid": tile, "type": "saved_chart", "x": 0, "y": 0, "w": 18, "h": 6, "properties": {"savedChartUuid": chart}}],
        "filters": NOTHING,
        "tabs": [],
        "spaceUuid": space.get("uuid", ""),
    },
    **here,
)
call("projects.get_dashboards", **here)
if dashboard:
    in_dashboard = {"dashboard_uuid": dashboard["uuid"]}
    call("projects.update_dashboards", body=[{"uuid": dashboard["uuid"], "name": "Bread", "spaceUuid": space["uuid"]}], **here)
    call(
        "charts.post_dashboard_tile",
        body={"dashboardUuid": dashboard["uuid"], "dashboardFilters": NOTHING, "dashboardSorts": []},
        **in_chart,
    )
    comment = call(
        "comments.create_comment",
        dashboard_tile_uuid=tile,
        body={"text": "Warm?", "textHtml": "<p>Warm?</p>", "mentions": []},
        **in_dashboard,
    )
    call("comments.get_comments", **in_dashboard)
    if comment:
        call("comments.resolve_comment", comment_id=comment, **in_dashboard)
        call("comments.delete_comment", comment_id=comment, **in_dashboard)
    notification_type = importlib.import_module("lightdash_client.models").ApiNotificationResourceType
    call("notifications.get_notifications", type=notification_type("dashboardComments"))

# -- Models, validation, previews, promotion.
call("projects.get_custom_metrics", **here)
job = call("projects.validate_project", body={"validationTargets": ["charts", "dashboards", "tables"]}, **here)
finished(job)
call("projects.get_latest_validation_results", **here)
call("projects.update_scheduler_settings", body={"schedulerTimezone": "Europe/Berlin"}, **here)
preview = call("projects.create_preview", body={"name": "Bakery preview", "copyContent": False}, **here)
if isinstance(preview, str):
    call("projects.set_explores", body=[explore], project_uuid=preview)
    call("projects.update_project_metadata", body={"upstreamProjectUuid": preview}, **here)
    connection = {"project_uuid": preview}
    call("projects.delete_project_semantic_layer_connection", **connection)
    call("charts.promote_chart_diff", **in_chart)
    call("charts.promote_chart", **in_chart)
    if dashboard:
        call("dashboards.promote_dashboard_diff", **in_dashboard)
        call("dashboards.promote_dashboard", **in_dashboard)

# -- One's own.
credentials = call(
    "my_account.create_warehouse_credentials",
    client=by_session,
    body={"name": "Mine", "credentials": {"type": "snowflake", "user": "ada", "password": "kept secret"}},
)
call("my_account.get_warehouse_credentials", client=by_session)
if credentials:
    own = {"user_warehouse_credentials_uuid": credentials["uuid"]}
    call(
        "my_account.update_warehouse_credentials",
        client=by_session,
        uuid=credentials["uuid"],
        body={"name": "Mine", "credentials": {"type": "snowflake", "user": "bob", "password": ""}},
    )
    call("projects.update_user_warehouse_credentials_preference", **own, **here)
    call("projects.get_user_warehouse_credentials_preference", **here)
    call("my_account.delete_warehouse_credentials", client=by_session, uuid=credentials["uuid"])
link = call("share_links.create_share_url", body={"path": "/p/shop/explore/orders", "params": "?state=x"})
if link:
    call("share_links.get_share_url", nano_id=link["nanoid"])
call("spaces.delete_space", **in_space)
call("user_groups.delete_group", **in_group)

offered = [
    f"{tag.name}.{module.name}"
    for tag in pkgutil.iter_modules(api.__path__)
    for module in pkgutil.iter_modules(importlib.import_module(f"lightdash_client.api.{tag.name}").__path__)
]
for operation in offered:
    if operation not in called:
        say(operation, left_out=LEFT_OUT.get(operation))
