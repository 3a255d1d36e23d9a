import type { KernelLanguage } from './kernel.ts'
import type { SandboxProcess } from './sandbox-process.ts'

/** A spare is begun when for so long nobody ran a cell, or after so many looks: its start would take the processor from cells that run. */
const quietMs = 1000
const mostLooks = 5

export type Spares = {
  /** The spare of a language, which is the taker's from now on; undefined where there is none. */
  take(language: KernelLanguage): Promise<SandboxProcess> | undefined
  /** There is to be one of this language soon. */
  wish(language: KernelLanguage): void
  close(): void
}

/** Keeps one process of each language that was asked for ready ahead of need. `isBusy` says whether cells ran since it was asked last. */
export function createSpares({ start, isBusy }: { start(language: KernelLanguage): Promise<SandboxProcess>; isBusy(): boolean }): Spares {
  const ready = new Map<KernelLanguage, Promise<SandboxProcess>>()
  const wished = new Set<KernelLanguage>()
  let looks = 0
  let timer: NodeJS.Timeout | undefined

  const look = (): void => {
    timer = undefined
    if (isBusy() && ++looks < mostLooks) {
      lookSoon()
      return
    }
    looks = 0
    for (const language of wished) {
      const spare = start(language)
      // Whoever needs a process tries anew, and is told why there is none; one that ended while it waited is given to nobody.
      void spare
        .then(({ ended }) => ended)
        .catch(() => undefined)
        .then(() => ready.get(language) === spare && ready.delete(language))
      ready.set(language, spare)
    }
    wished.clear()
  }
  const lookSoon = (): void => {
    timer ??= setTimeout(look, quietMs).unref()
  }
  return {
    take(language) {
      const spare = ready.get(language)
      ready.delete(language)
      return spare
    },
    wish(language) {
      if (ready.has(language)) return
      wished.add(language)
      lookSoon()
    },
    close() {
      clearTimeout(timer)
      timer = undefined
      wished.clear()
    },
  }
}
