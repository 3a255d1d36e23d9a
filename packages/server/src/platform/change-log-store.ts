import type { Tx } from './db/db.ts'

/** One line of the change log: what a person would want to read, and what undo needs. */
export type Change = {
  operation: string
  organizationId: string | null
  projectId: string | null
  actorKind: string
  actorId: string | null
  requestId: string
  targetKind: string
  targetId: string
  /** State before and after, without secrets; null when there was or is none. */
  before: object | null
  after: object | null
}

/** Appends in the transaction of the change itself: either both are there or neither. */
export async function appendChange(tx: Tx, change: Change, at: Date): Promise<void> {
  await tx
    .insertInto('change_log')
    .values({
      at,
      organization_id: change.organizationId,
      project_id: change.projectId,
      actor_kind: change.actorKind,
      actor_id: change.actorId,
      request_id: change.requestId,
      operation: change.operation,
      target_kind: change.targetKind,
      target_id: change.targetId,
      before: change.before === null ? null : JSON.stringify(change.before),
      after: change.after === null ? null : JSON.stringify(change.after),
    })
    .execute()
}
