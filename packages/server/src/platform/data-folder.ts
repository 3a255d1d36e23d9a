import { chmod, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { systemClock } from './clock.ts'

/** The data folder cannot be used; the message is for the person at the terminal. */
export class DataFolderError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'DataFolderError'
  }
}

/** The data folder, held by this process alone until `release`. */
export type DataFolder = {
  path: string
  /** PostgreSQL's own folder. */
  postgres: string
  /** The query engine's files. */
  engine: string
  /** Finished exports. */
  exports: string
  /** Copies of the store, made before its tables changed. */
  backups: string
  release(): Promise<void>
}

/**
 * Makes the folder if needed and takes it for this process. The lock is a listening socket: it goes with the process,
 * however that ends, so there is no stale lock. Throws `DataFolderError` naming the holder.
 */
export async function takeDataFolder(folder: string): Promise<DataFolder> {
  const full = await makeFolder(folder)
  const lock = await takeLock(full)
  const parts = {
    postgres: path.join(full, 'postgres'),
    engine: path.join(full, 'engine'),
    exports: path.join(full, 'exports'),
    backups: path.join(full, 'backups'),
  }
  for (const part of [parts.engine, parts.exports]) await mkdir(part, { recursive: true, mode: 0o700 })
  await writeFile(path.join(full, 'holder'), `${process.pid} ${new Date(systemClock.now()).toISOString()}\n`, { mode: 0o600 })
  return {
    path: full,
    ...parts,
    async release() {
      await rm(path.join(full, 'holder'), { force: true })
      await new Promise<void>((resolve) => lock.close(() => resolve()))
    },
  }
}

async function makeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const full = await realpath(folder)
    // PostgreSQL does not run as root: its user must get through this folder to its own, without reading in it.
    await chmod(full, process.getuid?.() === 0 ? 0o711 : 0o700)
    return full
  } catch (cause) {
    throw new DataFolderError(
      `The data folder ${folder} cannot be used (${(cause as NodeJS.ErrnoException).code ?? String(cause)}). Set ATRIUM_DATA_DIR to a folder that Atrium may write to.`,
      { cause },
    )
  }
}

async function takeLock(folder: string): Promise<net.Server> {
  const address = lockAddress(folder)
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = await listenOn(address)
    if (server !== null) return server
    if (await answers(address)) {
      const [pid, since] = (await readFile(path.join(folder, 'holder'), 'utf8').catch(() => '')).trim().split(' ')
      const who = pid === undefined || pid === '' ? 'another Atrium' : `the Atrium with process id ${pid}, running since ${since}`
      throw new DataFolderError(`The data folder ${folder} is in use by ${who}. Stop that one, or set ATRIUM_DATA_DIR to another folder.`)
    }
    // A socket file that nobody answers on was left by a killed process.
    await rm(address, { force: true })
  }
  throw new DataFolderError(`The lock ${address} of the data folder ${folder} cannot be taken.`)
}

/** On Linux a name in the kernel, gone with its process; elsewhere a socket file in the temporary folder. */
function lockAddress(folder: string): string {
  const key = `atrium-lock-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  return process.platform === 'linux' ? `\0${key}` : path.join(os.tmpdir(), key)
}

function listenOn(address: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
