import type { Clock } from '../platform/clock.ts'
import type { ResultColumn } from '@atrium/semantic'

/** An answer as it is kept: bytes and what describes them. */
export type CachedResult = {
  projectId: string
  columns: ResultColumn[]
  engineTypes: string[]
  data: Buffer
  rowCount: number
  truncated: boolean
  /** When the engine read the data, milliseconds since the epoch. */
  readAt: number
  /** Milliseconds since the epoch. */
  keptUntil: number
  /** Finished answers made from it, by the request they answer. */
  answers: Map<string, Buffer>
}

export type ResultCache = {
  get(key: string): CachedResult | null
  set(key: string, result: CachedResult): void
  /** Whether this very answer is still the one that is kept; it counts as used then. */
  isCurrent(key: string, result: CachedResult): boolean
  /** Counts bytes of a finished answer as part of its result, in the place of those before; false: there are enough of them. */
  keepAnswer(key: string, answerKey: string, bytes: Buffer): boolean
  forget(projectId: string): void
  bytes(): number
}

/** Least recently used goes first when `maxBytes` are reached; nothing is kept longer than it says. */
export function createResultCache(options: { clock: Clock; maxBytes: number }): ResultCache {
  const entries = new Map<string, CachedResult>()
  let bytes = 0

  const sizeOf = (result: CachedResult): number => 1000 + result.data.length + [...result.answers.values()].reduce((sum, answer) => sum + answer.length, 0)
  const expired = (result: CachedResult): boolean => options.clock.now() >= result.keptUntil
  const remove = (key: string): void => {
    const result = entries.get(key)
    if (result === undefined) return
    entries.delete(key)
    bytes -= sizeOf(result)
  }
  const shrink = (): void => {
    for (const key of entries.keys()) {
      if (bytes <= options.maxBytes) return
      remove(key)
    }
  }

  /** Moves it to those that go last. */
  const touch = (key: string, result: CachedResult): void => {
    entries.delete(key)
    entries.set(key, result)
  }

  return {
    get(key) {
      const result = entries.get(key)
      if (result === undefined) return null
      if (expired(result)) {
        remove(key)
        return null
      }
      touch(key, result)
      return result
    },
    set(key, result) {
      remove(key)
      if (sizeOf(result) > options.maxBytes / 4) return
      entries.set(key, result)
      bytes += sizeOf(result)
      shrink()
    },
    isCurrent(key, result) {
      if (entries.get(key) !== result || expired(result)) return false
      touch(key, result)
      return true
    },
    keepAnswer(key, answerKey, answer) {
      const result = entries.get(key)
      if (result === undefined) return false
      const former = result.answers.get(answerKey)
      // A handful of spellings of one question is plenty; more would be somebody filling the memory.
      if (former === undefined && result.answers.size >= 16) return false
      result.answers.set(answerKey, answer)
      bytes += answer.length - (former?.length ?? 0)
      shrink()
      return true
    },
    forget(projectId) {
      for (const [key, result] of entries) if (result.projectId === projectId) remove(key)
    },
    bytes: () => bytes,
  }
}
