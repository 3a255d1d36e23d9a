import type { SpaceRole } from '../platform/db/stored-values.ts'
import type { SpaceForRules } from './actions.ts'
import type { UserActor } from './actor.ts'
import { atLeast, highestRole, spaceLadder } from './role-ladder.ts'

/**
 * What a person is in a space of a project of their own organization; null: they may not know it. Admins are admin
 * everywhere. Else what the space or one it inherits from names them for counts, the highest of it; a public space gives
 * by project role.
 */
export function spaceAccess(actor: UserActor, projectId: string | undefined, space: SpaceForRules): SpaceRole | null {
  const role = highestRole(actor, projectId)
  if (!atLeast(role, 'viewer')) return null
  if (role === 'admin') return 'admin'
  const direct = namedRole(actor, space.chain)
  if (direct !== null) return direct
  if (space.isPrivate) return null
  return atLeast(role, 'editor') ? 'editor' : 'viewer'
}

type Named = Pick<UserActor, 'spaceRoles' | 'spaceGroupRoles'>

/** The highest role that any of the spaces of a chain names a person for. */
export function namedRole(actor: Named, chain: readonly string[]): SpaceRole | null {
  return highestSpaceRole(chain.map((spaceId) => directSpaceRole(actor, spaceId)))
}

/** What one space names a person for, by themselves or by a group: admin by either, else their own, else the group's. */
export function directSpaceRole(actor: Named, spaceId: string): SpaceRole | null {
  const byGroup = actor.spaceGroupRoles[spaceId] ?? null
  return byGroup === 'admin' ? byGroup : (actor.spaceRoles[spaceId] ?? byGroup)
}

/** The highest of some roles, null for none. */
export function highestSpaceRole(roles: readonly (SpaceRole | null | undefined)[]): SpaceRole | null {
  return spaceLadder.findLast((role) => roles.includes(role)) ?? null
}

/**
 * Which spaces of a project a person may see, as a store puts it into its WHERE: all of them, or those with one of `ids`
 * in their chain, and the public ones if `public`.
 */
export type SpaceScope = { all: true } | { all: false; public: boolean; ids: readonly string[] }

/** Spaces of one project, for lists. Precondition: the project is of the actor's organization. */
export function visibleSpaces(actor: UserActor, projectId: string): SpaceScope {
  const role = highestRole(actor, projectId)
  if (role === 'admin') return { all: true }
  if (!atLeast(role, 'viewer')) return { all: false, public: false, ids: [] }
  return { all: false, public: true, ids: [...new Set([...Object.keys(actor.spaceRoles), ...Object.keys(actor.spaceGroupRoles)])] }
}

/** Whether a space is one of those; the same that a store asks in its WHERE. */
export const isInScope = (scope: SpaceScope, space: SpaceForRules): boolean =>
  scope.all || (scope.public && !space.isPrivate) || space.chain.some((id) => scope.ids.includes(id))
