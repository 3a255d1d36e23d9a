import type { Db } from '../../platform/db/db.ts'

/** Things of stores by what names them; of each store those that were used last. Whoever asks gets the very same object. */
export type Remembered<T> = { get(db: Db, key: string): T | undefined; set(db: Db, key: string, value: T): void }

type Known<T> = { byKey: Map<string, { value: T; size: number }>; size: number }

/** Forgets what was used longest ago beyond so many characters of JSON in each store. */
export function remembering<T>(maxCharacters: number): Remembered<T> {
  const stores = new WeakMap<Db, Known<T>>()
  const forget = (known: Known<T>, key: string): void => {
    known.size -= known.byKey.get(key)?.size ?? 0
    known.byKey.delete(key)
  }
  return {
    get(db, key) {
      const known = stores.get(db)
      const found = known?.byKey.get(key)
      if (known === undefined || found === undefined) return undefined
      known.byKey.delete(key)
      known.byKey.set(key, found)
      return found.value
    },
    set(db, key, value) {
      const known = stores.get(db) ?? { byKey: new Map(), size: 0 }
      stores.set(db, known)
      forget(known, key)
      const size = key.length + JSON.stringify(value).length
      known.byKey.set(key, { value, size })
      known.size += size
      for (const oldest of known.byKey.keys()) {
        if (known.size <= maxCharacters) return
        forget(known, oldest)
      }
    },
  }
}
