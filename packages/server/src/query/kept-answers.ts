import { createHash } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import type { QueryResult } from './query-service.ts'

/** Whose answer: a person, and whatever else must be the same for another page of it to be theirs. */
export type AnswerReader = { person: string; sight: string }

/** An answer under its id, and until when the next page of it can be read if nothing is read before. */
export type KeptAnswer<A> = { id: string; answer: A; expiresAt: number }

/** Answers that somebody reads page by page: whatever happens to the data meanwhile, all pages are of the same one. */
export type KeptAnswers<A extends { result: QueryResult }> = {
  /** Keeps an answer from its first page on; the same answer again is the same id. Null: there is no room for it. */
  keep(reader: AnswerReader, answer: A): KeptAnswer<A> | null
  /** The answer, kept on for the next page; null when it is somebody else's, old, or had to make room. */
  find(reader: AnswerReader, id: string): KeptAnswer<A> | null
}

type Kept<A> = { reader: AnswerReader; answer: A; bytes: number; keptAt: number; usedAt: number }

type Options = {
  clock: Clock
  /** Kept from the last page on. */ keptMs: number
  /** Kept from the first page on at most, however often it is read. */ longestMs: number
  maxBytes: number
}

/**
 * When `maxBytes` are reached, whoever holds most gives up what they used longest ago: nobody's answers go for those of somebody who
 * has more.
 */
export function createKeptAnswers<A extends { result: QueryResult }>({ clock, keptMs, longestMs, maxBytes }: Options): KeptAnswers<A> {
  /** Those used longest ago first. */
  const answers = new Map<string, Kept<A>>()
  const held = new Map<string, number>()
  let bytes = 0

  const endOf = ({ keptAt, usedAt }: Kept<A>): number => Math.min(usedAt + keptMs, keptAt + longestMs)
  const count = ({ reader: { person }, bytes: own }: Kept<A>, sign: 1 | -1): void => {
    bytes += sign * own
    const left = (held.get(person) ?? 0) + sign * own
    if (left === 0) held.delete(person)
    else held.set(person, left)
  }
  const drop = (id: string): void => {
    const kept = answers.get(id)
    if (kept === undefined) return
    answers.delete(id)
    count(kept, -1)
  }
  const put = (id: string, kept: Kept<A>): void => {
    drop(id)
    answers.set(id, kept)
    count(kept, 1)
  }
  const isFull = (): boolean => bytes > maxBytes
  const makeRoom = (): void => {
    for (const [id, kept] of answers) if (clock.now() >= endOf(kept)) drop(id)
    while (isFull()) {
      const [person] = [...held].reduce((most, one) => (one[1] > most[1] ? one : most))
      const oldest = [...answers].find(([, { reader }]) => reader.person === person)
      if (oldest === undefined) return
      drop(oldest[0])
    }
  }

  return {
    keep(reader, answer) {
      const { queryHash, dataAsOf } = answer.result.receipt
      const id = createHash('sha256')
        .update(JSON.stringify([reader.person, reader.sight, queryHash, dataAsOf]))
        .digest('base64url')
        .slice(0, 22)
      const size = 2000 + answer.result.data.length
      // Nobody's answers would go for one that does not fit anyway.
      if (size > maxBytes) return null
      const now = clock.now()
      const kept = { reader, answer, bytes: size, keptAt: now, usedAt: now }
      put(id, kept)
      makeRoom()
      return answers.has(id) ? { id, answer, expiresAt: endOf(kept) } : null
    },
    find(reader, id) {
      const kept = answers.get(id)
      if (kept === undefined || kept.reader.person !== reader.person || kept.reader.sight !== reader.sight) return null
      const now = clock.now()
      if (now >= endOf(kept)) {
        drop(id)
        return null
      }
      const used = { ...kept, usedAt: now }
      put(id, used)
      return { id, answer: kept.answer, expiresAt: endOf(used) }
    },
  }
}
