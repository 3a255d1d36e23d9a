import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { NotebookDocument, type InputValue, type NotebookCell } from '@atrium/documents'
import { compileProject, duckdb } from '@atrium/semantic'
import { systemClock } from '../../../../platform/clock.ts'
import { newId } from '../../../../platform/ids.ts'
import { createQueries } from '../../../../query/create-queries.ts'
import { createResults } from '../../../../results/results.ts'
import { createWarehouses } from '../../../../warehouses/registry.ts'
import { createIngest } from '../../../../warehouses/ingest/ingest-client.ts'
import { engineEntry, ingestEntry, warehouseFolder } from '../../../../warehouses/testing/engine-entry.ts'
import type { Kernels } from '../../../../kernels/kernels.ts'
import { createContentWorld, type ContentWorld, type Role } from '../../../content/testing/content-world.ts'
import type { Project, ProjectModel } from '../../../projects/types.ts'
import type { ExecutionCtx } from '../execution-ctx.ts'
import { mostResultRows } from '../limits.ts'
import { createNotebookReader } from '../reader/notebook-reader.ts'
import type { CellOutcome } from '../outcome.ts'
import { runCells } from '../run-cells.ts'
import type { CellsRun, RunCells, WantedCells } from '../run-cells-port.ts'
import { readerEntry } from '../../../content/testing/reader-entry.ts'
import { createSessionKernels } from '../session-kernels.ts'

/** Cells as people write them; ids are their names, or their kind and place. */
export type GivenCell = NotebookCell extends infer C ? (C extends NotebookCell ? Omit<C, 'id'> & { id?: string } : never) : never

/** A notebook of these cells, all of which its app shows. */
export function notebookOf(cells: readonly GivenCell[], more: Partial<NotebookDocument> = {}): NotebookDocument {
  const named = cells.map((cell, place) => ({ id: 'name' in cell ? cell.name : `${cell.kind}${place + 1}`, ...cell }))
  const elements = named.map(({ id }, place) => ({ uuid: `e${place}`, cellId: id, x: 0, y: place, w: 36, h: 1 }))
  return NotebookDocument.parse({ type: 'app', cells: named, app: { elements, tabs: [] }, settings: {}, ...more })
}

/** Where somebody works in a notebook in a test: what came of the cells stays from run to run. */
export type TestSession = {
  outcomes: Map<string, CellOutcome>
  inputs: Map<string, InputValue>
  /** States as they were told, `cell state`. */
  told: string[]
  run(wanted?: WantedCells, more?: Partial<RunCells>, signal?: AbortSignal): Promise<CellsRun>
  /** Rows behind a name. */
  rows(name: string): Promise<unknown[][]>
  of(cellId: string): CellOutcome
}

export type ExecutionWorld = {
  content: ContentWorld
  project: Project
  ctx(userId?: string | null): Promise<ExecutionCtx>
  person(role: Role, attributes?: Record<string, string[]>): Promise<string>
  session(document: NotebookDocument, userId?: string, more?: Partial<RunCells>): TestSession
  /** Questions that the warehouse has answered. */
  asked(): number
  /** Puts another model in the place of the project's. */
  useModel(yaml: string): void
  end(): Promise<void>
}

const orders = `CREATE TABLE orders AS
  SELECT i AS id, ['paid', 'open', 'lost'][1 + i % 3] AS status, ['north', 'south'][1 + i % 2] AS region, i * 1.5 AS amount,
    DATE '2026-01-01' + CAST(i % 90 AS INTEGER) AS day FROM range(1, 301) AS t(i)`

export const ordersModel = `
version: 2
models:
  - name: orders
    columns:
      - name: id
        meta: { metrics: { count: { type: count } } }
      - name: status
      - name: region
      - name: amount
        meta: { metrics: { total: { type: sum } } }
`

