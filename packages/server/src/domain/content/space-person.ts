import type { UserActor } from '../../access/actor.ts'
import { spaceAccess } from '../../access/rules.ts'
import type { OrganizationRole, ProjectRole, SpaceRole } from '../../platform/db/schema.ts'
import type { SpaceMember } from './types.ts'

const ladder: readonly OrganizationRole[] = ['member', 'viewer', 'interactive_viewer', 'editor', 'developer', 'admin']

export type PersonWithRoles = {
  userId: string
  firstName: string
  lastName: string
  email: string
  organizationRole: OrganizationRole
  projectRole: ProjectRole | null
  spaceRole: SpaceRole | null
}

type Place = { projectId: string; space: { id: string; isPrivate: boolean } }

/** What a person is in a space and why; null when they may not know it. The yes or no itself is the rules'. */
export function spacePerson(person: PersonWithRoles, { projectId, space }: Place): SpaceMember | null {
  const role = spaceAccess(asActor(person, projectId, space.id), projectId, space)
  if (role === null) return null
  const fromProject = person.projectRole !== null && ladder.indexOf(person.projectRole) >= ladder.indexOf(person.organizationRole)
  const inherited = fromProject ? (person.projectRole as ProjectRole) : person.organizationRole
  return {
    userId: person.userId,
    firstName: person.firstName,
    lastName: person.lastName,
    email: person.email,
    role,
    hasDirectAccess: person.spaceRole !== null,
    inheritedRole: inherited,
    inheritedFrom: fromProject ? 'project' : 'organization',
    projectRole: inherited === 'member' ? 'viewer' : inherited,
  }
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
      spaceRole: actor.spaceRoles[place.space.id] ?? null,
    },
    place,
  )

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
    projectRoles: person.projectRole === null ? {} : { [projectId]: person.projectRole },
    spaceRoles: person.spaceRole === null ? {} : { [spaceId]: person.spaceRole },
    userAttributes: {},
    via: 'session',
    credentialId: '',
  }
}
