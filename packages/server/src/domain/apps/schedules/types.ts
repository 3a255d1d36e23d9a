import type { Person } from '../../../resources/resource.ts'
import type { RunNotice } from '../runs/types.ts'
import type { Cadence } from './cadence.ts'

/** Why the house switched a schedule off. */
export const stopReasons = ['owner_gone', 'owner_may_not', 'app_unpublished', 'view_missing'] as const
export type StoppedBecause = (typeof stopReasons)[number]

/** When an app runs by itself. */
export type AppSchedule = {
  id: string
  appId: string
  /** As whom it runs; null: somebody who is gone, and then it does not. */
  owner: Person | null
  cadence: Cadence
  cron: string
  timezone: string
  /** Null: inputs have their defaults. */
  viewId: string | null
  usesCachedSql: boolean
  /** Whether viewers get its results. Not with a view. */
  updatesPublished: boolean
  notices: readonly RunNotice[]
  isEnabled: boolean
  /** Null: nobody but people switched it off. */
  stoppedBecause: StoppedBecause | null
  nextAt: Date
  createdAt: Date
  updatedAt: Date
}
