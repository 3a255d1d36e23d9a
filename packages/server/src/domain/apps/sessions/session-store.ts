import type { InputValue } from '@atrium/documents'
import { sql } from 'kysely'
import { committedSoon } from '../../../platform/db/commit-soon.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { CellOutcome } from '../execution/outcome.ts'

export type SessionKind = 'notebook' | 'app' | 'run' | 'preview' | 'embed' | 'live'

/** Somebody at work in a notebook or app, as it is kept. */
export type StoredSession = {
  id: string
  notebookId: string
  kind: SessionKind
  /** What it runs; null: the draft. */
  revision: number | null
  ownerId: string | null
  /** Of whoever looks at an embedded app; null for people of ours. */
  attributes: Readonly<Record<string, string>> | null
  /** What was given, by name. Others have their defaults. */
  inputs: Readonly<Record<string, InputValue>>
  /** Counts changes of inputs. */
  version: number
  createdAt: Date
  usedAt: Date
  endedAt: Date | null
}

export type NewSession = Pick<StoredSession, 'id' | 'notebookId' | 'kind' | 'revision' | 'ownerId' | 'attributes' | 'inputs'> & { at: Date }

/** Begins a session, with what is known of its cells from the first moment. */
export async function insertSession(db: Db | Tx, session: NewSession, outcomes: readonly CellOutcome[] = []): Promise<void> {
  const { id, notebookId, kind, revision, ownerId, attributes, inputs, at } = session
  const row = {
    id,
    resource_id: notebookId,
    kind,
    revision,
    owner_id: ownerId,
    attributes: attributes === null ? null : JSON.stringify(attributes),
    inputs: JSON.stringify(inputs),
    created_at: at,
    used_at: at,
    ended_at: null,
  }
  if (outcomes.length === 0) await db.insertInto('app_sessions').values(row).execute()
  else
    await db
      .with('begun', (begun) => begun.insertInto('app_sessions').values(row))
      .insertInto('app_outcomes')
      .values(outcomeRows(id, outcomes, at))
      .execute()
}

export async function findSession(db: Db | Tx, id: string): Promise<StoredSession | null> {
  const row = await db.selectFrom('app_sessions').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    notebookId: row.resource_id,
    kind: row.kind,
    revision: row.revision,
    ownerId: row.owner_id,
    attributes: row.attributes,
    inputs: row.inputs as Record<string, InputValue>,
    version: Number(row.version),
    createdAt: row.created_at,
    usedAt: row.used_at,
    endedAt: row.ended_at,
  }
}

/** The session of a person that was used last of those that run this; open ones before ended ones. */
export async function findResumable(
  db: Db | Tx,
  { notebookId, kind, revision, ownerId }: Pick<StoredSession, 'notebookId' | 'kind' | 'revision'> & { ownerId: string },
): Promise<{ id: string; inputs: StoredSession['inputs']; isOpen: boolean } | null> {
  const { rows } = await sql<{ id: string; inputs: Record<string, InputValue>; isOpen: boolean }>`
    select id, inputs, ended_at is null as "isOpen" from app_sessions
     where owner_id = ${ownerId} and resource_id = ${notebookId} and kind = ${kind} and revision is not distinct from ${revision}
     order by ended_at is null desc, used_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Puts the values of inputs in the place of those of before. Answers the version; null: another was saved since `known`, or the session has ended. */
export async function saveInputs(db: Db | Tx, id: string, change: { inputs: StoredSession['inputs']; known: number; at: Date }): Promise<number | null> {
  const row = await db
    .updateTable('app_sessions')
    .set({ inputs: JSON.stringify(change.inputs), version: change.known + 1, used_at: change.at })
    .where('id', '=', id)
    .where('version', '=', String(change.known))
    .where('ended_at', 'is', null)
    .returning(['version', committedSoon.as('commit')])
    .executeTakeFirst()
  return row === undefined ? null : Number(row.version)
}

/** Takes from one input the value that was known. False: somebody gave it a newer one since, or the session is not there any more. */
export async function dropInput(db: Db | Tx, id: string, { name, known }: { name: string; known: InputValue | undefined }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update app_sessions set inputs = inputs - ${name}::text, version = version + 1
     where id = ${id} and inputs -> ${name} is not distinct from ${known === undefined ? null : JSON.stringify(known)}::jsonb`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function markSessionUsed(db: Db | Tx, id: string, at: Date): Promise<void> {
  await db.updateTable('app_sessions').set({ used_at: at }).where('id', '=', id).execute()
}

/** Ends a session; what came of its cells stays. False: it had ended. */
export async function endSession(db: Db | Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('app_sessions').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps what came of cells, each in the place of what was before. */
export async function saveOutcomes(db: Db | Tx, sessionId: string, outcomes: readonly CellOutcome[], at: Date): Promise<void> {
  if (outcomes.length === 0) return
  await db
    .insertInto('app_outcomes')
    .values(outcomeRows(sessionId, outcomes, at))
    .onConflict((conflict) => conflict.columns(['session_id', 'cell_id']).doUpdateSet({ outcome: sql`excluded.outcome`, at: sql`excluded.at` }))
    .execute()
}

const outcomeRows = (sessionId: string, outcomes: readonly CellOutcome[], at: Date): { session_id: string; cell_id: string; outcome: string; at: Date }[] =>
  outcomes.map((outcome) => ({ session_id: sessionId, cell_id: outcome.cellId, outcome: JSON.stringify(outcome), at }))

/** What came of the cells of a session, by id. */
export async function listOutcomes(db: Db | Tx, sessionId: string): Promise<Map<string, CellOutcome>> {
  const rows = await db.selectFrom('app_outcomes').select(['cell_id', 'outcome']).where('session_id', '=', sessionId).execute()
  return new Map(rows.map(({ cell_id, outcome }) => [cell_id, outcome as CellOutcome]))
}