/** A project with a real engine and real results. `kernels` where cells of code are to run; `whileWriting` is done in the middle of each write of a table. */
export async function createExecutionWorld(options: { kernels?: Kernels; whileWriting?: () => Promise<void> } = {}): Promise<ExecutionWorld> {
  const content = await createContentWorld()
  const folder = await warehouseFolder()
  const instance = await DuckDBInstance.create(path.join(folder, 'shop.duckdb'))
  const connection = await instance.connect()
  await connection.run(orders)
  connection.closeSync()
  instance.closeSync()
  const entry = await engineEntry()
  const places = { memoryMegabytes: 400, threads: 2, slots: 4, maxWaiting: 100, onWarning: () => undefined }
  const limits = { memoryMegabytes: 400, threads: 1 }
  const ingest = createIngest({ entry: await ingestEntry(), limits, tableLimits: limits, timeoutMs: 60_000, onWarning: () => undefined })
  const warehouses = createWarehouses({
    ...places,
    databaseFolder: folder,
    exportFolder: path.join(folder, 'exports'),
    tempFolder: path.join(folder, 'temp'),
    engineEntry: entry,
    clock: systemClock,
    outbound: {} as never,
    makeTable: async (...job) => {
      const [made] = await Promise.all([ingest.table(...job), options.whileWriting?.()])
      return made
    },
    passwordOf: async () => '',
  })
  const queries = createQueries({
    warehouses,
    accountOf: () => null,
    clock: systemClock,
    log: { add: (line) => line, again: () => false, stop: async () => undefined },
    limits: { timeoutMs: 30_000, exportTimeoutMs: 30_000, maxBytes: 64 * 1024 * 1024 },
    cache: { maxBytes: 64 * 1024 * 1024, ttlMs: 3_600_000 },
  })
  const results = createResults({
    ...places,
    entry,
    db: content.test.db,
    clock: systemClock,
    folder: path.join(folder, 'results'),
    tempFolder: path.join(folder, 'temp-results'),
    idleMs: 60_000,
    limits: {
      maxRows: mostResultRows,
      maxBytes: 256 * 1024 * 1024,
      projectBytes: 1024 * 1024 * 1024,
      keptMs: 86_400_000,
      answerBytes: 64 * 1024 * 1024,
      arrowBytes: 256 * 1024 * 1024,
    },
  })
  const notebooks = createNotebookReader({ entry: await readerEntry(), timeoutMs: 20_000, memoryMegabytes: 512, threads: 1, kept: 50 })
  const noKernels: Kernels = {
    open: async () => Promise.reject(new Error('this world has no kernels')),
    prepare: () => undefined,
    close: async () => undefined,
  }
  const kernels = options.kernels ?? noKernels
  const warehouse = { type: 'duckdb' as const, database: 'shop.duckdb' }
  await content.test.db
    .updateTable('projects')
    .set({ warehouse: JSON.stringify(warehouse) })
    .execute()
  const project = { ...(await (await content.ctx(content.userId)).projects.project(content.projectId)), warehouse }
  const compiled = (yaml: string): ProjectModel => {
    const types = { orders: { id: 'BIGINT', status: 'VARCHAR', region: 'VARCHAR', amount: 'DECIMAL(18,1)', day: 'DATE' } }
    const { explores, problems } = compileProject({ files: [{ path: 'orders.yml', text: yaml }], dialect: duckdb, catalog: types })
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
    const named = new Map(explores.map((explore) => [explore.name, explore]))
    return { projectId: project.id, revision: newId(), explores: named, problems: [], compiledAt: new Date(), madeBy: 'client', gone: {} as never }
  }
  let model = compiled(ordersModel)
  const attributesOf = new Map<string, Record<string, string[]>>()

  const ctxOf = async (userId: string | null = content.userId): Promise<ExecutionCtx> => {
    const ctx = await content.ctx(userId)
    const own = attributesOf.get(userId ?? '')
    return {
      ...ctx,
      clock: systemClock,
      actor: ctx.actor.kind === 'user' && own !== undefined ? { ...ctx.actor, userAttributes: own } : ctx.actor,
      projects: { ...ctx.projects, model: async () => model, findModel: async () => model },
      queries,
      warehouses,
      results,
      kernels,
      notebooks,
      limits: { maxRows: 5000, csvCells: 1_000_000 },
    }
  }

  return {
    content,
    project,
    ctx: ctxOf,
    async person(role, attributes = {}) {
      const id = await content.person(role)
      attributesOf.set(id, attributes)
      return id
    },
    session(document, userId = content.userId, fixed = {}) {
      const session: TestSession = {
        outcomes: new Map(),
        inputs: new Map(),
        told: [],
        async run(wanted = { how: 'stale' }, more = {}, signal) {
          const ctx = await ctxOf(userId)
          const own = createSessionKernels(kernels)
          try {
            return await runCells(signal === undefined ? ctx : { ...ctx, signal }, {
              project: await ctx.projects.project(project.id),
              notebookId: content.projectId,
              document,
              kernels: own,
              inputs: session.inputs,
              wanted,
              kept: session.outcomes,
              occasion: 'logic',
              usesCachedSql: true,
              onOutcome(outcome) {
                session.told.push(`${outcome.cellId} ${outcome.state}`)
                // As the store would.
                session.outcomes.set(outcome.cellId, JSON.parse(JSON.stringify(outcome)) as CellOutcome)
              },
              onDropped: (name) => void session.inputs.delete(name),
              ...fixed,
              ...more,
            })
          } finally {
            await own.close()
          }
        },
        async rows(name) {
          const ctx = await ctxOf(userId)
          for (const { tables, audience } of session.outcomes.values()) {
            const table = tables[name]
            if (table === undefined || audience === null) continue
            const result = await ctx.results.get({ projectId: project.id, audience, id: table.resultId })
            if (result === null) throw new Error(`the result of ${name} is gone`)
            const { data } = await ctx.results.rows(result, { fairKey: 'test', signal: ctx.signal, timeoutMs: 30_000, offset: 0, limit: 100_000 })
            const columns = JSON.parse(data.toString('utf8')) as unknown[][]
            return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row]))
          }
          throw new Error(`nothing made ${name}`)
        },
        of(cellId) {
          const outcome = session.outcomes.get(cellId)
          if (outcome === undefined) throw new Error(`nothing came of ${cellId}`)
          return outcome
        },
      }
      return session
    },
    asked: () => warehouses.of(project).executed(),
    useModel: (yaml) => void (model = compiled(yaml)),
    async end() {
      await notebooks.close()
      await results.close()
      await warehouses.closeAll()
      await content.end()
    },
  }
}
