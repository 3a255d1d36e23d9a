import type { FoundActor } from './actor-store.ts'

/** Actors by the hash of their credential, most recently used last. Holds what was true when it was loaded. */
export type ActorCache = {
  /** The remembered actor, or what `load` answers; at most one load per key at a time. Null is not remembered. */
  get(key: string, load: () => Promise<FoundActor | null>): Promise<FoundActor | null>
  /** The remembered actor, without waiting; null: none is. */
  known(key: string): FoundActor | null
  /** Drops one person's entries; without an id, all. Loads under way are not kept either. */
  forget(userId?: string): void
  forgetKey(key: string): void
}

export function createActorCache(capacity = 10_000): ActorCache {
  const entries = new Map<string, FoundActor>()
  const loading = new Map<string, Promise<FoundActor | null>>()
  let generation = 0

  const load = async (key: string, read: () => Promise<FoundActor | null>): Promise<FoundActor | null> => {
    const began = generation
    const found = await read()
    // Something changed while this was read: it may be the old state, good for this one answer only.
    if (found === null || generation !== began) return found
    entries.set(key, found)
    if (entries.size > capacity) {
      const oldest = entries.keys().next()
      if (oldest.done !== true) entries.delete(oldest.value)
    }
    return found
  }

  return {
    known: (key) => entries.get(key) ?? null,
    async get(key, read) {
      const known = entries.get(key)
      if (known !== undefined) {
        entries.delete(key)
        entries.set(key, known)
        return known
      }
      const running = loading.get(key)
      if (running !== undefined) return running
      const started = load(key, read).finally(() => {
        if (loading.get(key) === started) loading.delete(key)
      })
      loading.set(key, started)
      return started
    },
    forget(userId) {
      generation++
      loading.clear()
      if (userId === undefined) entries.clear()
      else for (const [key, entry] of entries) if (isAbout(entry, userId)) entries.delete(key)
    },
    forgetKey(key) {
      generation++
      loading.clear()
      entries.delete(key)
    },
  }
}

/** A person is also in what they see of another one. */
const isAbout = ({ actor }: FoundActor, userId: string): boolean => actor.userId === userId || actor.impersonatedBy?.userId === userId
