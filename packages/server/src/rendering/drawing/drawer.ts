import { createBoundedThread, type BoundedThreadOptions } from '../../platform/bounded-thread.ts'
import { AppError } from '../../platform/errors.ts'
import type { DrawingOrder } from './sheet.ts'

/** Draws beside the thread that answers everybody. */
export type Drawer = {
  /**
   * A picture or document of what is ordered; the same order is the same bytes. Throws `limit_exceeded` (`drawing_too_hard`) for what
   * takes too long or too much memory, (`drawings_waiting`) when too many wait.
   */
  draw(order: DrawingOrder): Promise<Buffer>
  close(): Promise<void>
}

export type DrawerOptions = Pick<BoundedThreadOptions, 'entry' | 'timeoutMs' | 'memoryMegabytes'> & {
  /** Orders that wait or are drawn, at most. */ mostWaiting: number
}

export function createDrawer({ mostWaiting, ...options }: DrawerOptions): Drawer {
  const thread = createBoundedThread<DrawingOrder, Uint8Array>({ ...options, refusal: tooHard })
  return {
    async draw(order) {
      if (thread.waiting >= mostWaiting) {
        throw new AppError('limit_exceeded', 'Too many pictures are being drawn. Try again in a few seconds.', {
          reason: 'drawings_waiting',
          retryAfterSeconds: 5,
        })
      }
      return Buffer.from(await thread.ask(order))
    },
    close: () => thread.close(),
  }
}

const tooHard = (what: string): AppError =>
  new AppError('limit_exceeded', `This takes ${what} to be drawn. Show less: fewer points in a chart, or fewer cells.`, { reason: 'drawing_too_hard' })
