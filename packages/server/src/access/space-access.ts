import type { SpaceRole } from '../platform/db/schema.ts'
import type { UserActor } from './actor.ts'
import { atLeast, highestRole } from './role-ladder.ts'

/**
 * What a person is in a space of a project of their own organization; null: they may not know it. Admins are admin
 * everywhere, and so is who is admin of the space by a group; else an own role counts as it is, then the highest of the
 * groups; a public space gives by project role.
 */
export function spaceAccess(actor: UserActor, projectId: string | undefined, space: { id: string; isPrivate: boolean }): SpaceRole | null {
  const role = highestRole(actor, projectId)
  if (!atLeast(role, 'viewer')) return null
  if (role === 'admin') return 'admin'
  const direct = directSpaceRole(actor, space.id)
  if (direct !== null) return direct
  if (space.isPrivate) return null
  return atLeast(role, 'editor') ? 'editor' : 'viewer'
}

/** What the space itself names a person for, by themselves or by a group. */
export function directSpaceRole(actor: Pick<UserActor, 'spaceRoles' | 'spaceGroupRoles'>, spaceId: string): SpaceRole | null {
  const byGroup = actor.spaceGroupRoles[spaceId] ?? null
  return byGroup === 'admin' ? byGroup : (actor.spaceRoles[spaceId] ?? byGroup)
}

/**
 * Which spaces of a project a person may see, as a store puts it into its WHERE: all of them, or the listed ones and
 * the public ones if `public`.
 */
export type SpaceScope = { all: true } | { all: false; public: boolean; ids: readonly string[] }

/** Spaces of one project, for lists. Precondition: the project is of the actor's organization. */
export function visibleSpaces(actor: UserActor, projectId: string): SpaceScope {
  const role = highestRole(actor, projectId)
  if (role === 'admin') return { all: true }
  if (!atLeast(role, 'viewer')) return { all: false, public: false, ids: [] }
  return { all: false, public: true, ids: [...new Set([...Object.keys(actor.spaceRoles), ...Object.keys(actor.spaceGroupRoles)])] }
}
