import { storeOf } from './content-ctx.ts'
import type { Action } from '../../access/actions.ts'
import type { Ctx } from '../../access/operation.ts'
import type { Resource } from '../../resources/resource.ts'
import { listPeopleOfSpaces } from './space-member-store.ts'
import { personMay, spacePerson } from './space-person.ts'
import { targetOf } from './content-target.ts'
import type { SpaceMember } from './types.ts'

/** Everybody who can see a space, with what they are in it and why, by name; with an `action` those who may do that with this in it. */
export async function listSpaceAccess(ctx: Ctx, resource: Resource, action?: Action): Promise<SpaceMember[]> {
  const { space, projectId, organizationId } = resource
  const people = await listPeopleOfSpaces(storeOf(ctx), { spaceIds: space.chain, projectId, organizationId })
  const wanted = action === undefined ? people : people.filter((person) => personMay(person, action, targetOf(resource)))
  return wanted.flatMap((person) => spacePerson(person, { projectId, space }) ?? [])
}
