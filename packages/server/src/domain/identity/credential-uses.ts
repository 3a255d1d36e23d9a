import type { Log } from '../../platform/log.ts'

/**
 * Collects "was used at" marks and writes them a little later, many at once: authenticating a request must not write.
 * A kill loses at most the marks of the last seconds.
 */
export type CredentialUses<Use> = {
  add(key: string, use: Use): void
  /** Writes what is collected now. */
  flush(): Promise<void>
}

export function createCredentialUses<Use>(write: (uses: Use[]) => Promise<void>, log: Log, delayMs = 2000): CredentialUses<Use> {
  let collected = new Map<string, Use>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const uses = [...collected.values()]
    collected = new Map()
    if (uses.length > 0) {
      writing = writing.then(() => write(uses)).catch((error: unknown) => log.warn({ error }, 'identity: uses of credentials were not written down'))
    }
    return writing
  }

  return {
    add(key, use) {
      collected.set(key, use)
      if (timer !== null) return
      timer = setTimeout(() => void flush(), delayMs)
      timer.unref()
    },
    flush,
  }
}
