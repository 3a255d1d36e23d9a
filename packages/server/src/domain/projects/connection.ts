import type { Action, Target } from '../../access/actions.ts'
import { decide } from '../../access/rules.ts'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import type { PostgresSettings, SslMode } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import type { Outbound } from '../../platform/net/outbound.ts'
import { runSteps } from '../../platform/tested-steps.ts'
import type { Queries } from '../../query/query-service.ts'
import type { TestedConnection } from '../../warehouses/connection-test.ts'
import { testPostgres } from '../../warehouses/postgres/test-postgres.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { nowOf } from '../identity/identity-ctx.ts'
import { newModelFolder, type ProjectFolders } from './new-model-folder.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { findProjectModel, updateModelSource, updateWarehouse } from './project-store.ts'
import { organizationOf, projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import type { Project } from './types.ts'
import { forgetPreferences } from './user-credentials-store.ts'
import type { SecretsCtx } from './user-credentials.ts'
import { keepPassword, readPassword } from './warehouse-passwords.ts'
import { removeWriteback } from './writeback/writeback-store.ts'

/** A connection as people enter it; `password` null leaves the one that is kept. */
export type NewConnection = { settings: PostgresSettings; password: string | null }

/** What a project is connected to. */
export type ProjectConnection = { kind: 'embedded' } | { kind: 'postgres'; settings: PostgresSettings; hasPassword: boolean } | { kind: 'none' }

export type ConnectionCtx = ProjectCtx & SecretsCtx & { outbound: Outbound; queries: Queries; warehouses: Warehouses; projectFolders: ProjectFolders }

export const sslModes = ['disable', 'require', 'verify-full'] as const satisfies readonly SslMode[]
export { testSteps } from '../../warehouses/connection-test.ts'

/** The connection of a project, without its secret. */
export const getConnection = readOperation<ConnectionCtx, { projectId: string }, ProjectTarget, ProjectConnection>({
  name: 'projects.get_connection',
  action: 'project.update',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const { warehouse } = project
    if (warehouse.type === 'duckdb') return { kind: 'embedded' }
    if (warehouse.type === 'none') return { kind: 'none' }
    return { kind: 'postgres', settings: warehouse, hasPassword: (await readPassword(ctx.db, ctx.keys, { projectId: project.id })) !== null }
  },
})

/** Changes the connection of a project that is not on the embedded engine. A kept password stays with its server only. */
export const updateConnection = writeOperation<ConnectionCtx, { projectId: string; connection: NewConnection }, ProjectTarget, void>({
  name: 'projects.update_connection',
  action: 'project.update',
  writes: true,
  async target(ctx, { projectId, connection }) {
    const target = await projectTarget(ctx, { projectId })
    await checkAddress(ctx, 'project.update', target, connection)
    return target
  },
  async run(ctx, { projectId, connection }, { project }) {
    const { settings, password } = connection
    const before = project.warehouse
    if (before.type === 'duckdb') {
      throw new AppError('conflict', 'The data of this project lies in the embedded engine. Make a new project for another connection.', { reason: 'embedded' })
    }
    requirePassword(before, connection)
    await updateWarehouse(ctx.tx, projectId, settings)
    if (password !== null)
      await keepPassword(ctx.tx, ctx.keys, { owner: { projectId }, organizationId: project.organizationId, text: password, now: nowOf(ctx) })
    // A project from before there were models for its connection has nowhere to keep them; one that a client compiles needs no place.
    if (project.modelSource.type === 'none' && (await findProjectModel(ctx.tx, projectId)) === null) {
      await updateModelSource(ctx.tx, projectId, await newModelFolder(ctx, projectId))
    }
    // People chose their accounts for the server that was there: their passwords go to no other.
    if (!isSamePlace(before, settings)) await forgetPreferences(ctx.tx, projectId)
    // An admin let cells write into what was there, and into nothing else.
    if (!hasSameTables(before, settings)) await removeWriteback(ctx.tx, projectId)
    ctx.record({ targetKind: 'project', targetId: projectId, before: { connection: before }, after: { connection: settings, newPassword: password !== null } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => {
      ctx.projects.forget(projectId)
      ctx.queries.forget(projectId)
      ctx.warehouses.renew(projectId)
    })
  },
})

/**
 * Refuses addresses that this server may not connect to. Part of the `target` of what keeps a connection: names take their
 * time to look up, and no transaction waits for it. For those without the right, who are refused next, nothing is looked up.
 */
export async function checkAddress(ctx: ConnectionCtx, action: Action, target: Target, { settings }: NewConnection): Promise<void> {
  if (ctx.actor.kind === 'user' && !decide(ctx.actor, action, target).allowed) return
  await ctx.outbound.addressOf(settings.host, settings.port)
}

type TestInput = { projectId: string; connection: NewConnection | null }

/** Tries a connection step by step: the stored one, or a changed one before it is saved. That it was tried is in the audit log. */
export async function testConnection(ctx: ConnectionCtx, input: TestInput): Promise<TestedConnection> {
  // The other server takes its time: no transaction waits for it.
  const tested = await perform(tryProjectConnection, ctx, input)
  await perform(recordTest, ctx, { ...input, tested })
  return tested
}

const tryProjectConnection = readOperation<ConnectionCtx, TestInput, ProjectTarget, TestedConnection>({
  name: 'projects.try_connection',
  action: 'project.update',
  target: projectTarget,
  run: (ctx, { connection }, { project }) => tryConnection(ctx, project, connection),
})

const recordTest = writeOperation<ConnectionCtx, TestInput & { tested: TestedConnection }, ProjectTarget, void>({
  name: 'projects.test_connection',
  action: 'project.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, connection, tested }) {
    ctx.record({ targetKind: 'project', targetId: projectId, before: null, after: loggedTest(tested, connection) })
  },
})

