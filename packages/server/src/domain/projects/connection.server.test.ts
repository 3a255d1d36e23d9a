import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { perform } from '../../access/operation.ts'
import { systemClock } from '../../platform/clock.ts'
import { openDb } from '../../platform/db/open-db.ts'
import { createTestDatabase, type TestDatabase } from '../../platform/db/test-database.ts'
import { AppError } from '../../platform/errors.ts'
import { silentLog } from '../../platform/log.ts'
import { createKeyRing } from '../../platform/secrets/key-ring.ts'
import { insertTestProject, insertTestUser } from '../../resources/testing/test-project.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { findActorOfUser } from '../identity/actor-store.ts'
import { updateConnection, type ConnectionCtx, type NewConnection } from './connection.ts'
import { createProjectCache } from './project-cache.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(async () => {
  await test.drop()
  await rm(path.join(tmpdir(), 'atrium-connection-test'), { recursive: true, force: true })
})

const connection: NewConnection = {
  settings: { type: 'postgres', host: 'db.example.com', port: 5432, user: 'ada', dbname: 'shop', schema: 'public', sslmode: 'require' },
  password: 'canary',
}
const noWarehouses: Warehouses = {
  of: () => {
    throw new Error('no query is asked here')
  },
  create: async () => undefined,
  shareTables: async () => undefined,
  renew: () => undefined,
  closeAccount: () => undefined,
  remove: () => undefined,
  closeAll: async () => undefined,
}

it('names are looked up while no connection to the store is held, and not for those who may not save', async () => {
  const place = await insertTestProject(test.db)
  await test.db.updateTable('projects').set({ warehouse: '{"type":"none"}' }).where('id', '=', place.projectId).execute()
  const viewer = await insertTestUser(test.db, place.organizationId, 'viewer')
  const only = openDb(test.connection, { log: silentLog(), maxConnections: 1 })
  let lookups = 0
  const ctxOf = async (userId: string): Promise<ConnectionCtx> => {
    const found = await findActorOfUser(only.db, userId)
    if (found === null) throw new Error('nobody')
    return {
      actor: found.actor,
      clock: systemClock,
      requestId: 'r',
      signal: new AbortController().signal,
      db: only.db,
      projects: createProjectCache(only.db),
      keys: createKeyRing({ current: 'the secret of a test installation', old: [] }),
      warehouses: noWarehouses,
      // Only what this operation asks of them.
      queries: { forget: () => undefined } as unknown as Queries,
      projectFolders: { models: path.join(tmpdir(), 'atrium-connection-test') },
      outbound: {
        async addressOf(host) {
          lookups++
          // The only connection is free now: inside a transaction this would wait for ever.
          await only.db.selectFrom('projects').select('id').execute()
          if (host === 'db.example.com') return '192.0.2.1'
          throw new AppError('invalid', 'no such name', { reason: 'unresolved' })
        },
      },
    }
  }
  const input = { projectId: place.projectId, connection }
  await expect(perform(updateConnection, await ctxOf(viewer), input)).rejects.toMatchObject({ code: 'forbidden' })
  expect(lookups).toBe(0)
  await perform(updateConnection, await ctxOf(place.userId), input)
  expect(lookups).toBe(1)
  const elsewhere = { ...connection, settings: { ...connection.settings, host: 'nowhere.example.com' } }
  await expect(perform(updateConnection, await ctxOf(place.userId), { ...input, connection: elsewhere })).rejects.toMatchObject({ code: 'invalid' })
  const { warehouse } = await test.db.selectFrom('projects').select('warehouse').where('id', '=', place.projectId).executeTakeFirstOrThrow()
  expect(warehouse).toEqual(connection.settings)

  // What an admin let notebooks write into is this database and this schema; an editor may change the connection, not that.
  const writeback = async (): Promise<number> =>
    (await test.db.selectFrom('project_writeback').selectAll().where('project_id', '=', place.projectId).execute()).length
  const changed = async (change: Partial<NewConnection['settings']>): Promise<number> => {
    await test.db
      .insertInto('project_writeback')
      .values({ project_id: place.projectId, schema_name: 'public', prefix: '', switched_at: new Date(), switched_by: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await perform(updateConnection, await ctxOf(place.userId), {
      ...input,
      connection: { settings: { ...connection.settings, ...change }, password: null },
    })
    return writeback()
  }
  expect(await changed({ dbname: 'payroll' })).toBe(0)
  expect(await changed({})).toBe(0)
  expect(await changed({ schema: 'other' })).toBe(0)
  expect(await changed({ schema: 'public' })).toBe(0)
  expect(await changed({})).toBe(1)
  await only.close()
})
