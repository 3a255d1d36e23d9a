import type { ProjectRole, SpaceRole } from '../platform/db/stored-values.ts'
import { actions, type Action, type Target } from './actions.ts'
import type { UserActor } from './actor.ts'
import { projectLadder } from './role-ladder.ts'
import { ruleTable } from './rule-table.ts'
import { decide } from './rules.ts'

/**
 * Where a role may do something, from anywhere to nowhere: in every space; in spaces for everybody in the project; in
 * spaces that name the person for at least this; on what they made or started; in previews, or their own previews.
 */
export const circumstances = ['always', 'public_space', 'space_viewer', 'space_editor', 'space_admin', 'own', 'previews', 'own_previews', 'never'] as const

export type Circumstance = (typeof circumstances)[number]

export type ExplainedAction = { action: Action; by: Record<ProjectRole, Circumstance> }

/** What each role in a project may do, found by asking `decide` about it: the table of roles that people read cannot differ from the rules. */
export function explainRoles(): ExplainedAction[] {
  return actions
    .filter((action) => isOfProjects(action))
    .map((action) => ({ action, by: Object.fromEntries(projectLadder.map((role) => [role, circumstanceOf(role, action)])) as ExplainedAction['by'] }))
}

/** Roles in a project give nothing on the organization, nor on oneself. */
const isOfProjects = (action: Action): boolean => !['self', 'newcomer', 'organization', 'service_account'].includes(ruleTable[action].for)

const elsewhere: Target = {
  organizationId: 'o',
  projectId: 'p',
  projectType: 'DEFAULT',
  ownerId: 'somebody',
  space: { id: 's', isPrivate: true, chain: ['s'] },
}

const situations: readonly [Exclude<Circumstance, 'never'>, Target, SpaceRole?][] = [
  ['always', elsewhere],
  ['public_space', { ...elsewhere, space: { id: 's', isPrivate: false, chain: ['s'] } }],
  ['space_viewer', elsewhere, 'viewer'],
  ['space_editor', elsewhere, 'editor'],
  ['space_admin', elsewhere, 'admin'],
  ['own', { ...elsewhere, ownerId: 'me' }],
  ['previews', { ...elsewhere, projectType: 'PREVIEW' }],
  ['own_previews', { ...elsewhere, projectType: 'PREVIEW', ownerId: 'me' }],
]

function circumstanceOf(role: ProjectRole, action: Action): Circumstance {
  return situations.find(([, target, spaceRole]) => decide(somebody(role, spaceRole), action, target).allowed)?.[0] ?? 'never'
}

const somebody = (role: ProjectRole, spaceRole: SpaceRole | undefined): UserActor => ({
  kind: 'user',
  userId: 'me',
  email: '',
  emailVerified: true,
  firstName: '',
  lastName: '',
  organizationId: 'o',
  organizationRole: 'member',
  projectRoles: { p: role },
  projectGroupRoles: {},
  spaceRoles: spaceRole === undefined ? {} : { s: spaceRole },
  spaceGroupRoles: {},
  userAttributes: {},
  isServiceAccount: false,
  scopes: null,
  via: 'session',
  credentialId: '',
})
