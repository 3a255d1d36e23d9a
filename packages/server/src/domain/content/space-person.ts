import type { UserActor } from '../../access/actor.ts'
import { roleLadder } from '../../access/role-ladder.ts'
import { directSpaceRole, spaceAccess } from '../../access/rules.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../../platform/db/schema.ts'
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
  spaceRole: SpaceRole | null
  /** The highest of their groups. */
  spaceGroupRole: SpaceRole | null
}

type Place = { projectId: string; space: { id: string; isPrivate: boolean } }

/** What a person is in a space and why; null when they may not know it. The yes or no itself is the rules'. */
export function spacePerson(person: PersonWithRoles, { projectId, space }: Place): SpaceMember | null {
  const actor = asActor(person, projectId, space.id)
  const role = spaceAccess(actor, projectId, space)
  if (role === null) return null
  const { from, role: inherited } = inheritedFrom(person)
  return {
    userId: person.userId,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    role,
    hasDirectAccess: directSpaceRole(actor, space.id) !== null,
    ownRole: person.spaceRole,
    inheritedRole: inherited,
    inheritedFrom: from,
    projectRole: inherited === 'member' ? 'viewer' : inherited,
  }
}

/** The highest of the roles that reach a space from outside of its own list of people; of equals the nearest to it. */
function inheritedFrom(person: PersonWithRoles): { from: SpaceMember['inheritedFrom']; role: OrganizationRole } {
  let best: { from: SpaceMember['inheritedFrom']; role: OrganizationRole } = { from: 'organization', role: person.organizationRole }
  const others = [
    ['project', person.projectRole],
    ['group', person.projectGroupRole],
    ['space_group', person.spaceGroupRole],
  ] as const
  for (const [from, role] of others) {
    if (role !== null && roleLadder.indexOf(role) >= roleLadder.indexOf(best.role)) best = { from, role }
  }
  return best
}

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
      spaceRole: actor.spaceRoles[place.space.id] ?? null,
      spaceGroupRole: actor.spaceGroupRoles[place.space.id] ?? null,
    },
    place,
  )

const only = <R>(id: string, role: R | null): Record<string, R> => (role === null ? {} : { [id]: role })

function asActor(person: PersonWithRoles, projectId: string, spaceId: string): UserActor {
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
    spaceRoles: only(spaceId, person.spaceRole),
    spaceGroupRoles: only(spaceId, person.spaceGroupRole),
    userAttributes: {},
    via: 'session',
    credentialId: '',
  }
}
