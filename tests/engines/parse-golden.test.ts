import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dialects } from '@atrium/semantic'
import { folder } from '../../packages/semantic/golden/dialects/ask.ts'
import { questions } from '../../packages/semantic/golden/dialects/questions.ts'
import { call } from './engine.ts'
import { pythonWith } from './python-session.ts'

/** sqlglot's names where they are other ones. */
const names: Record<string, string> = { sqlserver: 'tsql' }

type Outcome = Record<string, { statements: number; problems: string[] }>

describe('golden SQL is read by a parser that is not ours', () => {
  let outcome: Outcome
  beforeAll(async () => {
    const python = await pythonWith('sqlglot', 'sqlglot==30.30.0')
    const files = Object.keys(dialects).map((name) => `${names[name] ?? name}=${path.join(folder, `${name}.sql`)}`)
    outcome = JSON.parse(await call(python, [path.join(import.meta.dirname, 'parse_golden.py'), ...files])) as Outcome
  })

  it.each(Object.keys(dialects))('%s', (name) => {
    const { statements, problems } = outcome[names[name] ?? name] ?? { statements: 0, problems: [] }
    expect(problems).toEqual([])
    expect(statements).toBe(questions.length)
  })
})
