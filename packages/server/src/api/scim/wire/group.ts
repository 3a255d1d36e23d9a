import { z } from 'zod'
import type { ScimGroup, ScimGroupWish } from '../../../domain/identity/scim/types.ts'
import { withMeta, type Document, type Resource } from './resource.ts'
import { urns } from './urns.ts'
import { unreadable, withKnownNames } from './user.ts'

const groupRequest = z.looseObject({
  displayName: z.string().max(1000),
  externalId: z.string().max(1000).nullish(),
  members: z
    .array(z.looseObject({ value: z.string().max(200) }))
    .max(100_000)
    .nullish(),
})

/** A group as a resource; `base` is the address of the door. */
export function toGroupResource(group: ScimGroup, base: string): Resource {
  const document = {
    schemas: [urns.group],
    id: group.id,
    ...(group.externalId === null ? {} : { externalId: group.externalId }),
    displayName: group.name,
    members: group.members.map(({ userId, name }) => ({ value: userId, display: name, type: 'User', $ref: `${base}/Users/${userId}` })),
  }
  return withMeta(document, { type: 'Group', at: `${base}/Groups`, created: group.createdAt, lastModified: group.updatedAt })
}

/** What a document says a group is; without members it has none. */
export function toGroupWish(document: Document): ScimGroupWish {
  const parsed = groupRequest.safeParse(withKnownNames(document, ['displayName', 'externalId', 'members']))
  if (!parsed.success) throw unreadable(parsed.error)
  const { displayName, externalId, members } = parsed.data
  return { name: displayName, externalId: externalId ?? null, memberIds: (members ?? []).map(({ value }) => value) }
}
