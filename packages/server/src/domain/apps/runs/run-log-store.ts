import type { Db, Tx } from '../../../platform/db/db.ts'
import type { RunLogLine } from './types.ts'

export type NewLogLine = Pick<RunLogLine, 'level' | 'event' | 'cellId' | 'message'> & Partial<Pick<RunLogLine, 'written'>>

const longestMessage = 2000

/** Adds lines to the log of a run. */
export async function appendLog(db: Db | Tx, runId: string, at: Date, lines: readonly NewLogLine[]): Promise<void> {
  if (lines.length === 0) return
  await db
    .insertInto('app_run_log')
    .values(
      lines.map(({ level, event, cellId, message, written = null }) => ({
        run_id: runId,
        at,
        level,
        event,
        cell_id: cellId,
        message: message === null ? null : storable(message),
        written: written === null ? null : JSON.stringify(written),
      })),
    )
    .execute()
}

/** The log of a run, oldest line first. */
export async function listLog(db: Db | Tx, runId: string): Promise<RunLogLine[]> {
  const rows = await db
    .selectFrom('app_run_log')
    .select(['at', 'level', 'event', 'cell_id', 'message', 'written'])
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute()
  return rows.map(({ at, level, event, cell_id, message, written }) => ({
    at,
    level,
    event: event as RunLogLine['event'],
    cellId: cell_id,
    message,
    written,
  }))
}

/** A text that the store can hold: no NUL, and no half of a pair, which a cut may leave as well. */
const storable = (text: string): string => Buffer.from(text.slice(0, longestMessage).replaceAll('\0', '')).toString()
