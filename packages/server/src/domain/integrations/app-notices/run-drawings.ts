import type { MailFile } from '../../../channels/mail/mail.ts'
import type { Trouble } from './app-run-words.ts'

/** A picture of what came of a run, or why there is none. */
export type DrawnRun = { file: MailFile } | { problem: Trouble }

/** Drawings that were made a moment ago: all who are told of one run at the same time get the same. */
export type RunDrawings = {
  /** That of the key, made now where there is none. What could not be drawn is tried again for the next. `at` in ms. */
  once(key: string, at: number, draw: () => Promise<DrawnRun>): Promise<DrawnRun>
}

const momentMs = 60_000
/** Each may have as many bytes as a mail. */
const mostKept = 4

export function createRunDrawings(): RunDrawings {
  const kept = new Map<string, { drawing: Promise<DrawnRun>; at: number }>()
  return {
    async once(key, at, draw) {
      for (const [other, { at: before }] of kept) if (at - before > momentMs) kept.delete(other)
      const known = kept.get(key)
      if (known !== undefined) {
        const drawn = await known.drawing.catch(() => null)
        if (drawn !== null && 'file' in drawn) return drawn
      }
      const drawing = draw()
      kept.delete(key)
      kept.set(key, { drawing, at })
      const [first] = kept.keys()
      if (kept.size > mostKept && first !== undefined) kept.delete(first)
      return drawing
    },
  }
}
