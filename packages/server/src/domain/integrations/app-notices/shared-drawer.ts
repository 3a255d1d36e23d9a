import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { mostFileBytes } from '../../../channels/mail/mail.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Drawer } from '../../../rendering/drawing/drawer.ts'
import type { DrawingOrder } from '../../../rendering/drawing/sheet.ts'

const momentMs = 60_000
/** Drawings that are kept at most. */
const mostKept = 4

/**
 * Draws once what is ordered several times within a minute: all who are told of a run at the same time get the same bytes. Only bytes are
 * kept: what somebody may see is read anew for each order, and other content is another drawing.
 */
export function createSharedDrawer(drawer: Pick<Drawer, 'draw'>, clock: Pick<Clock, 'now'>): Pick<Drawer, 'draw'> {
  const kept = new Map<string, { bytes: Promise<Buffer>; at: number }>()
  return {
    async draw(order, asker) {
      const at = clock.now()
      for (const [other, { at: before }] of kept) if (at - before > momentMs) kept.delete(other)
      const key = keyOf(order)
      const known = kept.get(key)
      if (known !== undefined) {
        const bytes = await known.bytes.catch(() => null)
        if (bytes !== null) return bytes
      }
      const bytes = drawer.draw(order, asker)
      kept.delete(key)
      kept.set(key, { bytes, at })
      const [first] = kept.keys()
      if (kept.size > mostKept && first !== undefined) kept.delete(first)
      // What no mail takes is not held for the next one.
      if ((await bytes).length > mostFileBytes) kept.delete(key)
      return bytes
    },
  }
}

/** By what is seen: of the moment that is the minute, which its facts say. */
const keyOf = (order: DrawingOrder): string =>
  createHash('sha256')
    .update(serialize(order.of === 'sheet' ? { ...order, sheet: { ...order.sheet, at: null } } : order))
    .digest('base64')
