import { createHash } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import type { QueryResult } from './query-service.ts'

/** Answers that somebody reads page by page: whatever happens to the data meanwhile, all pages are of the same one. */
export type KeptAnswers = {
  /** Keeps an answer for its reader and answers its id; the same answer again is the same id. */
  keep(reader: string, result: QueryResult): { id: string; expiresAt: number }
  /** The answer, kept on from now; null when it is somebody else's, old, or had to make room. */
  find(reader: string, id: string): { result: QueryResult; expiresAt: number } | null
}

type Kept = { reader: string; result: QueryResult; usedAt: number }

/** Those used longest ago go first when `maxBytes` are reached; nothing is kept longer than `keptMs` after its last use. */
export function createKeptAnswers({ clock, keptMs, maxBytes }: { clock: Clock; keptMs: number; maxBytes: number }): KeptAnswers {
  const answers = new Map<string, Kept>()
  let bytes = 0

  const sizeOf = ({ result }: Kept): number => 2000 + result.data.length
  const drop = (id: string, kept: Kept): void => {
    if (answers.delete(id)) bytes -= sizeOf(kept)
  }
  const makeRoom = (): void => {
    for (const [id, kept] of answers) {
      if (bytes <= maxBytes && clock.now() < kept.usedAt + keptMs) return
      drop(id, kept)
    }
  }
  const put = (id: string, reader: string, result: QueryResult): number => {
    const kept = { reader, result, usedAt: clock.now() }
    answers.set(id, kept)
    bytes += sizeOf(kept)
    makeRoom()
    return kept.usedAt + keptMs
  }

  return {
    keep(reader, result) {
      const { queryHash, dataAsOf } = result.receipt
      const id = createHash('sha256')
        .update(JSON.stringify([reader, queryHash, dataAsOf]))
        .digest('base64url')
        .slice(0, 22)
      const known = answers.get(id)
      if (known !== undefined) drop(id, known)
      return { id, expiresAt: put(id, reader, result) }
    },
    find(reader, id) {
      const kept = answers.get(id)
      if (kept === undefined || kept.reader !== reader) return null
      drop(id, kept)
      if (clock.now() >= kept.usedAt + keptMs) return null
      return { result: kept.result, expiresAt: put(id, reader, kept.result) }
    },
  }
}
