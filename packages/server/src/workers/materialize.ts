import type { Ctx } from '../access/operation.ts'
import { perform } from '../access/operation.ts'
import { refreshKind } from '../domain/endpoints/materialization/enqueue-refresh.ts'
import { refreshMaterialization } from '../domain/endpoints/materialization/refresh-materialization.ts'
import { startDueRefreshes } from '../domain/endpoints/materialization/start-due.ts'
import type { CronEntry } from '../jobs/cron-store.ts'
import type { Runs, Worker } from '../jobs/run.ts'
import type { MaterializationCtx } from '../domain/endpoints/materialization/types.ts'

const dueKind = 'materialize_due'

/** When it is looked which tables of endpoints are to be read anew: every minute. */
export const materializeDueEntry: CronEntry = { name: 'materialize', kind: dueKind, cron: '* * * * *', timezone: 'UTC', payload: {} }

type House = Omit<MaterializationCtx, 'actor' | 'requestId' | 'signal'>

/** Reads versions of endpoints into tables, and begins to when they are due. */
export const materializeWorkers = (house: House, runs: () => Runs): Worker[] => [
  {
    kind: refreshKind,
    async work({ run, signal }) {
      const payload = run.payload as { endpointId: string; version: number; isFull: boolean }
      return perform(refreshMaterialization, { ...house, ...asHouse(run.id, signal) }, { ...payload, runId: run.id })
    },
  },
  {
    kind: dueKind,
    work: ({ run, signal }) => perform(startDueRefreshes, { ...house, runs: runs(), ...asHouse(run.id, signal) }, {}),
  },
]

const asHouse = (requestId: string, signal: AbortSignal): Pick<Ctx, 'actor' | 'requestId' | 'signal'> => ({
  requestId,
  signal,
  actor: { kind: 'system', name: 'materialize', organizationId: null },
})
