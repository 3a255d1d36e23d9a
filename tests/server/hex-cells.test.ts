import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiAnswer } from '../harness/api-client.ts'
import { matrixShop } from './matrix/all-cases.ts'
import { startWithPeople, type WithPeople } from './start-with-people.ts'

/** Cells one by one, as programs for Hex change them in drafts. */

type WireCell = { id: string; staticId: string; cellType: string; label: string | null; dataConnectionId: string | null; contents: Record<string, unknown> }

let house: WithPeople
let app: string

beforeAll(async () => {
  house = await startWithPeople(matrixShop)
  await house.as.admin.results('POST', `/api/v1/projects/${house.projectUuid}/spaces`, { name: 'Open', isPrivate: false })
  const document = {
    cells: [
      { kind: 'section', id: 'part', title: 'Part' },
      { kind: 'sql', id: 'rows', name: 'rows', on: 'warehouse', sectionId: 'part', sql: 'SELECT range AS n FROM range(60)' },
      { kind: 'text', id: 'said', markdown: 'Last' },
    ],
    app: { elements: [{ uuid: 'shown', cellId: 'rows', x: 0, y: 0, w: 12, h: 4 }] },
  }
  app = (await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/projects/${house.projectUuid}/apps`, { name: 'Cells', document })).uuid
  await house.as.admin.results('POST', `/api/v1/app/apps/${app}/force-publish`, { version: null, comparedVersion: 1 })
})
afterAll(() => house.stop())

const cells = async (): Promise<WireCell[]> => ((await house.bearer.admin.get(`/api/v1/cells?projectId=${app}`)).body as { values: WireCell[] }).values
const bodyOf = <T>({ status, body }: ApiAnswer): T => {
  expect([status, body]).toEqual([200, expect.anything()])
  return body as T
}
const create = async (more: object): Promise<WireCell> =>
  bodyOf(await house.bearer.admin.call('POST', '/api/v1/cells', { projectId: app, cellType: 'SQL', contents: { sqlCell: { source: 'SELECT 1' } }, ...more }))
const shapes = async (): Promise<string[]> => (await cells()).map(({ cellType, label }) => (label === null ? cellType : `${cellType} ${label}`))

it('are listed in the order of the page, in pages, under ids that stay', async () => {
  const all = await cells()
  expect(all.map(({ cellType }) => cellType)).toEqual(['COLLAPSIBLE', 'SQL', 'MARKDOWN'])
  expect(all.every(({ id, staticId }) => id === staticId)).toBe(true)
  const turned: string[] = []
  let after = ''
  for (let pages = 0; pages < 3; pages += 1) {
    const { values, pagination } = bodyOf<{ values: WireCell[]; pagination: { after: string | null } }>(
      await house.bearer.admin.get(`/api/v1/cells?projectId=${app}&limit=1&after=${after}`),
    )
    turned.push(...values.map(({ id }) => id))
    after = pagination.after ?? ''
  }
  expect([turned, after]).toEqual([all.map(({ id }) => id), ''])
  expect(bodyOf<WireCell>(await house.bearer.admin.get(`/api/v1/cells/${all[1]?.id.toUpperCase()}`))).toEqual(all[1])
})

it('are put where a program says: at the end, behind another one, first or last in a section', async () => {
  const [section, rows] = await cells()
  await create({ label: 'at the end' })
  await create({ label: 'last inside', location: { parentCellId: section?.id } })
  await create({ label: 'first inside', location: { parentCellId: section?.id, childPosition: 'FIRST' } })
  const behind = await create({ label: 'behind', location: { insertAfterCellId: rows?.id } })
  expect(await shapes()).toEqual(['COLLAPSIBLE Part', 'SQL first inside', 'SQL', 'SQL behind', 'SQL last inside', 'MARKDOWN', 'SQL at the end'])
  // It lies in the section of the cell that it stands behind, under a name of its own, and asks the warehouse of its project.
  const { draft } = await house.as.admin.results<{ draft: { document: { cells: { title?: string; sectionId?: string; name?: string }[] } } }>(
    'GET',
    `/api/v1/app/drafts/apps/${app}`,
  )
  expect(draft.document.cells.find(({ title }) => title === 'behind')).toMatchObject({ sectionId: 'part', name: 'result_4' })
  expect(behind.dataConnectionId).toBe(house.projectUuid)
})

it('are changed for editors alone, who may take it back; what is published stays', async () => {
  const { id } = await create({ label: 'reader', contents: { sqlCell: { source: 'SELECT sum(n) FROM rows', isDataframeSql: true, outputDataframe: 'total' } } })
  const rows = (await cells()).find(({ contents }) => (contents['sqlCell'] as { outputDataframe?: string } | null)?.outputDataframe === 'rows')
  const changed = bodyOf<WireCell>(
    await house.bearer.admin.call('PATCH', `/api/v1/cells/${rows?.id}`, { contents: { sqlCell: { source: 'SELECT 7 AS n', outputDataframe: 'numbers' } } }),
  )
  expect(changed).toMatchObject({ id: rows?.id, contents: { sqlCell: { source: 'SELECT 7 AS n', outputDataframe: 'numbers' } } })
  // What reads it reads it under its new name.
  expect(bodyOf<WireCell>(await house.bearer.admin.get(`/api/v1/cells/${id}`)).contents['sqlCell']).toMatchObject({ source: 'SELECT sum(n) FROM numbers' })
  const { published, draft } = await house.as.admin.results<{ published: { document: { cells: object[] } }; draft: { undo: unknown[] } }>(
    'GET',
    `/api/v1/app/drafts/apps/${app}`,
  )
  expect([published.document.cells.length, draft.undo.length]).toEqual([3, 6])
})

it('that two programs add at once are all there', async () => {
  const before = (await cells()).length
  const made = await Promise.all(['one', 'two', 'three'].map((label) => create({ label })))
  expect([new Set(made.map(({ id }) => id)).size, (await cells()).length]).toEqual([3, before + 3])
})

it('that cannot be are refused with what to do', async () => {
  const refused = async (more: object): Promise<[number, string]> => {
    const { status, body } = await house.bearer.admin.call('POST', '/api/v1/cells', { projectId: app, cellType: 'SQL', ...more })
    return [status, (body as { reason: string }).reason]
  }
  const elsewhere = '0f8fad5b-d9cb-469f-a165-70867728950e'
  const source = 'SELECT 1'
  expect(await refused({ contents: { codeCell: { source } } })).toEqual([400, expect.stringContaining('sqlCell')])
  expect(await refused({ contents: { sqlCell: { source, dataConnectionId: elsewhere } } })).toEqual([400, expect.stringContaining(house.projectUuid)])
  expect(await refused({ contents: { sqlCell: { source, dataConnectionId: house.projectUuid, isDataframeSql: true } } })).toEqual([
    400,
    expect.stringContaining('not both'),
  ])
  expect(await refused({ contents: { sqlCell: { source } }, location: { insertAfterCellId: elsewhere } })).toEqual([400, expect.stringContaining(elsewhere)])
  const [section, , , text] = await cells()
  for (const [cell, contents] of [
    [section, { sqlCell: { source } }],
    [text, { markdownCell: { source } }],
  ] as const) {
    const { status } = await house.bearer.admin.call('PATCH', `/api/v1/cells/${cell?.id}`, { contents })
    expect(status).toBe(400)
  }
})

it('show what came of them to whoever ran them, and nobody else', async () => {
  const made = await create({ label: 'counts', contents: { sqlCell: { source: 'SELECT range AS n, NULL AS nothing FROM range(60)' } } })
  const broken = await create({ label: 'fails', contents: { sqlCell: { source: 'SELECT nothing_there FROM range(2)' } } })
  const output = (id: string, who: 'admin' | 'editor' = 'admin') => house.bearer[who].get(`/api/v1/cells/${id}/output`)
  expect((await output(made.id)).status).toBe(404)
  const { uuid } = await house.as.admin.results<{ uuid: string }>('POST', `/api/v1/app/apps/${app}/sessions`, { of: 'draft' })
  await house.as.admin.results('POST', `/api/v1/app/app-sessions/${uuid}/runs`, { wanted: { how: 'all' } })
  await expect.poll(async () => [(await output(made.id)).status, (await output(broken.id)).status], { timeout: 30_000 }).toEqual([200, 200])
  const { result, runId } = bodyOf<{ result: { rows: object[] }; runId: string }>(await output(made.id))
  expect([runId, result]).toEqual([
    uuid,
    expect.objectContaining({ type: 'table', rowLimit: 50, rowsReturned: 50, totalRows: 60, totalRowsKind: 'EXACT', truncated: true }),
  ])
  expect(result.rows[1]).toEqual({ n: '1', nothing: null })
  expect(bodyOf(await output(broken.id))).toMatchObject({ result: { type: 'cell_run_error', message: expect.stringContaining('nothing_there') as string } })
  expect((await output(made.id, 'editor')).status).toBe(404)
})

it('are not there for those who do not see the notebook, and refused to those who only see its app', async () => {
  const [first] = await cells()
  const said = async (who: 'viewer' | 'member') => {
    const { status, body } = await house.bearer[who].get(`/api/v1/cells/${first?.id}`)
    return [status, (body as { reason: string }).reason]
  }
  const nothing = (await house.bearer.member.get('/api/v1/cells/0f8fad5b-d9cb-469f-a165-70867728950e')).body as { reason: string }
  expect(await said('member')).toEqual([404, nothing.reason])
  expect((await said('viewer'))[0]).toBe(403)
})

it('are taken away, and are not there any more', async () => {
  const { id } = await create({ label: 'goes' })
  const remove = () => house.bearer.admin.call('DELETE', `/api/v1/cells/${id}`)
  expect(bodyOf(await remove())).toEqual({ cellId: id })
  expect([(await remove()).status, (await house.bearer.admin.get(`/api/v1/cells/${id}`)).status]).toEqual([404, 404])
  await house.as.admin.results('DELETE', `/api/v1/app/apps/${app}`)
  expect((await house.bearer.admin.get(`/api/v1/cells?projectId=${app}`)).status).toBe(404)
})
