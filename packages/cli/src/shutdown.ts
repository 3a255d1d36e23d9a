import type { Log } from '@atrium/server'
import { explainError } from './explain-error.ts'
import { sayError } from './say.ts'

/** Closes what was opened, in reverse order, once: on Ctrl-C, SIGTERM, a failed start or a defect. */
export type Shutdown = {
  /** Registers something to close. When closing has begun already, it is closed as soon as it is there. */
  onStop(name: string, close: () => Promise<void>): void
  begin(exitCode: number): void
  /** Nothing more will be opened: the start is through, or has failed. */
  settled(): void
  isStopping(): boolean
  /** The exit code, when everything is closed. */
  finished: Promise<number>
}

const patienceMs = 10_000

/** Takes over the signals of this process. A second signal, or ten seconds, end it without waiting. */
export function createShutdown(log: Log): Shutdown {
  const open: { name: string; close: () => Promise<void> }[] = []
  let stopping = false
  let clean = true
  let closing: Promise<void> = Promise.resolve()
  let settle: () => void = () => undefined
  const settled = new Promise<void>((resolve) => {
    settle = resolve
  })
  let finish: (code: number) => void = () => undefined
  const finished = new Promise<number>((resolve) => {
    finish = resolve
  })

  const closeAll = async (): Promise<void> => {
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      try {
        await next.close()
      } catch (error) {
        clean = false
        log.error({ error }, `${next.name} did not close well`)
      }
    }
  }

  const end = async (exitCode: number): Promise<void> => {
    closing = closeAll()
    await closing
    await settled
    // What came up while we were closing.
    await closing
    finish(exitCode === 0 && !clean ? 1 : exitCode)
    // Something that still holds the process must not keep it: everything of ours is closed.
    setTimeout(() => process.exit(), 500).unref()
  }

  const begin = (exitCode: number): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => {
      sayError(`Atrium did not stop within ${patienceMs / 1000} s; ended without waiting. Nothing that was saved is lost.`)
      process.exit(1)
    }, patienceMs).unref()
    void end(exitCode)
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130)
      begin(0)
    })
  }
  const defect = (error: unknown): void => {
    log.fatal({ error }, 'a defect ends this process')
    sayError(explainError(error))
    begin(1)
  }
  process.on('uncaughtException', defect)
  process.on('unhandledRejection', defect)

  return {
    onStop(name, close) {
      open.push({ name, close })
      if (stopping) closing = closing.then(closeAll)
    },
    begin,
    settled: settle,
    isStopping: () => stopping,
    finished,
  }
}
