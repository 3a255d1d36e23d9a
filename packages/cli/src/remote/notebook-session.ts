import { setTimeout as sleep } from 'node:timers/promises'
import { cellLabels, type NotebookDocument } from '@atrium/documents'
import { CliError, exitCode } from '../cli-error.ts'
import type { Server } from './server.ts'

/** What came of a cell. */
export type Outcome = {
  cellId: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'left_out' | 'cancelled'
  tables: Record<string, object>
  values: Record<string, unknown>
  displays: ({ kind: 'text'; text: string } | { kind: 'value'; value: unknown } | { kind: 'table' })[]
  text: string
  written?: { table: string; mode: string; rows: number }
  failure: { message: string } | null
  startedAt: string | null
}

/** A session of a notebook, or of the app that is published of it. */
export type Session = {
  uuid: string
  inputs: Record<string, unknown>
  outcomes: Outcome[]
  failure: { message: string } | null
  endedAt: string | null
}

export type SessionCell = { id: string; kind: string; label: string; inputName?: string }

const askedEveryMs = 500
const addressOf = (uuid: string): string => `/api/v1/app/app-sessions/${uuid}`

/** Opens a session, does the work in it, and ends it with whatever runs there; so does Ctrl-C. */
export async function inSession<T>(
  server: Server,
  { notebook, of, inputs }: { notebook: string; of: 'draft' | 'published'; inputs: Record<string, unknown> },
  work: (session: Session, stopped: AbortSignal) => Promise<T>,
): Promise<T> {
  const session = await server.call<Session>('POST', `/api/v1/app/apps/${notebook}/sessions`, { of, inputs })
  const stopped = new AbortController()
  const stop = (): void => stopped.abort(new CliError(exitCode.failed, 'Stopped.'))
  process.once('SIGINT', stop)
  try {
    return await work(session, stopped.signal)
  } finally {
    process.off('SIGINT', stop)
    await server.call('DELETE', addressOf(session.uuid))
  }
}

/** Runs all cells of a session, and answers it when they have ended. */
export async function runAll(
  server: Server,
  { session, isFresh, stopped }: { session: Session; isFresh: boolean; stopped: AbortSignal },
): Promise<{ session: Session; ran: Outcome[] }> {
  const address = addressOf(session.uuid)
  const before = new Map(session.outcomes.map((outcome) => [outcome.cellId, signOf(outcome)]))
  const { planned } = await server.call<{ planned: string[] }>('POST', `${address}/runs`, {
    wanted: { how: 'all' },
    ...(isFresh ? { usesCachedSql: false } : {}),
  })
  const asked = new Set(planned)
  for (;;) {
    const now = await server.call<Session>('GET', address)
    const ran = now.outcomes.filter(({ cellId }) => asked.has(cellId))
    // An app begins with what its last run gave: that is not what came of this one.
    const isBegun = asked.size === 0 || ran.some((outcome) => before.get(outcome.cellId) !== signOf(outcome))
    if (now.failure !== null) throw new CliError(exitCode.failed, now.failure.message)
    if (now.endedAt !== null) throw new CliError(exitCode.failed, 'The session was ended before its cells were.')
    const isOver = ran.every(({ state }) => state !== 'waiting' && state !== 'running')
    if (isBegun && isOver) return { session: now, ran }
    await sleep(askedEveryMs, undefined, { signal: stopped }).catch((error: unknown) => {
      throw stopped.reason ?? error
    })
  }
}

const signOf = ({ state, startedAt }: Outcome): string => `${state} ${startedAt ?? ''}`

/** The cells that the caller sees of a session, in the order of the page. */
export async function cellsOf(
  server: Server,
  { notebook, session, of }: { notebook: string; session: string; of: 'draft' | 'published' },
): Promise<SessionCell[]> {
  if (of === 'published') {
    type Shown = { id: string; kind: string; title: string | null; input?: { name: string } }
    const { cells } = await server.call<{ cells: Shown[] }>('GET', `${addressOf(session)}/app`)
    return cells.map(({ id, kind, title, input }) => ({
      id,
      kind,
      label: title ?? input?.name ?? id,
      ...(input === undefined ? {} : { inputName: input.name }),
    }))
  }
  type State = { published: { document: NotebookDocument }; draft: { document: NotebookDocument } | null }
  const { published, draft } = await server.call<State>('GET', `/api/v1/app/drafts/apps/${notebook}`)
  const { document } = draft ?? published
  const labels = cellLabels(document)
  return document.cells.map((cell) => ({
    id: cell.id,
    kind: cell.kind,
    label: labels.get(cell.id) ?? cell.id,
    ...(cell.kind === 'input' ? { inputName: cell.name } : {}),
  }))
}

/** What a cell of a session shows. */
export const viewOf = <T>(server: Server, session: string, { cell, ...query }: { cell: string; name?: string; limit: number }): Promise<T> =>
  server.call<T>('GET', `${addressOf(session)}/cells/${encodeURIComponent(cell)}/view?${new URLSearchParams({ ...query, limit: String(query.limit) })}`)
