import type { SpaceForRules } from '../../access/actions.ts'
import { highestSpaceRole } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { Container } from '../../resources/resource.ts'
import type { PersonWithRoles } from './space-person.ts'

/** What is wanted of a space; what is absent stays. `parentId` null: at the top. */
export type SpaceChange = { isPrivate?: boolean; parentId?: string | null; inherits?: boolean }

export type PlannedSpace = {
  inherits: boolean
  /** It inherited and no longer does: what it had from above becomes its own, so that nobody loses access by that alone. */
  detaches: boolean
  /** What the rules will be told of it. */
  access: SpaceForRules
}

/** Whether a space has the access of the one it is in, as well as its own people. */
export const inheritsAccess = ({ chain }: SpaceForRules): boolean => chain.length > 1

/**
 * What a change makes of a space that will be in `parent` (null: at the top). Throws `invalid` (`no_parent`,
 * `inherits_access`) for what contradicts itself.
 */
export function planSpaceChange(space: Container, parent: Container | null, change: SpaceChange): PlannedSpace {
  if (change.inherits === true && parent === null) {
    throw new AppError('invalid', 'A space at the top has nothing to inherit from. Move it into another space first.', { reason: 'no_parent' })
  }
  const inherits = parent !== null && (change.inherits ?? inheritsAccess(space))
  if (inherits && change.isPrivate !== undefined && change.isPrivate !== space.isPrivate) {
    throw new AppError('invalid', 'This space has the access of the space it is in. Give it access of its own before you open or close it.', {
      reason: 'inherits_access',
    })
  }
  return {
    inherits,
    detaches: inheritsAccess(space) && !inherits,
    access: inherits
      ? { id: space.id, isPrivate: parent.isPrivate, chain: [space.id, ...parent.chain] }
      : { id: space.id, isPrivate: change.isPrivate ?? space.isPrivate, chain: [space.id] },
  }
}

/** A person after a space was detached: what its chain named them for, alone or by groups, is the space's own. */
export function afterDetaching(person: PersonWithRoles, { id, chain }: SpaceForRules): PersonWithRoles {
  const own = highestSpaceRole(chain.map((each) => person.spaceRoles[each]))
  const byGroup = highestSpaceRole(chain.map((each) => person.spaceGroupRoles[each]))
  return { ...person, spaceRoles: own === null ? {} : { [id]: own }, spaceGroupRoles: byGroup === null ? {} : { [id]: byGroup } }
}
