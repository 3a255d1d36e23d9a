import type { Action, SpaceForRules, Target } from '../../access/actions.ts'
import type { UserActor } from '../../access/actor.ts'
import { roleLadder } from '../../access/role-ladder.ts'
import { decide, highestSpaceRole, namedRole, spaceAccess } from '../../access/rules.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../../platform/db/stored-values.ts'
import type { SpaceMember } from './types.ts'

export type PersonWithRoles = {
  userId: string
  firstName: string
  lastName: string
  email: string
  organizationRole: OrganizationRole
  projectRole: ProjectRole | null
  /** The highest of their groups. */
  projectGroupRole: ProjectRole | null
  /** Their own by space. */
  spaceRoles: Readonly<Record<string, SpaceRole>>
  /** The highest of their groups by space. */
  spaceGroupRoles: Readonly<Record<string, SpaceRole>>
}

type Place = { projectId: string; space: SpaceForRules }

/** What a person is in a space and why; null when they may not know it. The yes or no itself is the rules'. */
export function spacePerson(person: PersonWithRoles, { projectId, space }: Place): SpaceMember | null {
  const actor = asActor(person, projectId)
  const role = spaceAccess(actor, projectId, space)
  if (role === null) return null
  const { from, role: inherited } = inheritedFrom(person, space)
  const named = namedRole(actor, space.chain)
  const source = space.chain.find((id) => named === role && namedRole(actor, [id]) === named) ?? null
  return {
    userId: person.userId,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    role,
    hasDirectAccess: named !== null,
    ownRole: person.spaceRoles[space.id] ?? null,
    inheritedSpaceId: source === space.id ? null : source,
    inheritedRole: inherited,
    inheritedFrom: from,
    projectRole: inherited === 'member' ? 'viewer' : inherited,
  }
}

/** The highest of the roles that reach a space from outside of its own list of people; of equals the nearest to it. */
function inheritedFrom(person: PersonWithRoles, space: SpaceForRules): { from: SpaceMember['inheritedFrom']; role: OrganizationRole } {
  let best: { from: SpaceMember['inheritedFrom']; role: OrganizationRole } = { from: 'organization', role: person.organizationRole }
  const others = [
    ['project', person.projectRole],
    ['group', person.projectGroupRole],
    ['space_group', highestSpaceRole(space.chain.map((id) => person.spaceGroupRoles[id]))],
  ] as const
  for (const [from, role] of others) {
    if (role !== null && roleLadder.indexOf(role) >= roleLadder.indexOf(best.role)) best = { from, role }
  }
  return best
}

/** Whether a person of the organization may do something in a project of it. */
export const personMay = (person: PersonWithRoles, action: Action, target: Target & { projectId: string }): boolean =>
  decide({ ...asActor(person, target.projectId), organizationId: target.organizationId }, action, target).allowed

/** The signed-in person in a space. */
export const ownSpaceAccess = (actor: UserActor, place: Place): SpaceMember | null =>
  spacePerson(
    {
      userId: actor.userId,
      firstName: actor.firstName,
      lastName: actor.lastName,
      email: actor.email,
      organizationRole: actor.organizationRole ?? 'member',
      projectRole: actor.projectRoles[place.projectId] ?? null,
      projectGroupRole: actor.projectGroupRoles[place.projectId] ?? null,
      spaceRoles: actor.spaceRoles,
      spaceGroupRoles: actor.spaceGroupRoles,
    },
    place,
  )

const only = <R>(id: string, role: R | null): Record<string, R> => (role === null ? {} : { [id]: role })

function asActor(person: PersonWithRoles, projectId: string): UserActor {
  return {
    kind: 'user',
    userId: person.userId,
    email: person.email,
    emailVerified: true,
    firstName: person.firstName,
    lastName: person.lastName,
    organizationId: null,
    organizationRole: person.organizationRole,
    projectRoles: only(projectId, person.projectRole),
    projectGroupRoles: only(projectId, person.projectGroupRole),
    spaceRoles: person.spaceRoles,
    spaceGroupRoles: person.spaceGroupRoles,
    userAttributes: {},
    isServiceAccount: false,
    scopes: null,
    via: 'session',
    credentialId: '',
  }
}
