import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'

/** Where a page ends: what its things are ordered by, and an id for those that are equal in that. */
type Place = readonly [value: string, id: string]

export type PageWish = { limit: number; after?: string | undefined; before?: string | undefined }
export type Page<T> = { items: T[]; pagination: { after: string | null; before: string | null } }

export const paginationWire = z.object({ after: z.string().nullable(), before: z.string().nullable() })

const place = z.tuple([z.string(), z.string()])
/** No cursor of ours is longer: names of things have a length. */
const longest = 4000

const write = (at: Place): string => Buffer.from(JSON.stringify(at)).toString('base64url')

function read(cursor: string): Place {
  try {
    if (cursor.length <= longest) return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    // Said below.
  }
  throw new AppError('invalid', 'This cursor is none of ours. Take `pagination.after` or `pagination.before` of the page before as it is.', {
    reason: 'cursor',
  })
}

const compare = ([value, id]: Place, [otherValue, otherId]: Place): number => {
  if (value !== otherValue) return value < otherValue ? -1 : 1
  return id === otherId ? 0 : id < otherId ? -1 : 1
}

/**
 * One page of all that there is. A cursor names a place and no thing: what was made or deleted since the page before
 * neither repeats nor skips any other.
 */
export function pageOf<T>(
  all: readonly T[],
  { limit, after, before }: PageWish,
  order: { by(item: T): string; id(item: T): string; descending: boolean },
): Page<T> {
  if (after !== undefined && before !== undefined) throw new AppError('invalid', 'Send `after` or `before`, not both', { reason: 'cursor' })
  const sign = order.descending ? -1 : 1
  const placed = all.map((item) => ({ item, at: [order.by(item), order.id(item)] as const })).toSorted((one, other) => sign * compare(one.at, other.at))
  const [from, to] = after === undefined ? [null, before === undefined ? null : read(before)] : [read(after), null]
  const within = placed.filter(({ at }) => (from === null || sign * compare(at, from) > 0) && (to === null || sign * compare(at, to) < 0))
  const page = to === null ? within.slice(0, limit) : within.slice(-limit)
  const [first, last] = [page[0], page.at(-1)]
  return {
    items: page.map(({ item }) => item),
    pagination: {
      after: last !== undefined && last !== placed.at(-1) ? write(last.at) : null,
      before: first !== undefined && first !== placed[0] ? write(first.at) : null,
    },
  }
}
