import { systemClock } from '../../platform/clock.ts'
import type { DbConnection } from '../../platform/db/connection.ts'
import { openDb } from '../../platform/db/open-db.ts'
import { silentLog } from '../../platform/log.ts'
import { createRuns } from '../queue.ts'

// A node of its own for tests: takes a run of kind "slow", says so, and works until it is killed.
const connection = JSON.parse(process.argv[2] ?? '{}') as DbConnection
const opened = openDb(connection, { log: silentLog(), maxConnections: 2 })
const runs = createRuns({
  db: opened.db,
  listen: opened.listen,
  clock: systemClock,
  concurrency: 1,
  leaseSeconds: 1,
  workerId: 'doomed',
  onError: () => undefined,
  workers: [
    {
      kind: 'slow',
      work: () => {
        process.stdout.write('working\n')
        return new Promise(() => undefined)
      },
    },
  ],
})
await runs.start()
