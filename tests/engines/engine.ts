import { execFile, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { EngineRows } from '../../packages/semantic/golden/dialects/ask.ts'

/** A running engine with a database of its own. */
export type Engine = {
  run(statement: string): Promise<void>
  /** Rows by place; every value as text, number, boolean or null. */
  rows(sql: string): Promise<EngineRows>
  stop(): Promise<void>
}

/** Where engines are kept between runs. */
const cache = path.join(homedir(), '.cache', 'atrium-engines')

const execute = promisify(execFile)

/** Runs a program to its end and gives what it printed. Throws an Error that tells the program and what it said. */
export async function call(program: string, programArguments: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  try {
    const { stdout } = await execute(program, programArguments, { ...options, maxBuffer: 64 * 1024 * 1024 })
    return stdout
  } catch (cause) {
    // Compilers say what is wrong on stdout.
    const spoken = cause instanceof Error && 'stderr' in cause && 'stdout' in cause ? `${String(cause.stdout)}\n${String(cause.stderr)}` : ''
    const said = spoken.trim().split('\n').slice(-8).join('\n')
    throw new Error(`${[program, ...programArguments].join(' ').slice(0, 400)} failed: ${said || String(cause)}`, { cause })
  }
}

/**
 * The folder of an engine, filled by `install` when it is not there yet: all or nothing, so that an installation that
 * was cut off is made anew. `needs` tells, for the error, what has to be on the machine.
 */
export async function installed(name: string, needs: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cache, name)
  if (existsSync(folder)) return folder
  const draft = `${folder}.draft-${process.pid}`
  await mkdir(draft, { recursive: true })
  console.log(`Installing ${name} into ${folder}; this happens once.`)
  try {
    await install(draft)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    throw new Error(`${name} could not be installed. It needs ${needs}.\n${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  await rename(draft, folder)
  return folder
}

/** Resolves with the first line of the process's output that matches; throws with its last words when it ends before. */
export function lineOf(child: ChildProcess, pattern: RegExp, name: string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000)
      const found = pattern.exec(said)
      if (found !== null) resolve(found)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it was ready:\n${said.slice(-3000)}`)))
  })
}

/** Ends a process and waits until it is gone. */
export async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  end()
  await gone
}
