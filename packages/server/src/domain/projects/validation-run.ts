import type { Actor } from '../../access/actor.ts'
import type { NewRun } from '../../jobs/run.ts'
import { insertRun } from '../../jobs/run-store.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { OutlinedExplore } from './model-outline.ts'
import type { Project } from './types.ts'

export const validationTargets = ['charts', 'dashboards', 'tables'] as const
export type ValidationTarget = (typeof validationTargets)[number]

/** Of the model that serves, and of explores that a client asks about. */
export const validationKinds = { project: 'validate_project', sent: 'validate_explores' } as const

/** What a run of these kinds is asked. */
export type ValidationRequest = {
  /** Null: all. */
  targets: readonly ValidationTarget[] | null
  /** A model that a client asks about; null: the one that serves when the run begins. */
  outline: readonly OutlinedExplore[] | null
}

/** The run that validates a project's content. Never joined to one that runs: that one may have read an older model. */
export function validationRun(actor: Actor, project: Project, { targets, outline }: ValidationRequest): NewRun {
  return {
    kind: outline === null ? validationKinds.project : validationKinds.sent,
    payload: { projectId: project.id, targets, outline },
    organizationId: project.organizationId,
    projectId: project.id,
    createdBy: actor.kind === 'user' ? actor.userId : null,
    groupKey: `validate:${project.id}`,
  }
}

/** Has all content validated against the model that serves once this transaction is committed. */
export async function queueValidation(tx: Tx, actor: Actor, project: Project): Promise<void> {
  await insertRun(tx, validationRun(actor, project, { targets: null, outline: null }))
}
