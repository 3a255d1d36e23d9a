/** Everything the rules can be asked about. A new action needs a row in `rules.ts` or it does not compile. */
export const actions = [
  'organization.create',
  'organization.view',
  'organization.update',
  'organization.delete',
  'member.view',
  'member.update',
  'member.invite',
  'member.impersonate',
  'group.view',
  'group.update',
  'attribute.manage',
  'identity_provider.manage',
  'integration.view',
  'integration.use',
  'integration.manage',
  'access.explain',
  'service_account.view',
  'service_account.manage',
  'token.view',
  'token.manage',
  'scim.view',
  'scim.provision',
  'self.view',
  'self.update',
  'credentials.choose',
  'connection.test',
  'project.view',
  'project.create',
  'project.create_preview',
  'project.update',
  'project.manage',
  'writeback.manage',
  'project.delete',
  'project.compile',
  'model.view',
  'model.update',
  'data.upload',
  'explore.view',
  'explore.run',
  'explore.run_custom_sql',
  'underlying_data.view',
  'sql_runner.run',
  'virtual_view.manage',
  'csv.export',
  'csv.change_limit',
  'chart.list',
  'chart.view',
  'chart.create',
  'chart.update',
  'chart.delete',
  'chart.promote',
  'dashboard.list',
  'dashboard.view',
  'dashboard.create',
  'dashboard.update',
  'dashboard.delete',
  'content.verify',
  'dashboard.promote',
  'endpoint.list',
  'endpoint.view',
  'endpoint.run',
  'endpoint.create',
  'endpoint.update',
  'endpoint.test',
  'endpoint.delete',
  'app.list',
  'app.view',
  'app.run',
  'app.create',
  'app.update',
  'app.publish',
  'app.schedule',
  'app.delete',
  'app.embed',
  'app.write_table',
  'query_variable.list',
  'query_variable.create',
  'content.list',
  'space.list',
  'space.view',
  'space.create',
  'space.manage',
  'space.nest',
  'pins.manage',
  'notification.view',
  'comment.view',
  'comment.create',
  'comment.manage',
  'share_link.view',
  'share_link.create',
  'tags.view',
  'tags.manage',
  'validation.manage',
  'analytics.view',
  'audit.view',
  'run.view',
  'run.cancel',
] as const

export type Action = (typeof actions)[number]

/** The thing an action is asked about, as far as rules need to know it. Loaded by the operation's `target`. */
export type Target = {
  organizationId: string | null
  projectId?: string
  /** For content and spaces: the space whose access counts. */
  space?: SpaceForRules
  /** Creator or owner, for "own" rules (runs, tokens). */
  ownerId?: string
  /** For a session of an app: which. */
  sessionId?: string
  /** For `project.create`/`delete`: kind of project. */
  projectType?: 'DEFAULT' | 'PREVIEW'
}

/** A space as far as rules need to know it. */
export type SpaceForRules = {
  id: string
  /** Of a space that inherits: what the space says that it inherits from. */
  isPrivate: boolean
  /** The spaces whose people count: itself, then those above it as far as access is inherited. */
  chain: readonly string[]
}
