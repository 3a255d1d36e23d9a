import type { OrganizationRole, SpaceRole } from '../platform/db/stored-values.ts'
import type { Action } from './actions.ts'

/** What one action asks for; all that is named must hold. */
export type Rule =
  /** Anybody signed in, on themselves. */
  | { for: 'self' }
  /** Only those without an organization. */
  | { for: 'newcomer' }
  /** A role in the organization; project roles do not count. */
  | { for: 'organization'; least: OrganizationRole }
  /** Only service accounts, with a role in the organization: what no person does by hand. */
  | { for: 'service_account'; least: OrganizationRole }
  /** A role in the organization or the project. */
  | { for: 'project'; least: OrganizationRole }
  /** Project kinds differ: default projects need an admin, previews the given role, in a project only for one's own. */
  | { for: 'project_kind'; preview: OrganizationRole; previewInProject: 'any' | 'own' }
  /** Content: a role, and at least this access to its space. */
  | { for: 'space'; least: OrganizationRole; access: SpaceRole }
  /** Whoever made it, and admins. */
  | { for: 'owner' }

/** One row per action. Source of the figures: shared contract, roles (§23) and spaces (§22). */
export const ruleTable: Readonly<Record<Action, Rule>> = {
  'organization.create': { for: 'newcomer' },
  'organization.view': { for: 'organization', least: 'member' },
  'organization.update': { for: 'organization', least: 'admin' },
  'organization.delete': { for: 'organization', least: 'admin' },
  'member.view': { for: 'organization', least: 'member' },
  'member.update': { for: 'organization', least: 'admin' },
  'member.invite': { for: 'organization', least: 'admin' },
  'member.impersonate': { for: 'organization', least: 'admin' },
  'group.view': { for: 'organization', least: 'admin' },
  'group.update': { for: 'organization', least: 'admin' },
  'attribute.manage': { for: 'organization', least: 'admin' },
  'identity_provider.manage': { for: 'organization', least: 'admin' },
  'integration.view': { for: 'organization', least: 'member' },
  'integration.use': { for: 'organization', least: 'developer' },
  'integration.manage': { for: 'organization', least: 'admin' },
  'access.explain': { for: 'organization', least: 'admin' },
  'service_account.view': { for: 'organization', least: 'admin' },
  'service_account.manage': { for: 'organization', least: 'admin' },
  'token.view': { for: 'organization', least: 'admin' },
  'token.manage': { for: 'organization', least: 'admin' },
  'scim.view': { for: 'organization', least: 'admin' },
  'scim.provision': { for: 'service_account', least: 'admin' },
  'self.view': { for: 'self' },
  'self.update': { for: 'self' },

  'credentials.choose': { for: 'project', least: 'viewer' },
  'connection.test': { for: 'organization', least: 'developer' },
  'project.view': { for: 'project', least: 'viewer' },
  'project.create': { for: 'project_kind', preview: 'developer', previewInProject: 'any' },
  'project.create_preview': { for: 'project', least: 'developer' },
  'project.update': { for: 'project', least: 'editor' },
  'project.manage': { for: 'project', least: 'admin' },
  'writeback.manage': { for: 'project', least: 'admin' },
  'project.delete': { for: 'project_kind', preview: 'developer', previewInProject: 'own' },
  'project.compile': { for: 'project', least: 'developer' },

  'model.view': { for: 'project', least: 'developer' },
  'model.update': { for: 'project', least: 'developer' },
  'data.upload': { for: 'project', least: 'developer' },

  'explore.view': { for: 'project', least: 'viewer' },
  'explore.run': { for: 'project', least: 'interactive_viewer' },
  'explore.run_custom_sql': { for: 'project', least: 'developer' },
  'underlying_data.view': { for: 'project', least: 'interactive_viewer' },
  'sql_runner.run': { for: 'project', least: 'developer' },
  'virtual_view.manage': { for: 'project', least: 'developer' },
  'csv.export': { for: 'project', least: 'viewer' },
  'csv.change_limit': { for: 'project', least: 'interactive_viewer' },

  'chart.list': { for: 'project', least: 'viewer' },
  'chart.view': { for: 'space', least: 'viewer', access: 'viewer' },
  'chart.create': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'chart.update': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'chart.delete': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'chart.promote': { for: 'space', least: 'developer', access: 'editor' },
  'dashboard.list': { for: 'organization', least: 'member' },
  'dashboard.view': { for: 'space', least: 'viewer', access: 'viewer' },
  'dashboard.create': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'dashboard.update': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'dashboard.delete': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'content.verify': { for: 'space', least: 'developer', access: 'viewer' },
  'dashboard.promote': { for: 'space', least: 'developer', access: 'editor' },
  'endpoint.list': { for: 'project', least: 'viewer' },
  'endpoint.view': { for: 'space', least: 'viewer', access: 'viewer' },
  'endpoint.run': { for: 'space', least: 'viewer', access: 'viewer' },
  'endpoint.create': { for: 'space', least: 'developer', access: 'editor' },
  'endpoint.update': { for: 'space', least: 'developer', access: 'editor' },
  'endpoint.test': { for: 'space', least: 'developer', access: 'editor' },
  'endpoint.delete': { for: 'space', least: 'developer', access: 'editor' },
  'app.list': { for: 'project', least: 'viewer' },
  'app.view': { for: 'space', least: 'viewer', access: 'viewer' },
  'app.run': { for: 'space', least: 'viewer', access: 'viewer' },
  'app.create': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'app.update': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'app.publish': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'app.schedule': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  'app.delete': { for: 'space', least: 'interactive_viewer', access: 'editor' },
  // Whoever makes an address says whose rows it shows: for those whom row rules do not bind, as they may ask SQL of their own.
  'app.embed': { for: 'space', least: 'developer', access: 'editor' },
  // By runs, and by buttons of apps: for those who may do more than look.
  'app.write_table': { for: 'space', least: 'interactive_viewer', access: 'viewer' },
  'query_variable.list': { for: 'project', least: 'viewer' },
  'query_variable.create': { for: 'project', least: 'developer' },

  'content.list': { for: 'organization', least: 'member' },
  'space.list': { for: 'project', least: 'viewer' },
  'space.view': { for: 'space', least: 'viewer', access: 'viewer' },
  'space.create': { for: 'project', least: 'editor' },
  'space.nest': { for: 'space', least: 'editor', access: 'editor' },
  'space.manage': { for: 'space', least: 'interactive_viewer', access: 'admin' },

  'pins.manage': { for: 'project', least: 'editor' },
  'notification.view': { for: 'self' },
  'comment.view': { for: 'space', least: 'viewer', access: 'viewer' },
  'comment.create': { for: 'space', least: 'interactive_viewer', access: 'viewer' },
  'comment.manage': { for: 'space', least: 'editor', access: 'viewer' },
  'share_link.view': { for: 'organization', least: 'member' },
  'share_link.create': { for: 'organization', least: 'member' },
  'tags.view': { for: 'project', least: 'viewer' },
  'tags.manage': { for: 'project', least: 'editor' },
  'validation.manage': { for: 'project', least: 'developer' },
  'analytics.view': { for: 'project', least: 'admin' },
  'audit.view': { for: 'organization', least: 'admin' },
  'run.view': { for: 'owner' },
  'run.cancel': { for: 'owner' },
}
