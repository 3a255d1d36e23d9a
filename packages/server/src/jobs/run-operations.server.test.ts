import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, UserActor } from '../access/actor.ts'
import { perform, type Operation } from '../access/operation.ts'
import { systemClock } from '../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../platform/db/test-database.ts'
import { newId } from '../platform/ids.ts'
import { cancelRun } from './cancel-run.ts'
import { getRun } from './get-run.ts'
import { createRuns, type RunQueue } from './queue.ts'
import { removeOldRuns } from './remove-old-runs.ts'
import type { RunCtx } from './run-target.ts'

let test: TestDatabase
let runs: RunQueue
const organizationId = newId()
const [owner, colleague, stranger] = [newId(), newId(), newId()]
beforeAll(async () => {
  test = await createTestDatabase()
  await test.db.insertInto('organizations').values({ id: organizationId, name: 'o', default_project_id: null }).execute()
  await test.db.insertInto('users').values({ id: owner, email: 'owner@example.com', first_name: 'a', last_name: 'b', password_hash: null }).execute()
  runs = createRuns({
    db: test.db,
    listen: test.listen,
    clock: systemClock,
    workers: [],
    concurrency: 1,
    leaseSeconds: 5,
    workerId: 'w',
    onError: () => undefined,
  })
})
afterAll(() => test.drop())

const person = (userId: string, organizationRole: UserActor['organizationRole'], organization = organizationId): UserActor => ({
  kind: 'user',
  userId,
  email: 'x@example.com',
  emailVerified: true,
  firstName: 'a',
  lastName: 'b',
  organizationId: organization,
  organizationRole,
  projectRoles: {},
  projectGroupRoles: {},
  spaceRoles: {},
  spaceGroupRoles: {},
  userAttributes: {},
  isServiceAccount: false,
  scopes: null,
  via: 'session',
  credentialId: 'x',
})
const as = <I, O>(actor: Actor, operation: Operation<RunCtx, I, O>, input: I): Promise<O> =>
  perform(operation, { actor, clock: systemClock, requestId: newId(), signal: new AbortController().signal, db: test.db, runs }, input)
const newRun = () => runs.enqueue({ kind: 'x', payload: {}, organizationId, projectId: null, createdBy: owner })

describe('a run', () => {
  it('is there for who started it and for admins, and for nobody else', async () => {
    const { id } = await newRun()
    expect((await as(person(owner, 'viewer'), getRun, { runId: id })).id).toBe(id)
    expect((await as(person(colleague, 'admin'), getRun, { runId: id })).id).toBe(id)
    for (const other of [person(colleague, 'developer'), person(stranger, 'admin', newId())]) {
      await expect(as(other, getRun, { runId: id })).rejects.toMatchObject({ code: 'not_found' })
      await expect(as(other, cancelRun, { runId: id })).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(as(person(owner, 'viewer'), getRun, { runId: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(as({ kind: 'anonymous' }, getRun, { runId: id })).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('is cancelled by who started it, with a line in the change log', async () => {
    const { id } = await newRun()
    await as(person(owner, 'viewer'), cancelRun, { runId: id })
    expect((await runs.get(id))?.state).toBe('cancelled')
    const lines = await test.db.selectFrom('change_log').select(['operation', 'actor_id']).where('target_id', '=', id).execute()
    expect(lines).toEqual([{ operation: 'runs.cancel', actor_id: owner }])
  })

  it('is forgotten a month after it ended', async () => {
    const [old, recent] = [await newRun(), await newRun()]
    await runs.cancel(old.id)
    await runs.cancel(recent.id)
    await sql`update runs set finished_at = now() - interval '31 days' where id = ${old.id}`.execute(test.db)
    expect(await as({ kind: 'system', name: 'test', organizationId: null }, removeOldRuns, {})).toEqual({ removed: 1 })
    expect([await runs.get(old.id), (await runs.get(recent.id))?.state]).toEqual([null, 'cancelled'])
  })
})
