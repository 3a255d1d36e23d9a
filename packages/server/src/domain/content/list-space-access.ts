import { storeOf } from './content-ctx.ts'
import type { Ctx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { listPeopleOfSpaces } from './space-member-store.ts'
import { spacePerson } from './space-person.ts'
import type { SpaceMember } from './types.ts'

/** Everybody who can see a space, with what they are in it and why, by name. */
export async function listSpaceAccess(ctx: Ctx, { space, projectId, organizationId }: Resource): Promise<SpaceMember[]> {
  const people = await listPeopleOfSpaces(storeOf(ctx), { spaceIds: space.chain, projectId, organizationId })
  return people.flatMap((person) => spacePerson(person, { projectId, space }) ?? [])
}