/** The same for a connection of a project that is still to be made. */
export async function testNewConnection(ctx: ConnectionCtx, input: { connection: NewConnection }): Promise<TestedConnection> {
  const tested = await perform(tryNewConnection, ctx, input)
  await perform(recordNewTest, ctx, { ...input, tested })
  return tested
}

const tryNewConnection = readOperation<ConnectionCtx, { connection: NewConnection }, Target, TestedConnection>({
  name: 'connections.try',
  action: 'connection.test',
  target: async (ctx) => ({ organizationId: organizationOf(ctx) }),
  run: (ctx, { connection: { settings, password } }) => testPostgres({ settings, password: password ?? '', outbound: ctx.outbound, clock: ctx.clock }),
})

const recordNewTest = writeOperation<ConnectionCtx, { connection: NewConnection; tested: TestedConnection }, Target & { organizationId: string }, void>({
  name: 'connections.test',
  action: 'connection.test',
  writes: true,
  target: async (ctx) => ({ organizationId: organizationOf(ctx) }),
  async run(ctx, { connection, tested }, { organizationId }) {
    ctx.record({ targetKind: 'organization', targetId: organizationId, before: null, after: loggedTest(tested, connection) })
  },
})

const loggedTest = ({ ok, steps }: TestedConnection, connection: NewConnection | null): object => ({
  ok,
  failed: steps.find(({ outcome }) => outcome === 'failed')?.step ?? null,
  host: connection?.settings.host ?? null,
})

async function tryConnection(ctx: ConnectionCtx, project: Project, connection: NewConnection | null): Promise<TestedConnection> {
  const { warehouse } = project
  const settings = connection?.settings ?? (warehouse.type === 'postgres' ? warehouse : null)
  if (settings === null) return testEmbedded(ctx, project)
  if (connection !== null) requirePassword(warehouse, connection)
  const password = connection?.password ?? (await readPassword(ctx.db, ctx.keys, { projectId: project.id })) ?? ''
  return testPostgres({ settings, password, outbound: ctx.outbound, clock: ctx.clock })
}

function testEmbedded(ctx: ConnectionCtx, project: Project): Promise<TestedConnection> {
  const limits = { maxRows: 1, maxBytes: 1000, timeoutMs: 10_000, signal: ctx.signal, fairKey: `test:${project.id}` }
  return runSteps(
    [
      { step: 'list_tables', work: async () => `${Object.keys(await ctx.warehouses.of(project).catalog()).length} tables in the embedded engine` },
      {
        step: 'query',
        async work() {
          await ctx.warehouses.of(project).execute('select 1 as one', limits)
          return 'The embedded engine answered a query'
        },
      },
    ],
    () => ctx.clock.monotonic(),
  )
}

/** A kept password goes to the server and account it was entered for, as safely as then, and nowhere else. */
function requirePassword(before: Project['warehouse'], { settings, password }: NewConnection): void {
  if (password !== null) return
  if (isSamePlace(before, settings) && before.type === 'postgres' && before.user === settings.user) return
  throw new AppError('invalid', 'Enter the password again: host, port, user or encryption are not those it was entered for.', {
    reason: 'validation',
    fields: [{ path: 'body.password', message: 'is needed for another server or account' }],
  })
}

/** The same server, reached over a line that is as safe as before. */
const isSamePlace = (before: Project['warehouse'], { host, port, sslmode }: PostgresSettings): boolean =>
  before.type === 'postgres' && before.host === host && before.port === port && (before.sslmode === sslmode || sslmode === 'verify-full')

/** The same tables, too: another database of a server, or another schema of it, has others. */
const hasSameTables = (before: Project['warehouse'], settings: PostgresSettings): boolean =>
  isSamePlace(before, settings) && before.type === 'postgres' && before.dbname === settings.dbname && before.schema === settings.schema
