import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompileOptions } from '../src/types/compiled-query.ts'
import type { MetricQuery } from '../src/types/metric-query.ts'
import { accepted } from './accepted.ts'
import { compile } from './compile.ts'
import { type DuckdbSession, duckdbSession } from './duckdb-session.ts'
import { shopExplore, shopTables } from './shop.ts'

/**
 * Each folder holds one question to the shop (`query.json`), the SQL it becomes and the rows that DuckDB answers.
 */
type Case = Partial<MetricQuery> & { options?: Partial<CompileOptions> }

const folder = import.meta.dirname
/** Folders that hold something else. */
const others = ['dialects', 'formats']
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
  .map((entry) => entry.name)

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

describe('golden', () => {
  it.each(cases)('%s', async (name) => {
    const at = (file: string): string => path.join(folder, name, file)
    const { options, ...parts } = JSON.parse(readFileSync(at('query.json'), 'utf8')) as Case
    const { sql } = compile(shopExplore(), parts, options)
    expect(`${sql}\n`).toBe(accepted(at('expected.sql'), `${sql}\n`))
    const rows = (await session.rows(sql)).map((row) => JSON.stringify(row))
    const text = `[\n${rows.map((row) => `  ${row}`).join(',\n')}\n]\n`
    expect(text).toBe(accepted(at('rows.json'), text))
  })
})
