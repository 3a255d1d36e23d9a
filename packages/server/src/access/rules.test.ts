import { describe, expect, it } from 'vitest'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../platform/db/stored-values.ts'
import { actions, type Action, type Target } from './actions.ts'
import type { UserActor } from './actor.ts'
import { roleLadder } from './role-ladder.ts'
import { abilities, decide, isInScope, spaceAccess, visibleProjects, visibleSpaces } from './rules.ts'

const person = (organizationRole: OrganizationRole | null, project?: ProjectRole, space?: SpaceRole): UserActor => ({
  kind: 'user',
  userId: 'me',
  email: 'me@example.com',
  emailVerified: true,
  firstName: 'M',
  lastName: 'E',
  organizationId: organizationRole === null ? null : 'ours',
  organizationRole,
  projectRoles: project === undefined ? {} : { p1: project },
  projectGroupRoles: {},
  spaceRoles: space === undefined ? {} : { s1: space },
  spaceGroupRoles: {},
  userAttributes: {},
  isServiceAccount: false,
  scopes: null,
  via: 'session',
  credentialId: 'c',
})

const inProject: Target = { organizationId: 'ours', projectId: 'p1' }
const publicSpace: Target = { ...inProject, space: { id: 's1', isPrivate: false, chain: ['s1'] } }
const privateSpace: Target = { ...inProject, space: { id: 's1', isPrivate: true, chain: ['s1'] } }

/** Letters of the roles that may: m(ember) v(iewer) i(nteractive) e(ditor) d(eveloper) a(dmin). */
const letters = 'mvieda'
const whoMay = (action: Action, target: Target, space?: SpaceRole): string =>
  roleLadder.map((role, index) => (decide(person(role, undefined, space), action, target).allowed ? letters[index] : '')).join('')

/** Actions of content that no single space decides: lists leave out what is in spaces that one may not see. */
const byRoleAlone = ['space.create', 'chart.list', 'dashboard.list', 'endpoint.list', 'app.list', 'content.list', 'space.list'] as const
type ByRoleAlone = (typeof byRoleAlone)[number]

/** Expected rights on a thing of the own organization by role, read off the contract's table of roles. */
const expected: Record<Exclude<Action, `${'chart' | 'dashboard' | 'endpoint' | 'app' | 'space' | 'comment' | 'content'}.${string}`> | ByRoleAlone, string> = {
  'organization.create': '',
  'organization.view': 'mvieda',
  'organization.update': 'a',
  'organization.delete': 'a',
  'member.view': 'mvieda',
  'member.update': 'a',
  'member.invite': 'a',
  'member.impersonate': 'a',
  'group.view': 'a',
  'group.update': 'a',
  'attribute.manage': 'a',
  'identity_provider.manage': 'a',
  'integration.view': 'mvieda',
  'integration.use': 'da',
  'integration.manage': 'a',
  'access.explain': 'a',
  'service_account.view': 'a',
  'service_account.manage': 'a',
  'token.view': 'a',
  'token.manage': 'a',
  'scim.view': 'a',
  // Administrators that are service accounts only.
  'scim.provision': '',
  'self.view': 'mvieda',
  'self.update': 'mvieda',
  'credentials.choose': 'vieda',
  'connection.test': 'da',
  'project.view': 'vieda',
  'project.create': 'a',
  'project.create_preview': 'da',
  'project.update': 'eda',
  'project.manage': 'a',
  'project.delete': 'a',
  'project.compile': 'da',
  'model.view': 'da',
  'model.update': 'da',
  'data.upload': 'da',
  'writeback.manage': 'a',
  'explore.view': 'vieda',
  'explore.run': 'ieda',
  'explore.run_custom_sql': 'da',
  'underlying_data.view': 'ieda',
  'sql_runner.run': 'da',
  'virtual_view.manage': 'da',
  'csv.export': 'vieda',
  'csv.change_limit': 'ieda',
  'space.create': 'eda',
  'chart.list': 'vieda',
  'endpoint.list': 'vieda',
  'app.list': 'vieda',
  'query_variable.list': 'vieda',
  'query_variable.create': 'da',
  'space.list': 'vieda',
  'dashboard.list': 'mvieda',
  'content.list': 'mvieda',
  'notification.view': 'mvieda',
  'pins.manage': 'eda',
  'share_link.view': 'mvieda',
  'share_link.create': 'mvieda',
  'tags.view': 'vieda',
  'tags.manage': 'eda',
  'validation.manage': 'da',
  'analytics.view': 'a',
  'audit.view': 'a',
  'run.view': 'a',
  'run.cancel': 'a',
}

/** Content by kind of space: public without a direct role, private without, private as viewer, editor, admin of it. */
const content: Record<string, [string, string, string, string, string]> = {
  view: ['vieda', 'a', 'vieda', 'vieda', 'vieda'],
  write: ['eda', 'a', 'a', 'ieda', 'ieda'],
  promote: ['da', 'a', 'a', 'da', 'da'],
  develop: ['da', 'a', 'a', 'da', 'da'],
  nest: ['eda', 'a', 'a', 'eda', 'eda'],
  comment: ['ieda', 'a', 'ieda', 'ieda', 'ieda'],
  moderate: ['eda', 'a', 'eda', 'eda', 'eda'],
  manageSpace: ['a', 'a', 'a', 'a', 'ieda'],
  verify: ['da', 'a', 'da', 'da', 'da'],
}
const rowOf = (action: Action): [string, string, string, string, string] => {
  if (action.endsWith('.view') || action === 'endpoint.run' || action === 'app.run') return content['view']!
  if (action.startsWith('endpoint.') || action === 'app.embed') return content['develop']!
  if (action === 'content.verify') return content['verify']!
  if (action === 'comment.create' || action === 'app.write_table') return content['comment']!
  if (action === 'comment.manage') return content['moderate']!
  if (action.endsWith('.promote')) return content['promote']!
  if (action === 'space.nest') return content['nest']!
  return action === 'space.manage' ? content['manageSpace']! : content['write']!
}
const contentActions = actions.filter(
  (action) => /^(chart|dashboard|endpoint|app|space|comment|content)\./.test(action) && !byRoleAlone.some((one) => one === action),
)

