import type { StoredResult } from './result-store.ts'

export type FoundResult = StoredResult & { usedAt: Date }

/** What is known of results of this folder without asking the store: a result never changes, so all that can happen to it is to go. */
export type RememberedResults = {
  get(id: string): FoundResult | undefined
  note(result: FoundResult): void
  forget(id: string): void
  forgetAll(): void
}

const most = 2000

/** Keeps those that were used last. */
export function rememberResults(): RememberedResults {
  const known = new Map<string, FoundResult>()
  const note = (result: FoundResult): void => {
    known.delete(result.id)
    known.set(result.id, result)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
  }
  return {
    get(id) {
      const found = known.get(id)
      if (found !== undefined) note(found)
      return found
    },
    note,
    forget: (id) => void known.delete(id),
    forgetAll: () => known.clear(),
  }
}
