import { z } from 'zod'
import { accessLevel } from './project.ts'

/** Spaces that a notebook is to be shared with. */
export const sharingWithCollections = z.object({
  sharing: z.object({
    upsert: z.object({
      collections: z.array(z.object({ access: accessLevel, collection: z.object({ id: z.string().max(200) }) })).max(25),
    }),
  }),
})
type Shares = z.infer<typeof sharingWithCollections>['sharing']['upsert']['collections']

export const sharingErrors = z.array(z.object({ collectionIds: z.array(z.string()), reason: z.string() }))
type SharingErrors = z.infer<typeof sharingErrors>

const reasons = {
  several: 'A notebook lies in one space: share it with one collection.',
  out: 'A notebook lies in one space: share it with another collection, and it is there instead.',
  role: 'Roles in the collection say what people may do with its notebooks: share with APP_ONLY, and give roles in the collection.',
}

/**
 * The space that a notebook is to lie in, since it lies in one and is shared by that: null where it stays. What cannot be is told
 * of each collection.
 */
export function toSpace(shares: Shares, currentId: string): { spaceId: string | null; errors: SharingErrors } {
  const idOf = ({ collection }: Shares[number]): string => collection.id.toLowerCase()
  const wanted = shares.filter(({ access }) => access === 'APP_ONLY')
  const ids = [...new Set(wanted.map(idOf))]
  const spaceId = ids.length === 1 ? (ids[0] ?? null) : null
  const errors = [
    [reasons.several, ids.length > 1 ? wanted : []],
    [reasons.out, spaceId === null || spaceId === currentId ? shares.filter((share) => share.access === 'NONE' && idOf(share) === currentId) : []],
    [reasons.role, shares.filter(({ access }) => access !== 'NONE' && access !== 'APP_ONLY')],
  ] as const
  return {
    spaceId,
    errors: errors.flatMap(([reason, about]) => (about.length === 0 ? [] : [{ collectionIds: about.map(({ collection: { id } }) => id), reason }])),
  }
}
