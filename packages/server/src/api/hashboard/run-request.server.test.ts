import type { Explore } from '@atrium/semantic'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChart } from '../../domain/content/create-chart.ts'
import { createDashboard } from '../../domain/content/create-dashboard.ts'
import { createSpace } from '../../domain/content/create-space.ts'
import { chartDocument, createContentWorld, dashboardDocument, type ContentWorld } from '../../domain/content/testing/content-world.ts'
import type { RequestCtx } from '../house.ts'
import { createDocuments } from './request/documents.ts'
import { runRequest } from './run-request.ts'
import { hashboardSchema } from './schema/schema.ts'

let world: ContentWorld
let spaceId: string
const documents = createDocuments(hashboardSchema)

beforeAll(async () => {
  world = await createContentWorld()
  const { userId, projectId } = world
  spaceId = (await world.as(userId, createSpace, { projectId, name: 'Shared', isPrivate: false })).id
})
afterAll(() => world.end())

const everything = `query ($id: ID!) {
  project(projectId: $id) {
    id name
    models { grn name spec viewsLastTwoWeeks savedExplorations { grn name spec viewsLastTwoWeeks } }
    metrics { grn name spec }
    dashboards { grn name spec viewsLastTwoWeeks }
    users { id fullName email roles }
    roles { id name permissionRules { name resources permissions } }
    endpoints { name version }
  }
}`

const explore = (name: string): Explore => {
  const field = (fieldName: string) => ({
    index: 0,
    name: fieldName,
    label: fieldName,
    table: name,
    tableLabel: name,
    sql: `\${TABLE}.${fieldName}`,
    compiledSql: fieldName,
    hidden: false,
  })
  const table = {
    name,
    label: name,
    database: '',
    schema: '',
    sqlTable: name,
    lineageGraph: {},
    dimensions: { status: { ...field('status'), fieldType: 'dimension' as const, type: 'string' as const } },
    metrics: { total: { ...field('total'), fieldType: 'metric' as const, type: 'sum' as const } },
  }
  return { name, label: name, tags: [], baseTable: name, joinedTables: [], tables: { [name]: table }, targetDatabase: 'duckdb' }
}

/** Asks for everything, and counts how often the store is asked for it. */
async function asked(explores: readonly string[]): Promise<{ statements: number; body: { data: { project: Record<string, unknown[]> } } }> {
  let statements = 0
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const ctx = await world.ctx(world.userId)
  const model = { projectId: world.projectId, revision: '1', explores: new Map(explores.map((name) => [name, explore(name)])), problems: [] }
  const projects = { ...ctx.projects, findModel: async () => model, model: async () => model }
  const answer = await runRequest(
    { ...ctx, projects, db: ctx.db.withPlugin(counting) } as unknown as RequestCtx,
    { query: everything, variables: { id: world.projectId }, operationName: null, hash: null },
    {
      documents,
      contentType: 'application/json',
      onInternalError: (error) => {
        throw error
      },
    },
  )
  return { statements, body: JSON.parse(String(answer.parts.bytes)) }
}

describe('everything about a project', () => {
  it('asks the store as often for a hundred things of each kind as for one', async () => {
    const { userId, projectId } = world
    const counts = new Map<number, number>()
    const dashboards: string[] = []
    const explores: string[] = ['orders']
    for (const many of [1, 10, 100]) {
      while (dashboards.length < many) {
        const number = dashboards.length
        const chart = await world.as(userId, createChart, { projectId, spaceId, name: `Chart ${number}`, document: chartDocument() })
        dashboards.push(
          (await world.as(userId, createDashboard, { projectId, spaceId, name: `Dashboard ${number}`, document: dashboardDocument(chart.id) })).id,
        )
        explores.push(`table_${number}`)
        await world.person('viewer')
      }
      const { statements, body } = await asked(explores)
      const { project } = body.data
      expect(project['dashboards']?.length).toBe(many)
      expect(project['models']).toContainEqual(expect.objectContaining({ name: 'orders', savedExplorations: expect.objectContaining({ length: many }) }))
      counts.set(many, statements)
    }
    expect([...counts.values()]).toEqual([counts.get(1), counts.get(1), counts.get(1)])
    expect(counts.get(1)).toBeLessThan(25)
  })
})