const aboutOneself: ReadonlySet<Action> = new Set<Action>(['self.view', 'self.update', 'notification.view'])

describe('decide', () => {
  it.each(Object.entries(expected))('%s: %s', (action, roles) => {
    expect(whoMay(action as Action, inProject)).toBe(roles)
  })

  it.each(contentActions)('%s follows the access to its space', (action) => {
    expect([
      whoMay(action, publicSpace),
      whoMay(action, privateSpace),
      whoMay(action, privateSpace, 'viewer'),
      whoMay(action, privateSpace, 'editor'),
      whoMay(action, privateSpace, 'admin'),
    ]).toEqual(rowOf(action))
  })

  it('has a row in this test for every action', () => {
    expect([...Object.keys(expected), ...contentActions].toSorted()).toEqual([...actions].toSorted())
  })

  it('never allows anything on a thing of another organization, whatever the role', () => {
    for (const role of roleLadder) {
      for (const action of actions.filter((one) => !aboutOneself.has(one))) {
        for (const target of [inProject, publicSpace, privateSpace, { ...inProject, ownerId: 'me' }]) {
          const foreign = { ...target, organizationId: 'theirs' }
          expect(decide(person(role, 'admin', 'admin'), action, foreign).allowed, `${role} ${action}`).toBe(false)
        }
      }
    }
  })

  it('gives a person without an organization nothing but themselves and the founding of one', () => {
    const allowed = actions.filter((action) => decide(person(null), action, { organizationId: null }).allowed)
    expect(allowed).toEqual(['organization.create', ...aboutOneself])
  })

  it('adds organization and project roles: the higher one counts', () => {
    expect(decide(person('member', 'developer'), 'sql_runner.run', inProject).allowed).toBe(true)
    expect(decide(person('developer', 'viewer'), 'sql_runner.run', inProject).allowed).toBe(true)
    expect(decide(person('member', 'developer'), 'sql_runner.run', { ...inProject, projectId: 'p2' }).allowed).toBe(false)
    expect(decide(person('member', 'admin'), 'member.update', inProject).allowed).toBe(false)
  })

  it('lets developers make and delete previews, in a project only their own', () => {
    const preview: Target = { ...inProject, projectType: 'PREVIEW' }
    expect(whoMay('project.create', preview)).toBe('da')
    expect(whoMay('project.delete', preview)).toBe('da')
    expect(decide(person('member', 'developer'), 'project.create', preview).allowed).toBe(true)
    expect(decide(person('member', 'developer'), 'project.delete', preview)).toEqual({ allowed: false, because: 'not_owner' })
    expect(decide(person('member', 'developer'), 'project.delete', { ...preview, ownerId: 'me' }).allowed).toBe(true)
  })

  it('shows a run to who started it and to admins', () => {
    expect(decide(person('member'), 'run.view', { ...inProject, ownerId: 'me' }).allowed).toBe(true)
    expect(decide(person('developer'), 'run.cancel', { ...inProject, ownerId: 'her' })).toEqual({ allowed: false, because: 'not_owner' })
  })

  it('keeps one from the account of another', () => {
    expect(decide(person('admin'), 'self.update', { organizationId: 'ours', ownerId: 'her' }).allowed).toBe(false)
  })
})

describe('scopes for lists', () => {
  it('projects: all from viewer on, else those with a role of their own', () => {
    expect(visibleProjects(person('viewer'))).toBeNull()
    expect(visibleProjects(person('member', 'viewer'))).toEqual(['p1'])
    expect(visibleProjects(person('member'))).toEqual([])
  })

  it('spaces: what the scope lets through is what decide allows', () => {
    for (const role of roleLadder) {
      for (const direct of [undefined, 'viewer'] as const) {
        const actor = person(role, undefined, direct)
        const scope = visibleSpaces(actor, 'p1')
        for (const space of [
          { id: 's1', isPrivate: true, chain: ['s1'] },
          { id: 's2', isPrivate: true, chain: ['s2'] },
          { id: 's3', isPrivate: false, chain: ['s3'] },
          { id: 's4', isPrivate: true, chain: ['s4', 's1'] },
          { id: 's5', isPrivate: true, chain: ['s5', 's2'] },
        ]) {
          const listed = isInScope(scope, space)
          expect(listed).toBe(decide(actor, 'space.view', { ...inProject, space }).allowed)
          expect(listed).toBe(spaceAccess(actor, 'p1', space) !== null)
        }
      }
    }
  })

  it('abilities name exactly what is allowed', () => {
    expect(abilities(person('viewer'), publicSpace)).toEqual(actions.filter((action) => decide(person('viewer'), action, publicSpace).allowed))
  })
})
