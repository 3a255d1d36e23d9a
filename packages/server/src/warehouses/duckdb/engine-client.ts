import { quotedAsWritten } from '@atrium/semantic'
import { spawn, type ChildProcess } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { AppError } from '../../platform/errors.ts'
import { cancelled, timedOut } from '../stopped-query.ts'
import { encodeFrame, frameReader, type EngineSettings, type FailureHeader, type Frame, type FrameKind } from './protocol.ts'

/** Milliseconds an interrupted query has to stop before its process is replaced. */
const graceMs = 1000

export type EngineClientOptions = {
  /** The bundled `engine-process.js`. */
  entry: string
  settings: EngineSettings
  onWarning(message: string, details: Record<string, unknown>): void
}

export type EngineReply = { header: unknown; data: Buffer }

export type EngineClient = {
  /** Sends one request; ends by answer, deadline or signal. A process that died in between is replaced, the request asked once more. */
  request(kind: FrameKind, header: unknown, limits: { timeoutMs: number; signal: AbortSignal }, data?: Buffer): Promise<EngineReply>
  /** Lets the next request start a fresh process, which opens what is there now. What runs in the old one ends in peace. */
  replace(): void
  close(): Promise<void>
  /** For tests and metrics: the process that serves now. */
  pid(): number | undefined
}

type Pending = { resolve(reply: EngineReply): void; reject(error: unknown): void }
type Process = {
  child: ChildProcess
  pipe: Duplex
  pending: Map<number, Pending>
  ready: Promise<void>
  dead: boolean
  /** Takes no new requests and ends with its last one. */ retired: boolean
}

/** The process ended under a request; the request itself may be fine. */
class EngineGone extends Error {}

/** The parent's end of an engine process; starts it when first used. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  let current: Process | null = null
  const alive = new Set<Process>()
  let lastId = 0
  let closed = false

  const start = (): Process => {
    const child = spawn(process.execPath, ['--disable-proto=delete', options.entry], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      cwd: options.settings.tempFolder,
      // Each running query holds a thread of this pool: it must not starve what else the process does.
      env: { UV_THREADPOOL_SIZE: '16' },
    })
    const pipe = child.stdio[3] as Duplex
    const started: Process = { child, pipe, pending: new Map(), ready: Promise.resolve(), dead: false, retired: false }
    alive.add(started)
    const reader = frameReader((frame) => settle(started, frame))
    pipe.on('data', (piece: Buffer) => reader.push(piece))
    pipe.on('error', () => undefined)
    let complaint = ''
    child.stderr?.on('data', (piece: Buffer) => {
      complaint = (complaint + piece.toString('utf8')).slice(-2000)
    })
    child.once('exit', (code, signal) => {
      started.dead = true
      alive.delete(started)
      if (current === started) current = null
      if (!closed && code !== 0 && signal !== 'SIGKILL') options.onWarning('an engine process ended by itself', { code, signal, complaint })
      for (const pending of started.pending.values()) pending.reject(new EngineGone('the engine process ended'))
      started.pending.clear()
    })
    started.ready = ask(started, 'open', options.settings).promise.then(() => undefined)
    // Whoever asks first sees the failure; nobody else needs to.
    started.ready.catch(() => undefined)
    return started
  }

  const ask = (to: Process, kind: FrameKind, header: unknown, data?: Buffer): { id: number; promise: Promise<EngineReply> } => {
    const id = ++lastId
    const promise = new Promise<EngineReply>((resolve, reject) => {
      if (to.dead) {
        reject(new EngineGone('the engine process ended'))
        return
      }
      to.pending.set(id, { resolve, reject })
      for (const part of encodeFrame(kind, id, header, data)) to.pipe.write(part)
    })
    return { id, promise }
  }

  const once = async (
    kind: FrameKind,
    header: unknown,
    { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
    data?: Buffer,
  ): Promise<EngineReply> => {
    if (closed) throw new AppError('unavailable', 'Atrium is stopping', { retryAfterSeconds: 5 })
    if (signal.aborted) throw cancelled()
    const serving = (current ??= start())
    await serving.ready
    const { id, promise } = ask(serving, kind, header, data)
    let ended: 'time' | 'cancel' | null = null
    let grace: NodeJS.Timeout | undefined
    const interrupt = (why: 'time' | 'cancel') => (): void => {
      ended ??= why
      for (const part of encodeFrame('interrupt', id, null)) serving.pipe.write(part)
      // An interrupt is a wish. What does not stop takes its process with it; other queries there are asked again.
      grace ??= setTimeout(() => {
        options.onWarning('a query did not stop when interrupted: its engine process is replaced', { pid: serving.child.pid })
        if (current === serving) current = null
        serving.child.kill('SIGKILL')
      }, graceMs)
    }
    const onAbort = interrupt('cancel')
    const deadline = setTimeout(interrupt('time'), timeoutMs)
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      return await promise
    } catch (error) {
      if (ended === 'cancel') throw cancelled()
      if (ended === 'time') throw timedOut(timeoutMs)
      throw error
    } finally {
      clearTimeout(deadline)
      clearTimeout(grace)
      signal.removeEventListener('abort', onAbort)
    }
  }

  return {
    async request(kind, header, limits, data) {
      try {
        return await once(kind, header, limits, data)
      } catch (error) {
        if (!(error instanceof EngineGone)) throw error
      }
      try {
        return await once(kind, header, limits, data)
      } catch (error) {
        if (!(error instanceof EngineGone)) throw error
        throw new AppError(
          'unavailable',
          'The query engine ended twice while it worked on this query',
          { reason: 'engine_ended', retryAfterSeconds: 5 },
          { cause: error },
        )
      }
    },
    replace() {
      if (current === null) return
      current.retired = true
      endWhenIdle(current)
      current = null
    },
    async close() {
      closed = true
      await Promise.all([...alive].map(stop))
    },
    pid: () => current?.child.pid,
  }
}

async function stop({ child, pipe }: Process): Promise<void> {
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  pipe.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await exited
  clearTimeout(timer)
}

/** Without its pipe an engine process ends by itself. */
function endWhenIdle(retired: Process): void {
  if (retired.pending.size === 0) retired.pipe.end()
}

function settle(from: Process, frame: Frame): void {
  const pending = from.pending.get(frame.id)
  if (pending === undefined) return
  from.pending.delete(frame.id)
  if (from.retired) endWhenIdle(from)
  if (frame.kind === 'answer') pending.resolve({ header: frame.header, data: frame.data })
  else pending.reject(asError(frame.header as FailureHeader))
}

function asError({ reason, message, line }: FailureHeader): AppError {
  const at = line === undefined ? {} : { line }
  switch (reason) {
    case 'refused':
      return new AppError('invalid', message, { reason: 'sql_refused', ...at })
    case 'interrupted':
      return cancelled()
    case 'memory':
      return new AppError('limit_exceeded', 'The query needs more memory than it may have and was stopped. Narrow it by a filter or ask for fewer groups.', {
        reason: 'query_memory',
        warehouseMessage: message,
      })
    case 'size':
      return new AppError('limit_exceeded', message, { reason: 'result_too_large' })
    case 'damaged':
      return new AppError('invalid', message, { reason: 'table_damaged' })
    case 'engine': {
      const told = quotedAsWritten(message)
      return new AppError('query_failed', told, { warehouseMessage: told, ...at })
    }
  }
}
