import type { Ctx } from '../../access/operation.ts'
import { newId, newSecret } from '../../platform/ids.ts'
import { insertDownload, type Download } from './download-store.ts'

/** Hours a finished file can be downloaded. */
const keptHours = 24

/** Makes a finished file known under a new secret, for a day; answers the secret. */
export async function keepDownload(ctx: Ctx, download: Download & { runId: string | null }): Promise<string> {
  const secret = newSecret(24)
  await insertDownload(ctx.db, { ...download, secret, expiresAt: new Date(ctx.clock.now() + keptHours * 3_600_000) })
  return secret
}

/** Name of a file that is written without a run, while somebody waits. `removeOrphanedExports` knows such names. */
export const askedName = (): string => `asked-${newId()}`
