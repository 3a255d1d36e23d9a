import type { SortField } from '@atrium/semantic'
import { z } from 'zod'

/** The order that a viewer gave the rows of tiles, by tile. */
export type TileSorts = Readonly<Record<string, readonly SortField[]>>

const written = z.record(z.string(), z.array(z.object({ fieldId: z.string(), descending: z.boolean() })).max(20))
const none: TileSorts = {}

/** Orders as text for the address; empty for none. */
export const writeTileSorts = (sorts: TileSorts): string => (Object.keys(sorts).length === 0 ? '' : JSON.stringify(sorts))

/** Orders of an address. Text that cannot be understood is none. */
export function readTileSorts(text: string): TileSorts {
  if (text === '') return none
  try {
    const parsed = written.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : none
  } catch {
    return none
  }
}

/** With another order for a tile; empty for that of its chart. */
export function withTileSorts({ ...sorts }: TileSorts, tileUuid: string, own: readonly SortField[]): TileSorts {
  const { [tileUuid]: _, ...others } = sorts
  return own.length === 0 ? others : { ...others, [tileUuid]: own.map(({ fieldId, descending }) => ({ fieldId, descending })) }
}
