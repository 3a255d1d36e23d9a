import type { Tx } from './db/db.ts'

/** Channel on which the store tells of each change in a project, with the commit. Payload: the project's id. */
export const contentChangesChannel = 'atrium_content_changed'

/** Where a request came from and how the caller proved who they are; null where there is no such thing. */
export type ChangeSource = {
  address: string | null
  userAgent: string | null
  credential: 'session' | 'token' | 'background' | null
  /** Id of the token, not its secret. */
  credentialId: string | null
}

/** One line of the change log: what a person would want to read, and what undo needs. */
export type Change = {
  operation: string
  organizationId: string | null
  projectId: string | null
  actorKind: string
  actorId: string | null
  /** Whom the actor was viewing as. */
  asId: string | null
  requestId: string
  targetKind: string
  targetId: string
  /** State before and after, without secrets; null when there was or is none. */
  before: object | null
  after: object | null
  /** `refused`: nothing was changed, for this reason. */
  outcome: 'done' | 'refused'
  reason: string | null
  source: ChangeSource
}

const linesAtOnce = 1000

/**
 * Appends in the transaction of the change itself: either both are there or neither. Last thing in that transaction:
 * the store chains the lines under a lock that others wait for until the commit (decision 0007).
 */
export async function appendChanges(tx: Tx, changes: readonly Change[], at: Date): Promise<void> {
  for (let from = 0; from < changes.length; from += linesAtOnce) {
    await tx
      .insertInto('change_log')
      .values(changes.slice(from, from + linesAtOnce).map((change) => rowOf(change, at)))
      .execute()
  }
}

const rowOf = (change: Change, at: Date) => ({
  at,
  organization_id: change.organizationId,
  project_id: change.projectId,
  actor_kind: change.actorKind,
  actor_id: change.actorId,
  as_id: change.asId,
  request_id: change.requestId,
  operation: change.operation,
  target_kind: change.targetKind,
  target_id: change.targetId,
  before: change.before === null ? null : JSON.stringify(change.before),
  after: change.after === null ? null : JSON.stringify(change.after),
  outcome: change.outcome,
  reason: change.reason,
  address: change.source.address,
  user_agent: change.source.userAgent?.slice(0, 300) ?? null,
  credential: change.source.credential,
  credential_id: change.source.credentialId,
})
