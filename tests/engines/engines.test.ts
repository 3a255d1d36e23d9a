import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clickhouse, databricks, type Dialect, mysql, trino } from '@atrium/semantic'
import { compileQuestion, readAnswers, rowsAsText, shopFor } from '../../packages/semantic/golden/dialects/ask.ts'
import { awkward, selectAwkward, selectSearches } from '../../packages/semantic/golden/dialects/awkward.ts'
import { questions } from '../../packages/semantic/golden/dialects/questions.ts'
import { shopStatements, type TableWords } from '../../packages/semantic/golden/dialects/shop-rows.ts'
import type { Engine } from './engine.ts'
import { startMariadb } from './mariadb.ts'
import { startPythonEngine } from './python-session.ts'
import { startTrino } from './trino.ts'

type Subject = { name: string; dialect: Dialect; start: () => Promise<Engine>; words: TableWords }

const subjects: Subject[] = [
  {
    name: 'MariaDB',
    dialect: mysql,
    start: startMariadb,
    words: {
      types: { whole: 'INT', decimal: 'DECIMAL(10, 2)', text: 'VARCHAR(100)', boolean: 'BOOLEAN', date: 'DATE', instant: 'DATETIME(3)', naive: 'DATETIME(3)' },
    },
  },
  {
    name: 'ClickHouse',
    dialect: clickhouse,
    start: () => startPythonEngine({ name: 'clickhouse', requirement: 'chdb==4.4.0', program: 'chdb_session.py' }),
    words: {
      types: {
        whole: 'Int32',
        decimal: 'Decimal(10, 2)',
        text: 'String',
        boolean: 'Bool',
        date: 'Date',
        instant: "DateTime64(3, 'Pacific/Auckland')",
        naive: "DateTime64(3, 'UTC')",
      },
      nullable: (type) => `Nullable(${type})`,
      suffix: ' ENGINE = Memory',
    },
  },
  {
    name: 'Trino',
    dialect: trino,
    start: startTrino,
    words: {
      types: {
        whole: 'INTEGER',
        decimal: 'DECIMAL(10, 2)',
        text: 'VARCHAR',
        boolean: 'BOOLEAN',
        date: 'DATE',
        instant: 'TIMESTAMP(3) WITH TIME ZONE',
        naive: 'TIMESTAMP(3)',
      },
    },
  },
  {
    // What Databricks SQL grew out of; of ANSI mode both are.
    name: 'Spark',
    dialect: databricks,
    start: () => startPythonEngine({ name: 'spark', requirement: 'pyspark==4.0.1', program: 'spark_session.py' }),
    words: {
      types: {
        whole: 'INT',
        decimal: 'DECIMAL(10, 2)',
        text: 'STRING',
        boolean: 'BOOLEAN',
        date: 'DATE',
        instant: 'TIMESTAMP',
        naive: 'TIMESTAMP_NTZ',
      },
      suffix: ' USING parquet',
    },
  },
]

const answers = readAnswers()

describe.each(subjects)('$name answers as DuckDB does', ({ dialect, start, words }) => {
  let engine: Engine | undefined
  beforeAll(async () => {
    engine = await start()
    for (const statement of shopStatements(dialect, words)) await engine.run(statement)
  })
  afterAll(() => engine?.stop())

  it('to any text as a literal and as a search', async () => {
    expect(await engine?.rows(selectAwkward(dialect))).toEqual([awkward])
    const [searches = []] = (await engine?.rows(selectSearches(dialect))) ?? []
    expect(searches.map(Number)).toEqual(awkward.map(() => 1))
  })

  const explore = shopFor(dialect)
  it.each(questions)('$name', async (question) => {
    const compiled = compileQuestion(dialect, explore, question)
    const rows = (await engine?.rows(compiled.sql)) ?? []
    expect(rowsAsText(rows, compiled, question), compiled.sql).toEqual(answers[question.name])
  })
})
