import path from 'node:path'
import { newId } from '../../platform/ids.ts'
import { systemClock } from '../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { insertTestProject } from '../../resources/testing/test-project.ts'
import { engineEntry, warehouseFolder } from '../../warehouses/testing/engine-entry.ts'
import { createResults, type Results, type ResultsOptions } from '../results.ts'
import type { Asker } from '../result-engines.ts'
import type { ResultKey } from '../result-store.ts'

type Change = Partial<Omit<ResultsOptions, 'limits'>> & { limits?: Partial<ResultsOptions['limits']> }

export type ResultsWorld = {
  database: TestDatabase
  folder: string
  projectId: string
  results: Results
  warnings: string[]
  /** More nodes and restarts: another one on the same store, in the same folder unless said otherwise. */
  open(change?: Change): Promise<Results>
  close(): Promise<void>
}

/** Results of a project in a database and a folder of their own. */
export async function openResultsWorld(change: Change = {}): Promise<ResultsWorld> {
  const database = await createTestDatabase()
  const folder = path.join(await warehouseFolder(), 'results')
  const { projectId } = await insertTestProject(database.db)
  const warnings: string[] = []
  const opened: Results[] = []
  const open = async (other: Change = {}): Promise<Results> => {
    const results = createResults({
      entry: await engineEntry(),
      db: database.db,
      clock: systemClock,
      folder,
      tempFolder: path.join(folder, '..', 'temp'),
      memoryMegabytes: 400,
      threads: 2,
      slots: 2,
      maxWaiting: 20,
      idleMs: 60_000,
      onWarning: (message) => warnings.push(message),
      ...change,
      ...other,
      limits: {
        maxRows: 1_000_000,
        maxBytes: 512 * 1024 * 1024,
        projectBytes: 1024 * 1024 * 1024,
        keptMs: 7 * 86_400_000,
        answerBytes: 64 * 1024 * 1024,
        arrowBytes: 512 * 1024 * 1024,
        ...change.limits,
        ...other.limits,
      },
    })
    opened.push(results)
    return results
  }
  return {
    database,
    folder,
    projectId,
    results: await open(),
    warnings,
    open,
    async close() {
      await Promise.all(opened.map((results) => results.close()))
      await database.drop()
    },
  }
}

export const asker = (change: Partial<Asker> = {}): Asker => ({ fairKey: 'someone', signal: new AbortController().signal, timeoutMs: 60_000, ...change })

/** A key that nothing has yet. */
export const newKey = (projectId: string, audience = 'everybody'): ResultKey => ({ projectId, fingerprint: newId(), audience })

export const valuesOf = ({ data }: { data: Buffer }): unknown[][] => JSON.parse(data.toString('utf8')) as unknown[][]
