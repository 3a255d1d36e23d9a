import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialects, duckdb } from '../../src/index.ts'
import { accepted } from '../accepted.ts'
import { type DuckdbSession, duckdbSession } from '../duckdb-session.ts'
import { compileQuestion, folder, readAnswers, rowsAsText, shopFor } from './ask.ts'
import { questions } from './questions.ts'
import { orderMoments, shopStatements } from './shop-rows.ts'

/** The questions in each dialect's SQL, in `<dialect>.sql`; and what DuckDB answers, in `answers.json`: every engine has to say the same. */
describe('golden SQL', () => {
  it.each(Object.values(dialects))('$name', (dialect) => {
    const explore = shopFor(dialect)
    const text = questions.map((question) => `-- ${question.name}\n${compileQuestion(dialect, explore, question).sql};\n`).join('\n')
    expect(text).toBe(accepted(path.join(folder, `${dialect.name}.sql`), text))
  })
})

describe('the accepted answers', () => {
  it.each(['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'have the hours, days and weeks of the calendar in %s',
    (timezone) => {
      const expected = [...orderMoments()].map(([id, moment]) => {
        if (moment === null) return [id, null, null, null, null, null]
        const at = Temporal.Instant.from(moment).toZonedDateTimeISO(timezone)
        const day = at.toPlainDate()
        // What has passed of the hour on the clock, taken from the moment: hours that a clock shows twice stay two.
        const hour = at.epochMilliseconds - (at.minute * 60 + at.second) * 1000 - at.millisecond
        const weekday = day.toLocaleString('en-US', { weekday: 'long' })
        return [id, new Date(hour).toISOString(), day.toString(), day.subtract({ days: day.dayOfWeek - 1 }).toString(), at.hour, weekday]
      })
      expect(readAnswers()[`zone: created_at in ${timezone}`]?.map((row) => JSON.parse(row) as unknown)).toEqual(expected)
    },
  )
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
