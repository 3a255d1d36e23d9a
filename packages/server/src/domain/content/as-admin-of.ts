import type { UserActor } from '../../access/actor.ts'

/** The creator of a space with the role just given: the actor was loaded before the space existed. */
export const asAdminOf = (actor: UserActor, spaceId: string): UserActor => ({ ...actor, spaceRoles: { ...actor.spaceRoles, [spaceId]: 'admin' } })
