import { rm } from 'node:fs/promises'
import { newId } from '../../../platform/ids.ts'
import type { Ingest } from '../../../warehouses/ingest/ingest-client.ts'
import { asTable, fileKey } from './execution.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { resultQuestionMs } from './limits.ts'
import type { OutcomeTable } from './outcome.ts'

/** Of the room of a project: what all who look at its apps in pages of elsewhere have for their files. */
const partOfGuests = 0.05
const guestFile = (id: string): string => `guest-${id}`

/**
 * Reads a file that somebody gives for an input, CSV, JSON, Parquet or a workbook, and keeps its rows. `value` is what the input is given
 * then; nobody else can guess it. `file` lies in a folder of its own, whose files may be read. Throws `invalid` for what cannot be read.
 */
export async function keepInputFile(
  ctx: ExecutionCtx & { uploads: { ingest: Pick<Ingest, 'rows'> } },
  { projectId, file }: { projectId: string; file: string },
): Promise<{ value: string; table: OutcomeTable }> {
  const isGuest = ctx.actor.kind === 'embed'
  const value = isGuest ? guestFile(newId()) : newId()
  const target = `${file}.rows`
  const fairKey = ctx.actor.kind === 'user' ? ctx.actor.userId : ctx.actor.kind
  try {
    await ctx.uploads.ingest.rows({ file, target }, ctx.signal, fairKey)
    const asker = { fairKey, signal: ctx.signal, timeoutMs: resultQuestionMs }
    const shared = { audiences: fileKey(projectId, guestFile('')).audience, part: partOfGuests }
    const source = { kind: 'file' as const, path: target, ...(isGuest ? { shared } : {}) }
    return { value, table: asTable(await ctx.results.keep(fileKey(projectId, value), source, asker)) }
  } finally {
    await rm(target, { force: true })
  }
}
