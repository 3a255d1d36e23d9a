import { expect, it } from 'vitest'
import { actions, type Action, type Target } from './actions.ts'
import type { UserActor } from './actor.ts'
import { roleLadder } from './role-ladder.ts'
import { ruleTable, type Rule } from './rule-table.ts'
import { decide } from './rules.ts'
import { scopeOf } from './scopes.ts'

/** `docs/roles.md` is this table printed; `npx vitest run --project unit packages/server/src/access -u` prints it anew. */

const person = (organizationRole: UserActor['organizationRole'], isServiceAccount: boolean): UserActor => ({
  kind: 'user',
  userId: 'me',
  email: 'me@atrium.example',
  emailVerified: true,
  firstName: '',
  lastName: '',
  organizationId: 'ours',
  organizationRole,
  projectRoles: {},
  projectGroupRoles: {},
  spaceRoles: {},
  spaceGroupRoles: {},
  userAttributes: {},
  isServiceAccount,
  scopes: null,
  via: 'session',
  credentialId: '',
})

/** Somebody else's, in a public space of a default project. */
const target: Target = { organizationId: 'ours', projectId: 'p', projectType: 'DEFAULT', space: { id: 's', isPrivate: false, chain: ['s'] }, ownerId: 'other' }

function noteOf(rule: Rule): string {
  switch (rule.for) {
    case 'self':
      return 'everybody, on themselves'
    case 'newcomer':
      return 'those without an organization'
    case 'owner':
      return 'and whoever made it'
    case 'project_kind':
      return `previews: from ${rule.preview} on${rule.previewInProject === 'own' ? ', by a project role only their own' : ''}`
    case 'space':
      return rule.access === 'viewer' ? 'private spaces: those they are shared with' : `and whoever is ${rule.access} of the space, from ${rule.least} on`
    case 'organization':
      return 'role in the organization only'
    case 'service_account':
      return 'only service accounts of that role'
    case 'project':
      return ''
    default:
      return rule satisfies never
  }
}

function row(action: Action): string {
  const rule = ruleTable[action]
  const cells = roleLadder.map((role) =>
    rule.for !== 'newcomer' && decide(person(role, rule.for === 'service_account'), action, rule.for === 'self' ? { ...target, ownerId: 'me' } : target).allowed
      ? '✓'
      : '–',
  )
  return `| \`${action}\` | ${cells.join(' | ')} | \`${scopeOf[action]}\` | ${noteOf(rule)} |`
}

it('is printed as the rules decide', async () => {
  const head = `| action | ${roleLadder.map((role) => role.replace('_', ' ')).join(' | ')} | scope | |`
  const text = [
    '# Roles',
    '',
    'Roles are a ladder: each may all that the one before may. What counts is the highest of the role in the organization, the own one in the project, and those of groups. This table is printed from the rules (`packages/server/src/access`), on a thing that somebody else made in a public space of a default project.',
    '',
    'A token may be narrowed to scopes; then it reaches only actions of those scopes, and of them only what its owner may at that moment. `…:write` holds `…:read` of the same resource. A token without scopes reaches all that its owner may.',
    '',
    head,
    `|---|${roleLadder.map(() => ':-:').join('|')}|---|---|`,
    ...actions.map(row),
    '',
  ].join('\n')
  await expect(text).toMatchFileSnapshot('../../../../docs/roles.md')
})
