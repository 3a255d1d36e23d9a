import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialects, duckdb } from '../../src/index.ts'
import { accepted } from '../accepted.ts'
import { type DuckdbSession, duckdbSession } from '../duckdb-session.ts'
import { compileQuestion, folder, rowsAsText, shopFor } from './ask.ts'
import { questions } from './questions.ts'
import { shopStatements } from './shop-rows.ts'

/** The questions in each dialect's SQL, in `<dialect>.sql`; and what DuckDB answers, in `answers.json`: every engine has to say the same. */
describe('golden SQL', () => {
  it.each(Object.values(dialects))('$name', (dialect) => {
    const explore = shopFor(dialect)
    const text = questions.map((question) => `-- ${question.name}\n${compileQuestion(dialect, explore, question).sql};\n`).join('\n')
    expect(text).toBe(accepted(path.join(folder, `${dialect.name}.sql`), text))
  })
})

describe('DuckDB', () => {
  let session: DuckdbSession
  beforeAll(async () => {
    const types = { whole: 'INTEGER', decimal: 'DECIMAL(10, 2)', text: 'VARCHAR', boolean: 'BOOLEAN', date: 'DATE', instant: 'TIMESTAMPTZ', naive: 'TIMESTAMP' }
    session = await duckdbSession(shopStatements(duckdb, { types }).join(';\n'))
  })
  afterAll(() => session.close())

  it('answers every question', async () => {
    const explore = shopFor(duckdb)
    const answers: string[] = []
    for (const question of questions) {
      const compiled = compileQuestion(duckdb, explore, question)
      const rows = await session.rows(compiled.sql)
      const values = rows.map((row) => compiled.columns.map(({ fieldId }) => row[fieldId]))
      const lines = rowsAsText(values, compiled, question).map((line) => `    ${line}`)
      answers.push(`  ${JSON.stringify(question.name)}: [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]`)
    }
    const text = `{\n${answers.join(',\n')}\n}\n`
    expect(text).toBe(accepted(path.join(folder, 'answers.json'), text))
  })
})
