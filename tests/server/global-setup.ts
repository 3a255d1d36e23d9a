import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { createTestTemplate } from '../../packages/server/src/platform/db/test-database.ts'
import { startEmbeddedPostgres } from '../../packages/server/src/platform/embedded-postgres/start-embedded-postgres.ts'
import { silentLog } from '../../packages/server/src/platform/log.ts'
import { shareForRun } from './run-postgres.ts'

/** One PostgreSQL for the whole run, with the migrated database that each test file and each product gets a copy of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-suite-'))
  const server = await startEmbeddedPostgres({ dataFolder: path.join(folder, 'postgres'), log: silentLog(), durable: false })
  await createTestTemplate(server.connection)
  project.provide('postgres', server.connection)
  shareForRun(server.connection)
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
