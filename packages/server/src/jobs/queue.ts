import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { executeRun, StopRun } from './execute-run.ts'
import { claimRuns, reapLostRuns, renewLeases, returnRun } from './lease-store.ts'
import { cancelChannel, findRun, insertRun, listRunLog, requestCancel, wakeChannel } from './run-store.ts'
import type { Run, Runs, Worker } from './run.ts'

export type Listen = (channel: string, handler: (payload: string) => void, onGap?: () => void) => Promise<() => void>

export type RunsOptions = {
  db: Db
  listen: Listen
  clock: Clock
  /** What this node can do; runs of other kinds stay for other nodes. */
  workers: readonly Worker[]
  /** Runs at once on this node. */
  concurrency: number
  /** Runs of one group at once, over all nodes. 2 when absent. */
  groupLimit?: number
  /** A node that does not answer for this long loses its runs. */
  leaseSeconds: number
  /** Unique per process and start: a restarted node must not pass for its predecessor. */
  workerId: string
  /** Hears of trouble that no caller can be told of. */
  onError: (message: string, error: unknown) => void
}

export type RunQueue = Runs & {
  /** Begins to take runs. */
  start(): Promise<void>
  /** Takes no more, tells the running ones to stop, waits `graceMs` at most and gives the unfinished ones back. */
  stop(graceMs?: number): Promise<void>
}

const longestTickMs = 1000

type Held = { run: Run; stop: AbortController; done: Promise<void>; leaseEnds: number }

/** The durable queue on the store's table of runs. Without `start` it only enqueues, reads and cancels. */
export function createRuns(options: RunsOptions): RunQueue {
  const { db, clock, leaseSeconds, workerId, onError } = options
  const workers = new Map(options.workers.map((worker) => [worker.kind, worker]))
  const held = new Map<string, Held>()
  let accepting = false
  let pumping: Promise<void> | null = null
  let pumpAgain = false
  let ticking: Promise<void> | null = null
  let nextRenewal = 0
  const renewalMs = (leaseSeconds * 1000) / 3
  let timer: NodeJS.Timeout | undefined
  let unlisten: (() => void)[] = []

  const begin = (run: Run, leaseEnds: number): void => {
    const worker = workers.get(run.kind)
    if (worker === undefined) return
    const stop = new AbortController()
    const done = executeRun({ db, clock, workerId, worker, run, signal: stop.signal, onError }).finally(() => {
      // After a lost lease a later attempt of the same run may be under way here.
      if (held.get(run.id)?.run === run) held.delete(run.id)
      wake()
    })
    held.set(run.id, { run, stop, done, leaseEnds })
  }

  const pump = async (): Promise<void> => {
    const free = options.concurrency - held.size
    if (free <= 0) return
    const leaseEnds = clock.monotonic() + leaseSeconds * 1000
    const claimed = await claimRuns(db, {
      worker: workerId,
      kinds: [...workers.keys()],
      limit: free,
      leaseSeconds,
      groupLimit: options.groupLimit ?? 2,
    })
    for (const run of claimed) begin(run, leaseEnds)
  }

  /** Looks for work now; while a look is under way another one follows it, so that no wake-up is lost. */
  const wake = (): void => {
    if (!accepting) return
    if (pumping !== null) {
      pumpAgain = true
      return
    }
    pumpAgain = false
    pumping = pump()
      .catch((error: unknown) => onError('the queue could not be read; it is tried again', error))
      .finally(() => {
        pumping = null
        if (pumpAgain) wake()
      })
  }

  const renew = async (): Promise<void> => {
    const asked = [...held.values()]
    if (asked.length === 0) return
    const leaseEnds = clock.monotonic() + leaseSeconds * 1000
    const answers = new Map((await renewLeases(db, workerId, [...held.keys()], leaseSeconds)).map((one) => [one.id, one]))
    for (const one of asked) {
      const answer = answers.get(one.run.id)
      if (answer?.attempt !== one.run.attempt) one.stop.abort(new StopRun('lease lost'))
      else if (answer.cancel) one.stop.abort(new StopRun('cancelled'))
      else one.leaseEnds = leaseEnds
    }
  }

  const tick = async (): Promise<void> => {
    const now = clock.monotonic()
    try {
      if (now >= nextRenewal) {
        await renew()
        nextRenewal = now + renewalMs
        await reapLostRuns(db)
      }
    } catch (error) {
      onError('leases could not be renewed; it is tried again', error)
    }
    // Without the store's word the lease is over for us no later than for everybody else.
    for (const one of held.values()) {
      if (clock.monotonic() > one.leaseEnds) one.stop.abort(new StopRun('lease lost'))
    }
    wake()
  }

  const cancelHere = (id: string): void => held.get(id)?.stop.abort(new StopRun('cancelled'))

  return {
    enqueue: (run, tx) => insertRun(tx ?? db, run),
    get: (id) => findRun(db, id),
    log: (id) => listRunLog(db, id),
    cancel: (id) => requestCancel(db, id),
    async start() {
      accepting = true
      unlisten = [
        await options.listen(wakeChannel, wake, wake),
        await options.listen(cancelChannel, cancelHere, () => {
          nextRenewal = 0
        }),
      ]
      timer = setInterval(
        () => {
          ticking ??= tick().finally(() => {
            ticking = null
          })
        },
        Math.min(longestTickMs, renewalMs),
      )
      ticking = tick().finally(() => {
        ticking = null
      })
      await ticking
    },
    async stop(graceMs = 5000) {
      accepting = false
      clearInterval(timer)
      for (const stopListening of unlisten) stopListening()
      await ticking
      await pumping
      const left = [...held.values()]
      for (const one of left) one.stop.abort(new StopRun('shutdown'))
      await within(graceMs, Promise.all(left.map((one) => one.done)))
      for (const one of held.values()) await returnRun(db, one.run.id, { worker: workerId, attempt: one.run.attempt })
    },
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, enough])
  clearTimeout(timer)
}
