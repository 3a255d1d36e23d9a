import type { Db } from '../platform/db/db.ts'
import { fireDueEntries, saveCronEntry, type CronEntry } from './cron-store.ts'

export type CronOptions = {
  db: Db
  /** Entries of the house itself; stored at start. */
  entries: readonly CronEntry[]
  onError: (message: string, error: unknown) => void
}

export type CronClock = { start(): Promise<void>; stop(): Promise<void> }

const tickMs = 1000

/** Looks once a second for entries that are due. Any number of nodes may do so. */
export function createCron(options: CronOptions): CronClock {
  let timer: NodeJS.Timeout | undefined
  let ticking: Promise<void> | null = null
  const tick = async (): Promise<void> => {
    try {
      await fireDueEntries(options.db)
    } catch (error) {
      options.onError('schedules could not be read; they are tried again', error)
    }
  }
  return {
    async start() {
      for (const entry of options.entries) await saveCronEntry(options.db, entry)
      timer = setInterval(() => {
        ticking ??= tick().finally(() => {
          ticking = null
        })
      }, tickMs)
    },
    async stop() {
      clearInterval(timer)
      await ticking
    },
  }
}
