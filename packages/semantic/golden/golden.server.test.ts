import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompileOptions } from '../src/types/compiled-query.ts'
import type { MetricQuery } from '../src/types/metric-query.ts'
import { compile } from './compile.ts'
import { type DuckdbSession, duckdbSession } from './duckdb-session.ts'
import { shopExplore, shopTables } from './shop.ts'

/**
 * Each folder holds one question to the shop (`query.json`), the SQL it becomes and the rows that DuckDB answers.
 * A missing answer is written when run by hand and refused in CI; a changed one is shown as a difference: delete the
 * file to accept it.
 */
type Case = Partial<MetricQuery> & { options?: Partial<CompileOptions> }

const folder = import.meta.dirname
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)

let session: DuckdbSession
beforeAll(async () => {
  session = await duckdbSession(shopTables)
})
afterAll(() => session.close())

function expected(file: string, actual: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  if (process.env['CI'] !== undefined) throw new Error(`${file} is missing: run the golden tests once by hand and commit it.`)
  writeFileSync(file, actual)
  return actual
}

describe('golden', () => {
  it.each(cases)('%s', async (name) => {
    const at = (file: string): string => path.join(folder, name, file)
    const { options, ...parts } = JSON.parse(readFileSync(at('query.json'), 'utf8')) as Case
    const { sql } = compile(shopExplore(), parts, options)
    expect(`${sql}\n`).toBe(expected(at('expected.sql'), `${sql}\n`))
    const rows = (await session.rows(sql)).map((row) => JSON.stringify(row))
    const text = `[\n${rows.map((row) => `  ${row}`).join(',\n')}\n]\n`
    expect(text).toBe(expected(at('rows.json'), text))
  })
})
