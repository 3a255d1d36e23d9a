import { storeOf } from './content-ctx.ts'
import type { Ctx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { listPeopleOfSpace } from './space-member-store.ts'
import { spacePerson } from './space-person.ts'
import type { SpaceMember } from './types.ts'

/** Everybody who can see a space, with what they are in it and why, by name. */
export async function listSpaceAccess(ctx: Ctx, space: Resource): Promise<SpaceMember[]> {
  const people = await listPeopleOfSpace(storeOf(ctx), space)
  return people.flatMap((person) => spacePerson(person, { projectId: space.projectId, space: space.space }) ?? [])
}
