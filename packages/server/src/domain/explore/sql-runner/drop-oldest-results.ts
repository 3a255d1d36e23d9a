import { rm, stat } from 'node:fs/promises'
import type { Ctx } from '../../../access/operation.ts'
import { forgetDownloads, listDownloadsOf } from '../download-store.ts'
import { resultsType } from './sql-run.ts'

/** What is kept of the results of one person's SQL; each is kept for a day, within this. */
export type ResultsQuota = { files: number; bytes: number }

export const usualQuota: ResultsQuota = { files: 200, bytes: 1024 * 1024 * 1024 }

/** Drops the oldest results of a person until the rest is within the quota; the newest stays whatever its size. Answers how many went. */
export async function dropOldestResults(ctx: Pick<Ctx, 'db'>, userId: string, quota: ResultsQuota = usualQuota): Promise<number> {
  const kept = await listDownloadsOf(ctx.db, { userId, contentType: resultsType })
  const sizes = await Promise.all(
    kept.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  let bytes = 0
  const dropped = kept.filter((_, place) => {
    bytes += sizes[place] ?? 0
    return place > 0 && (place >= quota.files || bytes > quota.bytes)
  })
  // The link first: a file that stays without one is swept, a link without a file would be an error.
  await forgetDownloads(
    ctx.db,
    dropped.map(({ runId }) => runId),
  )
  for (const { path } of dropped) await rm(path, { force: true })
  return dropped.length
}
