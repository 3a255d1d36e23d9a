/**
 * An engine process: one database, opened read-only, for one project. It lives as long as the pipe to its parent and
 * has no other way to the world. The parent replaces it when it does not stop in time.
 */
import { Socket } from 'node:net'
import { openEngine, RefusedSql, type Engine, type Interruptible } from './engine.ts'
import { DamagedRows } from './stored/damaged-rows.ts'
import { TooLarge } from './stored/store-rows.ts'
import {
  encodeFrame,
  frameReader,
  type ArrowHeader,
  type CheckHeader,
  type EngineSettings,
  type ExecuteHeader,
  type ExportHeader,
  type FailureHeader,
  type Frame,
  type FrameKind,
  type StoreHeader,
} from './protocol.ts'

const pipe = new Socket({ fd: 3, readable: true, writable: true })
let engine: Promise<Engine> | null = null
const running = new Map<number, Interruptible>()
/** Interrupted before they began. */
const dropped = new Set<number>()

const reader = frameReader((frame) => {
  void serve(frame)
})
pipe.on('data', (piece) => reader.push(piece))
// The parent is gone: so are the reasons to live. An exit would wait for a query that does not let itself be interrupted.
const end = (): void => void process.kill(process.pid, 'SIGKILL')
pipe.on('close', end)
pipe.on('error', end)

async function serve(frame: Frame): Promise<void> {
  if (frame.kind === 'interrupt') {
    const work = running.get(frame.id)
    if (work === undefined) dropped.add(frame.id)
    else work.interrupt()
    return
  }
  try {
    const answer = await perform(frame)
    send('answer', frame.id, answer.header, answer.data)
  } catch (error) {
    send('failure', frame.id, failureOf(error))
  } finally {
    running.delete(frame.id)
    dropped.delete(frame.id)
  }
}

async function perform(frame: Frame): Promise<{ header: unknown; data?: Buffer }> {
  if (frame.kind === 'open') {
    engine = openEngine(frame.header as EngineSettings)
    await engine
    return { header: null }
  }
  if (engine === null) throw new Error('the engine is not open')
  const opened = await engine
  const started = (work: Interruptible): void => {
    if (dropped.has(frame.id)) throw new Error('INTERRUPT Error: interrupted before it began')
    running.set(frame.id, work)
  }
  switch (frame.kind) {
    case 'execute': {
      const request = frame.header as ExecuteHeader
      return opened.execute(request, started)
    }
    case 'check': {
      const { sql, mayReadTables } = frame.header as CheckHeader
      await opened.check(sql, mayReadTables)
      return { header: null }
    }
    case 'export':
      return { header: await opened.export(frame.header as ExportHeader, started) }
    case 'store':
      return { header: await opened.store(frame.header as StoreHeader, frame.data, started) }
    case 'arrow':
      return { header: null, data: await opened.arrow(frame.header as ArrowHeader, started) }
    case 'catalog':
      return { header: await opened.catalog() }
    default:
      throw new Error(`an engine does not serve ${frame.kind}`)
  }
}

function failureOf(error: unknown): FailureHeader {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof RefusedSql) return { reason: 'refused', message, ...(error.line === undefined ? {} : { line: error.line }) }
  if (error instanceof TooLarge) return { reason: 'size', message }
  if (error instanceof DamagedRows) return { reason: 'damaged', message }
  if (/INTERRUPT/i.test(message)) return { reason: 'interrupted', message }
  if (/Out of Memory|max_temp_directory_size/i.test(message)) return { reason: 'memory', message }
  const line = /LINE (\d+):/.exec(message)?.[1]
  return { reason: 'engine', message, ...(line === undefined ? {} : { line: Number(line) }) }
}

function send(kind: FrameKind, id: number, header: unknown, data?: Buffer): void {
  for (const part of encodeFrame(kind, id, header, data)) pipe.write(part)
}
