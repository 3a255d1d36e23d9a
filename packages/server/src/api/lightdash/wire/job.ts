import { z } from 'zod'
import type { Run } from '../../../jobs/run.ts'

const stepStatuses = { queued: 'PENDING', running: 'RUNNING', completed: 'DONE', failed: 'ERROR', cancelled: 'ERROR' } as const
const jobStatuses = { queued: 'STARTED', running: 'RUNNING', completed: 'DONE', failed: 'ERROR', cancelled: 'ERROR' } as const

const stepLabels = { CREATING_PROJECT: 'Creating the project', COMPILING: 'Compiling the models' } as const

const stepWire = z.object({
  jobUuid: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  startedAt: z.string().optional(),
  stepType: z.enum(['TESTING_ADAPTOR', 'COMPILING', 'CREATING_PROJECT']),
  stepStatus: z.enum(['PENDING', 'RUNNING', 'DONE', 'ERROR', 'SKIPPED']),
  stepLabel: z.string(),
  stepError: z.string().nullable(),
  stepDbtLogs: z.null(),
})

export const compileJobWire = z.object({
  jobUuid: z.string(),
  projectUuid: z.string().nullable(),
  userUuid: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  jobType: z.enum(['COMPILE_PROJECT', 'CREATE_PROJECT']),
  jobStatus: z.enum(['STARTED', 'RUNNING', 'DONE', 'ERROR']),
  jobResults: z.object({ projectUuid: z.string() }).optional(),
  steps: z.array(stepWire),
})

/** A compilation with its steps. A new project was made before the run began. */
export function toCompileJob(run: Run): z.infer<typeof compileJobWire> {
  const isNew = run.payload['isNew'] === true
  const updatedAt = (run.finishedAt ?? run.startedAt ?? run.createdAt).toISOString()
  const step = (stepType: keyof typeof stepLabels, state: Run['state']): z.infer<typeof stepWire> => ({
    jobUuid: run.id,
    createdAt: run.createdAt.toISOString(),
    updatedAt,
    ...(run.startedAt === null ? {} : { startedAt: run.startedAt.toISOString() }),
    stepType,
    stepStatus: stepStatuses[state],
    stepLabel: stepLabels[stepType],
    stepError: stepStatuses[state] === 'ERROR' ? (run.error ?? 'It was cancelled') : null,
    stepDbtLogs: null,
  })
  return {
    jobUuid: run.id,
    projectUuid: run.projectId,
    userUuid: run.createdBy,
    createdAt: run.createdAt.toISOString(),
    updatedAt,
    jobType: isNew ? 'CREATE_PROJECT' : 'COMPILE_PROJECT',
    jobStatus: jobStatuses[run.state],
    ...(run.state === 'completed' && run.projectId !== null ? { jobResults: { projectUuid: run.projectId } } : {}),
    steps: [...(isNew ? [step('CREATING_PROJECT', 'completed')] : []), step('COMPILING', run.state)],
  }
}
