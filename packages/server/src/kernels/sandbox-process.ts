import { spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { AppError } from '../platform/errors.ts'
import { newKeyBytes } from '../platform/ids.ts'
import { encodeFrame, floodExit, frameReader, FrameTooLarge, maxJsonBytes, secretBytes, type Frame, type OpenMessage, type ServerMessage } from './protocol.ts'
import { saidSchema, type SandboxSaid } from './said.ts'

/** Why a process was ended, or ended by itself. */
export type ProcessEnd = 'memory' | 'output' | 'broken' | 'crashed' | 'killed'

export type Heard = { run: number; said: SandboxSaid; parts: Uint8Array[] }

/** One sandbox process, seen from the server. */
export type SandboxProcess = {
  /** Resolves when it can take a cell; rejects when it ended before. */
  ready: Promise<void>
  ended: Promise<ProcessEnd>
  send(run: number, message: ServerMessage, parts: readonly Uint8Array[]): void
  /** Who hears what it says from now on; null for nobody, when no cell runs. */
  listen(hear: ((heard: Heard) => void) | null): void
  /** Ends it at once. */
  kill(): void
  /** From now on it works behind what else the machine does. */
  yieldToOthers(): void
  /** The most memory it was seen to use since this was asked last, in bytes. */
  takePeakMemory(): number
}

/** Milliseconds between looks at its memory, while a cell runs and else. */
const watchEveryMs = { busy: 25, idle: 2000 }
const maxFrameBytes = 1024 * 1024 * 1024

export function startSandboxProcess(options: { command: readonly [string, ...string[]]; open: OpenMessage; memoryBytes: number; cwd: string }): SandboxProcess {
  const [program, ...args] = options.command
  // No variable of ours; a cache in no place, so that no cell is written anywhere.
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: options.cwd, env: { DENO_DIR: '/nonexistent', NO_COLOR: '1', TZ: 'UTC' } })
  let why: ProcessEnd | null = null
  let peak = 0
  let complaint = ''
  let hear: ((heard: Heard) => void) | null = null
  const end = (reason: ProcessEnd): void => {
    why ??= reason
    child.kill('SIGKILL')
  }
  const secret = newKeyBytes(secretBytes)
  const onFrame = ({ run, json, parts }: Frame): void => {
    let said: SandboxSaid
    try {
      said = saidSchema.parse(JSON.parse(json))
    } catch {
      end('broken')
      return
    }
    if (said.is === 'ready') becomeReady()
    else if (hear !== null) hear({ run, said, parts })
    // It broke while it waited for a cell.
    else if (said.is === 'crashed') end('crashed')
  }
  const { promise: ready, resolve: becomeReady, reject: failReady } = withResolvers()
  ready.catch(() => undefined)

  child.stdout.on(
    'data',
    frameReader({ secret, maxBytes: maxFrameBytes, maxJsonBytes, onFrame, onBroken: (error) => end(error instanceof FrameTooLarge ? 'output' : 'broken') }),
  )
  // What it is killed for is said by `ended`, not by a pipe that broke.
  child.stdin.on('error', () => undefined)
  child.stdout.on('error', () => undefined)
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    complaint = (complaint + piece).slice(-4000)
  })
  const write = (frame: Parameters<typeof encodeFrame>[0]): void => {
    for (const piece of encodeFrame(frame)) child.stdin.write(piece)
  }
  let watch: NodeJS.Timeout | undefined
  const watchAgain = (): void => {
    clearInterval(watch)
    watch = setInterval(() => void memoryOf(child).then(check, () => undefined), hear === null ? watchEveryMs.idle : watchEveryMs.busy)
    watch.unref()
  }
  const check = (bytes: number): void => {
    peak = Math.max(peak, bytes)
    if (bytes > options.memoryBytes) end('memory')
  }
  watchAgain()
  const ended = new Promise<ProcessEnd>((resolve) => {
    const finish = (code: number | null): void => {
      clearInterval(watch)
      const reason = why ?? reasonOf(code, complaint)
      failReady(new AppError('unavailable', `The sandbox for code did not start. ${firstLine(complaint)}`, { reason: 'code_cells_off' }))
      resolve(reason)
    }
    child.once('error', (error) => {
      complaint ||= error.message
      finish(null)
    })
    child.once('exit', finish)
  })
  write({ run: 0, json: JSON.stringify(options.open), parts: [secret] })
  return {
    ready,
    ended,
    send: (run, message, parts) => write({ run, json: JSON.stringify(message), parts }),
    listen: (listener) => {
      hear = listener
      if (child.exitCode === null && child.signalCode === null) watchAgain()
    },
    kill: () => end('killed'),
    yieldToOthers: () => {
      if (child.pid !== undefined && child.exitCode === null) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    },
    takePeakMemory: () => {
      const taken = peak
      peak = 0
      return taken
    },
  }
}

function reasonOf(code: number | null, complaint: string): ProcessEnd {
  if (code === floodExit) return 'output'
  return /out of memory|OOM|memory allocation/i.test(complaint) ? 'memory' : 'crashed'
}

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 300) ?? ''

/** Resident memory in bytes. Where the system has no `/proc`, V8's and Python's own limits hold alone. */
async function memoryOf(child: ChildProcess): Promise<number> {
  const pages = (await readFile(`/proc/${child.pid}/statm`, 'latin1')).split(' ')[1]
  return Number(pages) * 4096
}

function withResolvers(): { promise: Promise<void>; resolve(): void; reject(error: Error): void } {
  let resolve: () => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
