import type { Actor } from '../../access/actor.ts'
import type { NewRun } from '../../jobs/run.ts'
import type { OutlinedExplore } from './model-outline.ts'
import type { Project } from './types.ts'

export const validationTargets = ['charts', 'dashboards', 'tables'] as const
export type ValidationTarget = (typeof validationTargets)[number]

/** What a run of the kind `validate_project` is asked. */
export type ValidationRequest = {
  /** Null: all. */
  targets: readonly ValidationTarget[] | null
  /** A model that a client asks about; null: the one that serves when the run begins. */
  outline: readonly OutlinedExplore[] | null
}

/** The run that validates a project's content. Never joined to one that runs: that one may have read an older model. */
export function validationRun(actor: Actor, project: Project, { targets, outline }: ValidationRequest): NewRun {
  return {
    kind: 'validate_project',
    payload: { projectId: project.id, targets, outline },
    organizationId: project.organizationId,
    projectId: project.id,
    createdBy: actor.kind === 'user' ? actor.userId : null,
    groupKey: `validate:${project.id}`,
  }
}
