import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { EngineRows } from '../../packages/semantic/golden/dialects/ask.ts'
import { call, ended, type Engine, installed } from './engine.ts'

type Answer = { rows: EngineRows } | { error: string }

/** ClickHouse as the Python package chdb has it, asked line by line through a small Python program. */
export async function startClickhouse(): Promise<Engine> {
  const root = await installed('clickhouse', 'python3 with venv, and PyPI', async (folder) => {
    await call('python3', ['-m', 'venv', folder])
    // By the interpreter: the scripts of an environment that is moved point to where it was.
    await call(path.join(folder, 'bin', 'python3'), ['-m', 'pip', 'install', '--quiet', 'chdb==4.4.0'])
  })
  const folder = await mkdtemp(path.join(tmpdir(), 'atrium-clickhouse-'))
  const session = spawn(path.join(root, 'bin', 'python3'), [path.join(import.meta.dirname, 'chdb_session.py'), path.join(folder, 'data')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: session.stdout })[Symbol.asyncIterator]()
  const ask = async (sql: string): Promise<EngineRows> => {
    session.stdin.write(`${JSON.stringify(sql)}\n`)
    const { value, done } = await lines.next()
    if (done === true) throw new Error('The chdb session ended.')
    const answer = JSON.parse(value) as Answer
    if ('error' in answer) throw new Error(answer.error)
    return answer.rows
  }
  return {
    run: async (statement) => void (await ask(statement)),
    rows: ask,
    stop: async () => {
      await ended(session, () => session.stdin.end())
      await rm(folder, { recursive: true, force: true })
    },
  }
}
