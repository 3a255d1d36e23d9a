import { z } from 'zod'

/** One run: when (ISO), what, and how it ended. */
export type SqlRun = { at: string; sql: string; status: 'done' | 'failed' | 'cancelled'; /** Milliseconds. */ durationMs: number; rows?: number | undefined }

const kept = 100
const schema = z.array(
  z.object({ at: z.string(), sql: z.string(), status: z.enum(['done', 'failed', 'cancelled']), durationMs: z.number(), rows: z.number().optional() }),
)

/** The history with a run more, newest first; the last hundred are kept. */
export const withRun = (history: readonly SqlRun[], run: SqlRun): SqlRun[] => [run, ...history].slice(0, kept)

/** The history as it was kept; empty where nothing understandable was. */
export function readSqlHistory(text: string | null): SqlRun[] {
  try {
    const parsed = schema.safeParse(JSON.parse(text ?? '[]'))
    return parsed.success ? parsed.data : []
  } catch {
    return []
  }
}
