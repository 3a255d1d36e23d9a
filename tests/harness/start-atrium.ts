import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { dataTemplate } from './data-template.ts'
import { databaseName, runDatabase, type RunDatabase } from '../server/run-postgres.ts'

/** Repository root: tests are started from it. */
export const root = process.cwd()

export type Atrium = {
  url: string
  dataDir: string
  /** Token of the provisioned admin. */
  token: string
  adminEmail: string
  adminPassword: string
  /** Everything it printed so far. */
  output(): string
  process: ChildProcess
  /** Stops it the way Ctrl-C does and removes its data. */
  stop(options?: { keepData?: boolean }): Promise<number | null>
}

export type StartOptions = {
  env?: Record<string, string>
  /** Starts on this folder instead of a copy of the demo's. Where it has no store yet, it gets an empty one. */
  dataDir?: string
  /** Starts as for the first time: the folder gets nothing beforehand. */
  fresh?: boolean
  /** Keeps its store in its data folder, with a PostgreSQL that it starts itself; else, and unless `fresh`, in the one of the run. */
  ownStore?: boolean
  /** What its clock says when it starts, ISO 8601; the machine's own time when absent. */
  now?: string
  /** Without a provisioned admin: the way in is the link it prints. */
  unprovisioned?: boolean
}

export const admin = { email: 'admin@atrium.example', password: 'correct horse 7 battery', token: 'atr_pat_test_0123456789abcdef0123456789abcdef' }

const provisioning = { ATRIUM_ADMIN_EMAIL: admin.email, ATRIUM_ADMIN_PASSWORD: admin.password, ATRIUM_ADMIN_TOKEN: admin.token }

/**
 * Starts the built product as its own process on a free port of loopback, on a copy of the demo's data folder, and
 * waits until it says that it is ready.
 */
export async function startAtrium(options: StartOptions = {}): Promise<Atrium> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'atrium-test-')))
  const isOwn = options.fresh === true || options.ownStore === true || options.env?.['DATABASE_URL'] !== undefined
  const database = isOwn ? null : runDatabase(databaseName(dataDir))
  if (options.fresh !== true) await fill(dataDir, options, database)
  const env = { ...(options.unprovisioned === true ? {} : provisioning), ...storeOf(database), ...clockOf(options), ...options.env }
  return launch(dataDir, env, database)
}

const storeOf = (database: RunDatabase | null): Record<string, string> => (database === null ? {} : { DATABASE_URL: database.url })

const clockOf = ({ now }: StartOptions): Record<string, string> =>
  now === undefined ? {} : { TEST_NOW: now, NODE_OPTIONS: `--import=${pathToFileURL(path.join(root, 'tests/harness/shifted-clock.mjs')).href}` }

async function launch(dataDir: string, env: Record<string, string>, database: RunDatabase | null = null): Promise<Atrium> {
  const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), 'start'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      ATRIUM_PORT: '0',
      ATRIUM_DATA_DIR: dataDir,
      ATRIUM_LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let ready: (url: string) => void = () => undefined
  let failed: (error: Error) => void = () => undefined
  const url = new Promise<string>((resolve, reject) => {
    ready = resolve
    failed = reject
  })
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      text += `${line}\n`
      const found = /Atrium is ready at (https?:\/\/\S+)/.exec(line)
      // Behind an address of its own it is reached by the port it was given.
      const isBehind = env['ATRIUM_SITE_URL'] !== undefined
      if (found?.[1] !== undefined) ready(isBehind ? `http://127.0.0.1:${env['ATRIUM_PORT']}` : found[1].replace(/\/$/, ''))
    })
  }
  child.once('exit', (code) => failed(new Error(`atrium exited with ${code} before it was ready:\n${text}`)))
  const timer = setTimeout(() => failed(new Error(`atrium was not ready in time:\n${text}`)), 90_000)
  try {
    const address = await url
    return {
      url: address,
      dataDir,
      token: admin.token,
      adminEmail: admin.email,
      adminPassword: admin.password,
      output: () => text,
      process: child,
      stop: async (stopOptions) => {
        const code = await stopProcess(child)
        if (stopOptions?.keepData !== true) await Promise.all([rm(dataDir, { recursive: true, force: true }), database?.drop()])
        return code
      },
    }
  } catch (error) {
    await stopProcess(child)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function stopProcess(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill('SIGTERM')
  const exited = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await exited
  clearTimeout(timer)
  return child.exitCode
}

/** Puts into a folder and a database what a first start would leave there, which takes longer than to copy it: the demo, or an empty store. */
async function fill(folder: string, options: StartOptions, database: RunDatabase | null): Promise<void> {
  if (database === null) return fillFolder(folder, options)
  if (await database.exists()) return
  const { dataDir } = options
  if (dataDir === undefined) await copyInto(folder, await dataTemplate('demo', (made) => startOnce(made, provisioning, runDatabase(demoDatabase))))
  await database.make(dataDir === undefined ? demoDatabase : undefined)
}

const demoDatabase = 'demo_template'

/** The same with the store in the folder. */
async function fillFolder(folder: string, { dataDir, env }: StartOptions): Promise<void> {
  if (dataDir === undefined) return copyInto(folder, await dataTemplate('demo-with-store', (made) => startOnce(made, provisioning)))
  if (env?.['DATABASE_URL'] !== undefined || existsSync(path.join(folder, 'postgres'))) return
  return copyInto(folder, await dataTemplate('empty', (made) => startOnce(made, { ATRIUM_DEMO: 'false' })))
}

const copyInto = (folder: string, from: string): Promise<void> => cp(from, folder, { recursive: true, preserveTimestamps: true })

async function startOnce(dataDir: string, env: Record<string, string>, database: RunDatabase | null = null): Promise<void> {
  await database?.drop()
  await database?.make()
  const first = await launch(dataDir, { ...env, ...storeOf(database) })
  await first.stop({ keepData: true })
}
