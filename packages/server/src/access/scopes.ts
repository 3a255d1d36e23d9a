import type { Action } from './actions.ts'

/**
 * What a token can be narrowed to: `<resource>:read` or `<resource>:write`, and `scim` for a provider of identities. A
 * `write` holds the `read` of the same resource. The words are those of the formats we speak, so that their keys fit.
 */
export const scopes = [
  'user:read',
  'user:write',
  'organization:read',
  'organization:write',
  'member:read',
  'member:write',
  'group:read',
  'group:write',
  'attribute:write',
  'access:read',
  'identity_provider:write',
  'integration:read',
  'integration:write',
  'service_account:read',
  'service_account:write',
  'token:read',
  'token:write',
  'scim',
  'project:read',
  'project:write',
  'model:read',
  'model:write',
  'data:write',
  'query:read',
  'sql:read',
  'chart:read',
  'chart:write',
  'dashboard:read',
  'dashboard:write',
  'space:read',
  'space:write',
  'comment:read',
  'comment:write',
  'share_link:read',
  'share_link:write',
  'tag:read',
  'tag:write',
  'validation:write',
  'analytics:read',
  'audit:read',
  'run:read',
  'run:write',
] as const

export type Scope = (typeof scopes)[number]

/** The scope each action belongs to: the one place that says what a narrowed token reaches. */
export const scopeOf: Readonly<Record<Action, Scope>> = {
  'organization.create': 'organization:write',
  'organization.view': 'organization:read',
  'organization.update': 'organization:write',
  'organization.delete': 'organization:write',
  'member.view': 'member:read',
  'member.update': 'member:write',
  'member.invite': 'member:write',
  'member.impersonate': 'member:write',
  'group.view': 'group:read',
  'group.update': 'group:write',
  'attribute.manage': 'attribute:write',
  'identity_provider.manage': 'identity_provider:write',
  'integration.view': 'integration:read',
  'integration.use': 'integration:read',
  'integration.manage': 'integration:write',
  'access.explain': 'access:read',
  'service_account.view': 'service_account:read',
  'service_account.manage': 'service_account:write',
  'token.view': 'token:read',
  'token.manage': 'token:write',
  'scim.view': 'service_account:read',
  'scim.provision': 'scim',
  'self.view': 'user:read',
  'self.update': 'user:write',

  'credentials.choose': 'user:write',
  'connection.test': 'project:write',
  'project.view': 'project:read',
  'project.create': 'project:write',
  'project.create_preview': 'project:write',
  'project.update': 'project:write',
  'project.manage': 'project:write',
  'project.delete': 'project:write',
  'project.compile': 'model:write',

  'model.view': 'model:read',
  'model.update': 'model:write',
  'data.upload': 'data:write',

  'explore.view': 'model:read',
  'explore.run': 'query:read',
  'explore.run_custom_sql': 'sql:read',
  'underlying_data.view': 'query:read',
  'sql_runner.run': 'sql:read',
  'virtual_view.manage': 'model:write',
  'csv.export': 'query:read',
  'csv.change_limit': 'query:read',

  'chart.list': 'chart:read',
  'chart.view': 'chart:read',
  'chart.create': 'chart:write',
  'chart.update': 'chart:write',
  'chart.delete': 'chart:write',
  'chart.promote': 'chart:write',
  'dashboard.list': 'dashboard:read',
  'dashboard.view': 'dashboard:read',
  'dashboard.create': 'dashboard:write',
  'dashboard.update': 'dashboard:write',
  'dashboard.delete': 'dashboard:write',
  'content.verify': 'validation:write',
  'dashboard.promote': 'dashboard:write',
  'content.list': 'space:read',
  'space.list': 'space:read',
  'space.view': 'space:read',
  'space.create': 'space:write',
  'space.manage': 'space:write',
  'space.nest': 'space:write',

  'pins.manage': 'space:write',
  'notification.view': 'comment:read',
  'comment.view': 'comment:read',
  'comment.create': 'comment:write',
  'comment.manage': 'comment:write',
  'share_link.view': 'share_link:read',
  'share_link.create': 'share_link:write',
  'tags.view': 'tag:read',
  'tags.manage': 'tag:write',
  'validation.manage': 'validation:write',
  'analytics.view': 'analytics:read',
  'audit.view': 'audit:read',
  'run.view': 'run:read',
  'run.cancel': 'run:write',
}

/** Whether a credential reaches an action by its scopes; null is a credential without limits. */
export function isInScope(held: readonly Scope[] | null, action: Action): boolean {
  if (held === null) return true
  const needed = scopeOf[action]
  return held.includes(needed) || (needed.endsWith(':read') && held.some((scope) => scope === needed.replace(':read', ':write')))
}

/** Whether a text is a scope that this program knows. */
export const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text)
