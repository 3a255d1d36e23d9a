import type { Db } from '../../platform/db/db.ts'

/** Things of stores by what names them; of each store as many as were used last. */
export type Remembered<T> = { get(db: Db, key: string): T | undefined; set(db: Db, key: string, value: T): void }

export function remembering<T>(most: number): Remembered<T> {
  const stores = new WeakMap<Db, Map<string, T>>()
  return {
    get: (db, key) => stores.get(db)?.get(key),
    set(db, key, value) {
      const known = stores.get(db) ?? new Map<string, T>()
      known.delete(key)
      known.set(key, value)
      const [oldest] = known.keys()
      if (known.size > most && oldest !== undefined) known.delete(oldest)
      stores.set(db, known)
    },
  }
}
