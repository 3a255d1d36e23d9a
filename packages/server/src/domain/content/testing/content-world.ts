import { perform, type Operation } from '../../../access/operation.ts'
import type { Actor } from '../../../access/actor.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/db/test-database.ts'
import { newId } from '../../../platform/ids.ts'
import { createKeyRing } from '../../../platform/secrets/key-ring.ts'
import { silentLog } from '../../../platform/log.ts'
import { insertTestProject, insertTestUser, type TestProject } from '../../../resources/testing/test-project.ts'
import { createViewCounter, type ViewCounter } from '../../../resources/view-counter.ts'
import { findActorOfUser } from '../../identity/actor-store.ts'
import { createIdentity, type Identity } from '../../identity/create-identity.ts'
import type { IdentityCtx } from '../../identity/identity-ctx.ts'
import { createProjectCache } from '../../projects/project-cache.ts'
import type { ContentCtx } from '../content-ctx.ts'

export type Role = Parameters<typeof insertTestUser>[2]

/** A store with one project, where operations can be done as anybody. For tests. */
export type ContentWorld = TestProject & {
  test: TestDatabase
  clock: ReturnType<typeof fixedClock>
  views: ViewCounter
  person(role: Role, organizationId?: string): Promise<string>
  /** Somebody as who asks, with the rights of this moment; null: the house. */
  actor(userId: string | null): Promise<Actor>
  /** What operations of a person get, with the rights of this moment; null: of the house. */
  ctx(userId: string | null): Promise<ContentCtx & IdentityCtx>
  /** Does an operation as a person with the rights of this moment; null: as the house. */
  as<I, O>(userId: string | null, operation: Operation<ContentCtx & IdentityCtx, I, O>, input: I): Promise<O>
  end(): Promise<void>
}

/** Makes one; `end` it. */
export async function createContentWorld(): Promise<ContentWorld> {
  const test = await createTestDatabase()
  const clock = fixedClock(Date.parse('2026-05-10T12:00:00Z'))
  const place = await insertTestProject(test.db)
  const views = createViewCounter({ db: test.db, clock, onError: () => undefined })
  const identity: Identity = await createIdentity({
    db: test.db,
    listen: test.listen,
    clock,
    log: silentLog(),
    sessionHours: 1,
    keys: createKeyRing({ current: 'the secret of a test installation', old: [] }),
  })
  const projects = createProjectCache(test.db)
  const actorOf = async (userId: string | null): Promise<Actor> => {
    if (userId === null) return { kind: 'system', name: 'test', organizationId: place.organizationId }
    const found = await findActorOfUser(test.db, userId)
    if (found === null) throw new Error(`no person ${userId}`)
    return found.actor
  }
  const ctxOf = async (userId: string | null): Promise<ContentCtx & IdentityCtx> => ({
    actor: await actorOf(userId),
    clock,
    requestId: newId(),
    signal: new AbortController().signal,
    db: test.db,
    views,
    identity,
    projects,
  })
  return {
    ...place,
    test,
    clock,
    views,
    person: (role, organizationId = place.organizationId) => insertTestUser(test.db, organizationId, role),
    actor: actorOf,
    ctx: ctxOf,
    as: async (userId, operation, input) => perform(operation, await ctxOf(userId), input),
    async end() {
      await views.stop()
      await identity.close()
      await test.drop()
    },
  }
}

/** A small valid chart. */
export const chartDocument = (metric = 'orders_total'): Record<string, unknown> => ({
  tableName: 'orders',
  metricQuery: { exploreName: 'orders', dimensions: ['orders_status'], metrics: [metric], filters: {}, sorts: [], limit: 500, tableCalculations: [] },
  chartConfig: { type: 'table', config: {} },
  tableConfig: { columnOrder: [] },
})

/** A dashboard that shows the given charts. */
export const dashboardDocument = (...chartIds: string[]): Record<string, unknown> => ({
  tiles: chartIds.map((savedChartUuid, index) => ({
    uuid: newId(),
    type: 'saved_chart',
    x: 0,
    y: index * 6,
    w: 18,
    h: 6,
    tabUuid: undefined,
    properties: { savedChartUuid },
  })),
  filters: { dimensions: [], metrics: [], tableCalculations: [] },
  tabs: [],
})
