import { createBoundedThread, type BoundedThreadOptions } from '../../platform/bounded-thread.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { createSlots } from '../../warehouses/slots.ts'
import type { DrawingOrder } from './sheet.ts'

/** Draws beside the thread that answers everybody. */
export type Drawer = {
  /**
   * A picture or document of what is ordered; the same order is the same bytes. People take turns. Throws `limit_exceeded` for what takes
   * too long or too much memory (`drawing_too_hard`), or when too many wait, of all or of theirs (`drawings_waiting`); `cancelled` for
   * whoever left before their turn.
   */
  draw(order: DrawingOrder, asker: { fairKey: string; signal: AbortSignal }): Promise<Buffer>
  close(): Promise<void>
}

export type DrawerOptions = Pick<BoundedThreadOptions, 'entry' | 'timeoutMs' | 'memoryMegabytes'> & {
  /** Orders that wait, at most: half of them of one person. */
  mostWaiting: number
}

export function createDrawer({ mostWaiting, ...options }: DrawerOptions): Drawer {
  const thread = createBoundedThread<DrawingOrder, Uint8Array>({ ...options, refusal: tooHard })
  const slots = createSlots({ slots: 1, maxWaiting: mostWaiting, share: 0.5 })
  return {
    draw: (order, { fairKey, signal }) =>
      slots
        .run(fairKey, signal, async () => Buffer.from(await thread.ask(order)))
        .catch((error: unknown) => {
          throw isAppError(error) && error.details.reason === 'busy' ? tooMany() : error
        }),
    close: () => thread.close(),
  }
}

const tooMany = (): AppError =>
  new AppError('limit_exceeded', 'Too many pictures are being drawn. Try again in a few seconds.', { reason: 'drawings_waiting', retryAfterSeconds: 5 })
const tooHard = (what: string): AppError =>
  new AppError('limit_exceeded', `This takes ${what} to be drawn. Show less: fewer points in a chart, or fewer cells.`, { reason: 'drawing_too_hard' })
