import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withToken, type ApiAnswer, type ApiClient } from '../harness/api-client.ts'
import { makeDatabase } from '../harness/make-database.ts'
import { startAtrium, type Atrium } from '../harness/start-atrium.ts'

/** Files become tables with models through the API of a running product, while it answers queries. */

let base: string
let models: string
let atrium: Atrium
let client: ApiClient
let projectUuid: string
let at: string

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'atrium-uploads-'))
  models = path.join(base, 'models')
  await mkdir(models)
  await makeDatabase(path.join(base, 'data'), 'CREATE TABLE orders AS SELECT range AS id FROM range(10)')
  await start()
})
afterAll(async () => {
  await atrium.stop()
  await rm(base, { recursive: true, force: true })
})

async function start(): Promise<void> {
  const env = { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ATRIUM_MAX_UPLOAD_MEGABYTES: '20', ATRIUM_MAX_BODY_MEGABYTES: '1' }
  atrium = await startAtrium({ dataDir: path.join(base, 'data'), env })
  client = withToken(atrium.url, atrium.token)
  projectUuid = (await client.results<{ projectUuid: string }[]>('GET', '/api/v1/org/projects'))[0]?.projectUuid ?? ''
  at = `/api/v1/app/uploads/${projectUuid}`
}

async function sendPart(uploadUuid: string, offset: number, part: Buffer, contentType = 'application/octet-stream'): Promise<number> {
  const response = await fetch(`${atrium.url}${at}/${uploadUuid}?offset=${offset}`, {
    method: 'PUT',
    headers: { authorization: `ApiKey ${atrium.token}`, 'content-type': contentType },
    body: new Uint8Array(part),
  })
  return response.status
}

async function upload(fileName: string, content: string | Buffer): Promise<string> {
  const bytes = Buffer.from(content)
  const { uploadUuid, partBytes } = await client.results<{ uploadUuid: string; partBytes: number }>('POST', at, { fileName, size: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += partBytes) {
    expect(await sendPart(uploadUuid, offset, bytes.subarray(offset, offset + partBytes))).toBe(200)
  }
  return uploadUuid
}

type Preview = { columns: { name: string; label: string; type: string }[]; rowCount: number; suggestedName: string }
const preview = (uploadUuid: string) => client.results<Preview>('POST', `${at}/${uploadUuid}/preview`, { options: {}, types: {} })
async function create(uploadUuid: string, name: string, change: object = {}): Promise<ApiAnswer> {
  const { columns } = await preview(uploadUuid)
  const kept = columns.map((column, source) => ({ source, name: column.name, label: column.label, type: column.type }))
  return client.post(`${at}/${uploadUuid}/model`, { name, label: name, options: {}, columns: kept, ...change })
}
const filesOf = (folder: string): Promise<string[]> => readdir(path.join(base, 'data', folder)).catch(() => [])
const messageOf = ({ body }: ApiAnswer): string => (body as { error: { message: string } }).error.message

describe('a dropped file', () => {
  it('becomes a table with a model that serves at once, while queries go on', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, row) => `${String((row % 28) + 1).padStart(2, '0')}.${String((row % 12) + 1).padStart(2, '0')}.2025;Kunde ${row % 7};${row},25`,
    )
    // More than two parts of what a body may be here.
    const uploadUuid = await upload('Umsätze 2025.csv', `Datum;Kunde;Betrag\r\n${rows.join('\r\n')}\r\n`)
    const found = await preview(uploadUuid)
    expect(found).toMatchObject({ rowCount: 60_000, suggestedName: 'umsaetze_2025' })
    expect(found.columns.map(({ type }) => type)).toEqual(['date', 'text', 'number'])

    const running = Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        client.post(`/api/v1/projects/${projectUuid}/sqlQuery`, { sql: `SELECT count(*) + ${i} AS n FROM orders, range(200000)` }),
      ),
    )
    const created = await create(uploadUuid, 'umsaetze_2025')
    expect(created.body).toMatchObject({
      results: {
        exploreName: 'umsaetze_2025',
        file: 'umsaetze_2025.yml',
        rowCount: 60_000,
        chart: { dimension: 'umsaetze_2025_datum_month', metric: 'umsaetze_2025_total_betrag' },
      },
    })
    expect((await running).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))

    const result = await client.results<{ rows: Record<string, { value: { raw: unknown } }>[] }>(
      'POST',
      `/api/v1/projects/${projectUuid}/explores/umsaetze_2025/runQuery`,
      {
        exploreName: 'umsaetze_2025',
        dimensions: [],
        metrics: ['umsaetze_2025_total_betrag', 'umsaetze_2025_umsaetze_2025_count'],
        filters: {},
        sorts: [],
        limit: 10,
        tableCalculations: [],
      },
    )
    const [row] = result.rows
    expect([Number(row?.['umsaetze_2025_total_betrag']?.value.raw), Number(row?.['umsaetze_2025_umsaetze_2025_count']?.value.raw)]).toEqual([
      (59_999 * 60_000) / 2 + 15_000,
      60_000,
    ])
    // The waiting file is gone.
    expect(await filesOf('uploads')).toEqual([])
    expect(await readFile(path.join(models, 'umsaetze_2025.yml'), 'utf8')).toContain('From the file Umsätze 2025.csv')
  })

  it('is there after a restart, and readable by SQL', async () => {
    await atrium.stop({ keepData: true })
    await start()
    const { rows } = await client.results<{ rows: object[] }>('POST', `/api/v1/projects/${projectUuid}/sqlQuery`, {
      sql: 'SELECT count(*) AS n FROM umsaetze_2025 JOIN orders ON orders.id = umsaetze_2025.betrag - 0.25',
    })
    expect(rows).toEqual([{ n: 10 }])
  })

  it('does not take a name that is taken, whatever the case, and changes nothing then', async () => {
    const uploadUuid = await upload('orders.csv', 'a,b\n1,2\n')
    expect((await preview(uploadUuid)).suggestedName).toBe('orders_2')
    for (const name of ['orders', 'umsaetze_2025']) {
      const refused = await create(uploadUuid, name)
      expect([refused.status, messageOf(refused)]).toEqual([409, expect.stringContaining('already')])
    }
    expect(await readdir(models)).toEqual(['umsaetze_2025.yml'])
    expect((await create(uploadUuid, 'orders_2')).status).toBe(200)
  })

  it('makes one of two who take the same name at once', async () => {
    const [first, second] = [await upload('a.csv', 'a,b\n1,2\n'), await upload('b.csv', 'a,b\n3,4\n')]
    const made = await Promise.all([create(first, 'race'), create(second, 'race')])
    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it.each([
    ['a name with a path', { name: '../x' }],
    ['a name with SQL', { name: 'x" (a int); --' }],
    ['no columns', { columns: [] }],
    ['a column twice', { columns: [0, 0].map((source) => ({ source, name: 'a', label: 'A', type: 'text' })) }],
    ['a column that is not there', { columns: [{ source: 99, name: 'a', label: 'A', type: 'text' }] }],
    ['a column name with SQL', { columns: [{ source: 0, name: 'a" , 1', label: 'A', type: 'text' }] }],
  ])('refuses %s', async (_what, change) => {
    const uploadUuid = await upload('n.csv', 'a,b\n1,2\n')
    expect((await create(uploadUuid, 'fine', change)).status).toBe(400)
    expect(await readdir(models)).not.toContain('fine.yml')
  })

  it('keeps labels that look like YAML as they are', async () => {
    const uploadUuid = await upload('odd.csv', '"a: b #c","- x","{y}","=1+1"\n1,2,3,=2\n')
    expect((await create(uploadUuid, 'odd')).status).toBe(200)
    const explore = await client.results<{ tables: { odd: { dimensions: Record<string, { label: string }> } } }>(
      'GET',
      `/api/v1/projects/${projectUuid}/explores/odd`,
    )
    expect(Object.values(explore.tables.odd.dimensions).map(({ label }) => label)).toEqual(expect.arrayContaining(['a: b #c', '- x', '{y}', '=1+1']))
  })
})

