import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { EngineRows } from '../../packages/semantic/golden/dialects/ask.ts'
import { call, ended, type Engine, installed } from './engine.ts'

type Answer = { rows: EngineRows } | { error: string }

/** An environment of Python with these packages in it; its interpreter. A folder of that name that is there already is taken as it is. */
export async function pythonWith(name: string, ...requirements: string[]): Promise<string> {
  const root = await installed(name, 'python3 with venv, and PyPI', async (folder) => {
    await call('python3', ['-m', 'venv', folder])
    // By the interpreter: the scripts of an environment that is moved point to where it was.
    await call(path.join(folder, 'bin', 'python3'), ['-m', 'pip', 'install', '--quiet', ...requirements])
  })
  return path.join(root, 'bin', 'python3')
}

/** An engine that a Python package has, asked line by line through the program beside this file. */
export async function startPythonEngine(options: { name: string; requirement: string; program: string }): Promise<Engine> {
  const python = await pythonWith(options.name, options.requirement)
  const folder = await mkdtemp(path.join(tmpdir(), `atrium-${options.name}-`))
  const session = spawn(python, [path.join(import.meta.dirname, options.program), path.join(folder, 'data')], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: session.stdout })[Symbol.asyncIterator]()
  const ask = async (sql: string): Promise<EngineRows> => {
    session.stdin.write(`${JSON.stringify(sql)}\n`)
    const { value, done } = await lines.next()
    if (done === true) throw new Error(`The session of ${options.name} ended with code ${session.exitCode}.`)
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
