import type { Circumstance, ExplainedAction } from '../../../access/explain-roles.ts'
import type { OrganizationRole, ProjectRole } from '../../../platform/db/stored-values.ts'
import type { Action } from '../../../access/actions.ts'

/** Rights of the format and what they are here. What is not done here at all (drafts of a project, reports to Slack) no role has. */
const permissions: Readonly<Record<string, Action>> = {
  CREATE_COLLECTION: 'space.create',
  CREATE_DASHBOARD: 'dashboard.create',
  CREATE_DATA_MODEL: 'model.update',
  CREATE_DATA_MODEL_REPO_BUILD: 'project.compile',
  CREATE_METRIC: 'model.update',
  CREATE_OR_UPDATE_ADHOC_MODEL_COLUMNS: 'explore.run_custom_sql',
  CREATE_SAVED_VIEW: 'chart.create',
  DELETE_COLLECTION: 'space.manage',
  DELETE_DASHBOARD: 'dashboard.delete',
  DELETE_DATA_MODEL: 'model.update',
  DELETE_METRIC: 'model.update',
  DELETE_SAVED_VIEW: 'chart.delete',
  READ_AGGREGATED_DATA: 'explore.run',
  READ_COLLECTION: 'space.view',
  READ_DASHBOARD: 'dashboard.view',
  READ_DATA_CONNECTION: 'project.view',
  READ_DATA_MODEL: 'explore.view',
  READ_DATA_MODEL_REPO_BUILD: 'model.view',
  READ_METRIC: 'explore.view',
  READ_RAW_DATA: 'underlying_data.view',
  READ_ROLE: 'project.view',
  READ_SAVED_VIEW: 'chart.view',
  READ_SQL_RUNNER: 'sql_runner.run',
  UPDATE_COLLECTION: 'space.manage',
  UPDATE_DASHBOARD: 'dashboard.update',
  UPDATE_DATA_CONNECTION: 'project.manage',
  UPDATE_DATA_MODEL: 'model.update',
  UPDATE_DATA_MODEL_REPO: 'project.manage',
  UPDATE_METRIC: 'model.update',
  UPDATE_RESOURCE_STATUS: 'content.verify',
  UPDATE_SAVED_VIEW: 'chart.update',
  UPLOAD_DATA_FILE: 'data.upload',
  VIEW_DATA_DOWNLOAD_BUTTONS_IN_UI: 'csv.export',
  VIEW_DATA_EXPLORER: 'explore.run',
}

const names: Readonly<Record<ProjectRole, string>> = {
  viewer: 'Viewer',
  interactive_viewer: 'Interactive viewer',
  editor: 'Editor',
  developer: 'Developer',
  admin: 'Admin',
}

const descriptions: Readonly<Record<ProjectRole, string>> = {
  viewer: 'Looks at charts and dashboards',
  interactive_viewer: 'Asks questions of their own, and changes content in spaces where they are editors',
  editor: 'Changes content and makes spaces',
  developer: 'Changes models and writes SQL',
  admin: 'May do everything in the project',
}

/** Where a right holds, as the name of the rule that gives it. */
const ruleNames: Readonly<Record<Exclude<Circumstance, 'never'>, string>> = {
  always: 'Everywhere',
  public_space: 'In spaces for everybody in the project',
  space_viewer: 'In spaces that name them',
  space_editor: 'In spaces that name them as an editor',
  space_admin: 'In spaces that name them as an admin',
  own: 'On what is their own',
  previews: 'In previews of projects',
  own_previews: 'In their own previews of projects',
}

export type RoleWire = {
  id: string
  name: string
  description: string
  permissionRules: { name: string; resources: string[]; permissions: string[]; datasourceCredentials: never[] }[]
}

/** Who only is a member of the organization has no role in its projects. */
export const roleName = (role: OrganizationRole): string => (role === 'member' ? 'Member' : names[role])

/** The roles of a project as the format has them: a rule for each circumstance in which they may do something, on any model. */
export function toRoles(explained: readonly ExplainedAction[]): RoleWire[] {
  const byAction = new Map(explained.map(({ action, by }) => [action, by]))
  return (Object.keys(names) as ProjectRole[]).map((role) => {
    const rules = new Map<string, string[]>()
    for (const [permission, action] of Object.entries(permissions)) {
      const circumstance = byAction.get(action)?.[role] ?? 'never'
      if (circumstance !== 'never') rules.set(ruleNames[circumstance], [...(rules.get(ruleNames[circumstance]) ?? []), permission])
    }
    return {
      id: role,
      name: names[role],
      description: descriptions[role],
      permissionRules: [...rules].map(([name, held]) => ({ name, resources: ['*'], permissions: held, datasourceCredentials: [] })),
    }
  })
}
