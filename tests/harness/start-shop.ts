import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeDatabase } from './make-database.ts'
import { startAtrium, type Atrium } from './start-atrium.ts'

export type ShopOptions = { files: Readonly<Record<string, string>>; statements: readonly string[]; env?: Record<string, string> }

export type Shop = { atrium: Atrium; /** What it was started with. */ env: Record<string, string>; stop(): Promise<void> }

/** Starts the product on a database made by `statements` and on model files given by path and text. */
export const startShop = (files: Readonly<Record<string, string>>, ...statements: string[]): Promise<Shop> => startShopWith({ files, statements })

/** The same with further variables of the environment. */
export async function startShopWith({ files, statements, env = {} }: ShopOptions): Promise<Shop> {
  const base = await mkdtemp(path.join(tmpdir(), 'atrium-shop-'))
  const models = path.join(base, 'models')
  await mkdir(models)
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(models, name), text)
  await makeDatabase(path.join(base, 'data'), ...statements)
  const settings = { ATRIUM_DEMO: 'false', ATRIUM_MODELS_DIR: models, ATRIUM_WATCH_MODELS: 'false', ...env }
  const atrium = await startAtrium({ dataDir: path.join(base, 'data'), env: settings })
  return {
    atrium,
    env: settings,
    stop: async () => {
      await atrium.stop()
      await rm(base, { recursive: true, force: true })
    },
  }
}

/** A shop whose models let people choose: a region among options, a least amount, and a note that has no default. */
export const parameterShop = (): Promise<Shop> =>
  startShop(
    {
      'lightdash.config.yml': `parameters:
  region: {label: Region, description: Where it was sold, options: [north, south, east], default: north, multiple: true}
  least: {label: Least amount, type: number, default: 0}
`,
      'orders.yml': `models:
  - name: orders
    meta:
      primary_key: id
      sql_filter: "\${TABLE}.region IN (\${ld.parameters.region})"
      parameters: {note: {label: Note, options_from_dimension: {dimension: kind}}}
    columns:
      - {name: id, meta: {dimension: {type: number}, metrics: {orders: {type: count}}}}
      - {name: region}
      - {name: kind}
      - {name: amount, meta: {dimension: {type: number}, metrics: {large_orders: {type: sum, sql: "CASE WHEN \${amount} >= \${ld.parameters.least} THEN 1 ELSE 0 END"}}}}
      - {name: noted, meta: {dimension: {sql: "\${TABLE}.kind || \${ld.parameters.orders.note}"}}}
`,
    },
    `CREATE TABLE orders AS SELECT range AS id, ['north', 'south', 'east'][range % 3 + 1] AS region, ['web', 'it''s'][range % 2 + 1] AS kind, range AS amount, 1 AS noted FROM range(30)`,
  )
