import type { SpaceRole } from '../platform/db/schema.ts'
import type { UserActor } from './actor.ts'
import { atLeast, highestRole } from './role-ladder.ts'

/**
 * What a person is in a space of a project of their own organization; null: they may not know it. Admins are admin
 * everywhere; a direct role counts as it is; a public space gives by project role.
 */
export function spaceAccess(actor: UserActor, projectId: string | undefined, space: { id: string; isPrivate: boolean }): SpaceRole | null {
  const role = highestRole(actor, projectId)
  if (!atLeast(role, 'viewer')) return null
  if (role === 'admin') return 'admin'
  const direct = actor.spaceRoles[space.id]
  if (direct !== undefined) return direct
  if (space.isPrivate) return null
  return atLeast(role, 'editor') ? 'editor' : 'viewer'
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
  return { all: false, public: true, ids: Object.keys(actor.spaceRoles) }
}
