import { postgres } from '@atrium/semantic'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { compileQuestion, readAnswers, rowsAsText, shopFor } from '../../../semantic/golden/dialects/ask.ts'
import { awkward, selectAwkward, selectSearches } from '../../../semantic/golden/dialects/awkward.ts'
import { questions } from '../../../semantic/golden/dialects/questions.ts'
import { shopStatements } from '../../../semantic/golden/dialects/shop-rows.ts'
import { clientConfig } from '../platform/db/connection.ts'

const types = {
  whole: 'INTEGER',
  decimal: 'NUMERIC(10, 2)',
  text: 'TEXT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  instant: 'TIMESTAMPTZ',
  naive: 'TIMESTAMP',
}

/** Every value as the text that the server sent. */
const asSent = { getTypeParser: () => (value: unknown) => value }

describe('PostgreSQL answers as DuckDB does', () => {
  let client: Client
  beforeAll(async () => {
    client = new Client({ ...clientConfig(inject('postgres')), types: asSent })
    await client.connect()
    // Nothing may depend on the session's zone.
    await client.query("CREATE SCHEMA dialect_shop; SET search_path TO dialect_shop; SET TIME ZONE 'Pacific/Auckland'")
    for (const statement of shopStatements(postgres, { types })) await client.query(statement)
  })
  afterAll(async () => {
    await client.query('DROP SCHEMA dialect_shop CASCADE')
    await client.end()
  })

  it.each(['on', 'off'])('to any text as a literal and as a search, with standard_conforming_strings %s', async (setting) => {
    await client.query(`SET standard_conforming_strings TO ${setting}`)
    const values = async (text: string): Promise<unknown[]> => (await client.query({ text, rowMode: 'array' })).rows[0] ?? []
    expect(await values(selectAwkward(postgres))).toEqual(awkward)
    expect((await values(selectSearches(postgres))).map(Number)).toEqual(awkward.map(() => 1))
    await client.query('RESET standard_conforming_strings')
  })

  it('with the rows of a field whose name is longer than it takes', async () => {
    const long = 'a'.repeat(70)
    const sql = `SELECT ${postgres.quote(`${long}1`)}, ${postgres.quote(`${long}2`)} FROM (SELECT 1 AS ${postgres.quote(`${long}1`)}, 2 AS ${postgres.quote(`${long}2`)}) AS t`
    const { rows, fields } = await client.query({ text: sql, rowMode: 'array' })
    expect(rows).toEqual([['1', '2']])
    expect(fields.map(({ name }) => name.length)).toEqual([63, 63])
  })

  const explore = shopFor(postgres)
  const answers = readAnswers()
  it.each(questions)('$name', async (question) => {
    const compiled = compileQuestion(postgres, explore, question)
    const { rows } = await client.query({ text: compiled.sql, rowMode: 'array' })
    expect(rowsAsText(rows, compiled, question), compiled.sql).toEqual(answers[question.name])
  })
})