describe('sending a file', () => {
  it('refuses what is empty or too large before a byte is sent', async () => {
    expect(messageOf(await client.post(at, { fileName: 'a.csv', size: 0 }))).toContain('empty')
    const large = await client.post(at, { fileName: 'a.csv', size: 21 * 1024 * 1024 })
    expect([large.status, messageOf(large)]).toEqual([400, expect.stringContaining('ATRIUM_MAX_UPLOAD_MEGABYTES')])
  })

  it('takes parts in order, the same one twice, and none beyond the end', async () => {
    const { uploadUuid } = await client.results<{ uploadUuid: string }>('POST', at, { fileName: 'a.csv', size: 8 })
    const part = Buffer.from('a,b\n')
    expect(await sendPart(uploadUuid, 4, part)).toBe(400)
    expect(await sendPart(uploadUuid, 0, part)).toBe(200)
    expect(await sendPart(uploadUuid, 0, part)).toBe(200)
    expect((await client.post(`${at}/${uploadUuid}/preview`, { options: {}, types: {} })).status).toBe(400)
    expect(await sendPart(uploadUuid, 4, Buffer.from('1,2\n'))).toBe(200)
    expect(await sendPart(uploadUuid, 8, Buffer.from('x'))).toBe(400)
    expect(await sendPart(uploadUuid, 0, Buffer.from('{}'), 'application/json')).toBe(415)
    expect((await preview(uploadUuid)).rowCount).toBe(1)
    expect((await client.delete(`${at}/${uploadUuid}`)).status).toBe(200)
    expect((await client.post(`${at}/${uploadUuid}/preview`, { options: {}, types: {} })).status).toBe(404)
  })

  it('takes bytes nowhere else', async () => {
    const response = await fetch(`${atrium.url}${at}`, {
      method: 'POST',
      headers: { authorization: `ApiKey ${atrium.token}`, 'content-type': 'application/octet-stream' },
      body: 'x',
    })
    expect(response.status).toBe(415)
  })

  it.each(['..%2f..', '00000000-0000-4000-8000-000000000000', 'x'])('knows no upload %s', async (id) => {
    expect((await client.post(`${at}/${id}/preview`, { options: {}, types: {} })).status).toBe(404)
  })

  it('lets a person have three files at a time', async () => {
    const ids: string[] = []
    for (let i = 0; i < 4; i++) ids.push(await upload(`${i}.csv`, 'a,b\n1,2\n'))
    expect((await client.post(`${at}/${ids[0]}/preview`, { options: {}, types: {} })).status).toBe(404)
    expect((await preview(ids[3] ?? '')).rowCount).toBe(1)
    expect((await filesOf('uploads')).length).toBe(3)
  })

  it('says what is wrong with a file', async () => {
    const uploadUuid = await upload('a.csv', 'a,b\n1,"2\n3,4\n')
    const refused = await client.post(`${at}/${uploadUuid}/preview`, { options: {}, types: {} })
    expect([refused.status, messageOf(refused)]).toEqual([400, 'In line 2 a quote is opened and never closed. Close it, or take it out.'])
  })
})
