import type { InputValue } from '@atrium/documents'
import { z } from 'zod'
import type { SeenEvent } from '../../../domain/apps/sessions/follow-session.ts'
import type { SeenOutcome } from '../../../domain/apps/sessions/outcome-as-seen.ts'
import type { SessionState } from '../../../domain/apps/sessions/session-state.ts'
import { cellFailureWire, cellNoteWire } from './cell-failure.ts'

const table = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string(), engineType: z.string() })),
  rows: z.number(),
  truncated: z.boolean(),
  partial: z.boolean(),
})

/** What came of a cell; rows are asked for by pages. */
const outcomeWire = z.object({
  cellId: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'left_out', 'cancelled']),
  fingerprint: z.string().nullable(),
  tables: z.record(z.string(), table),
  values: z.record(z.string(), z.unknown()),
  displays: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('value'), value: z.unknown() }),
      z.object({ kind: z.literal('table'), table }),
    ]),
  ),
  text: z.string(),
  textCut: z.boolean(),
  notes: z.array(cellNoteWire),
  /** Into which table of the warehouse it wrote. */
  written: z.object({ table: z.string(), mode: z.enum(['append', 'replace']), rows: z.number(), at: z.string() }).optional(),
  /** Of an input whose default counts and comes from elsewhere: who gave its value; `author`: nothing was found there. */
  defaultBy: z.enum(['attribute', 'result', 'author']).optional(),
  failure: cellFailureWire.nullable(),
  cache: z.enum(['hit', 'joined', 'miss', 'kept']).nullable(),
  dataAsOf: z.string().nullable(),
  queryId: z.string().nullable(),
  startedAt: z.string().nullable(),
  ms: z.number().nullable(),
  /** Made for somebody else's eyes, or logic that an app does not show: nothing but its state is here. */
  isWithheld: z.literal(true).optional(),
})

export const inputValues = z.record(z.string(), z.unknown())

/** Somebody at work in a notebook, or in the app that is published of it. */
export const sessionWire = z.object({
  uuid: z.string(),
  appUuid: z.string(),
  kind: z.string(),
  versionUuid: z.string().nullable(),
  inputs: inputValues,
  /** Inputs whose default comes from elsewhere, and counts. */
  following: z.array(z.string()),
  /** Counts changes of inputs. */
  inputVersion: z.number(),
  outcomes: z.array(outcomeWire),
  /** Cells that would give something else now, or were never run. */
  stale: z.array(z.string()),
  /** Those of them that are stale as a component was published anew. */
  republished: z.array(z.string()),
  /** Cells that run or wait. */
  running: z.array(z.string()),
  /** Why the last run came to nothing, beside what cells say. */
  failure: cellFailureWire.nullable(),
  endedAt: z.string().nullable(),
})

type Table = z.infer<typeof table>

const toTable = ({ columns, rows, truncated, partial }: Table): Table => ({
  columns: columns.map(({ name, type, engineType }) => ({ name, type, engineType })),
  rows,
  truncated,
  partial,
})

export const toOutcome = ({ audience: _, madeOf: _madeOf, tables, displays, values, notes, written, ...said }: SeenOutcome): z.infer<typeof outcomeWire> => ({
  ...said,
  values: { ...values },
  notes: [...notes],
  ...(written === undefined ? {} : { written }),
  tables: Object.fromEntries(Object.entries(tables).map(([name, one]) => [name, toTable({ ...one, columns: [...one.columns] })])),
  displays: displays.map((display) =>
    display.kind === 'table' ? { kind: 'table', table: toTable({ ...display.table, columns: [...display.table.columns] }) } : display,
  ),
})

export const toSession = ({
  session,
  versionId,
  inputs,
  following,
  outcomes,
  stale,
  republished,
  running,
  failure: why,
}: SessionState): z.infer<typeof sessionWire> => ({
  uuid: session.id,
  appUuid: session.notebookId,
  kind: session.kind,
  versionUuid: versionId,
  inputs: { ...inputs },
  following: [...following],
  inputVersion: session.version,
  outcomes: outcomes.map(toOutcome),
  stale: [...stale],
  republished: [...republished],
  running: [...running],
  failure: why,
  endedAt: session.endedAt?.toISOString() ?? null,
})

/** Name and data of an event. */
export function toEvent(event: SeenEvent): { name: SeenEvent['kind']; data: unknown } {
  const { kind: name } = event
  switch (event.kind) {
    case 'session':
      return { name, data: toSession(event.state) }
    case 'outcome':
      return { name, data: toOutcome(event.outcome) }
    case 'inputs':
      return {
        name,
        data: { version: event.version, inputs: event.inputs, following: event.following, by: event.by } satisfies {
          version: number
          inputs: Record<string, InputValue>
          following: readonly string[]
          by: string | null
        },
      }
    case 'state':
      return { name, data: { running: event.running, stale: event.stale, republished: event.republished, failure: event.failure } }
    case 'ended':
      return { name, data: { reason: event.reason } }
  }
}
