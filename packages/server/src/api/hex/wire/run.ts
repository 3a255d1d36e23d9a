import { z } from 'zod'
import { noticePictures, type AppRun, type AppRunState, type RunNotice, type RunTrigger } from '../../../domain/apps/runs/types.ts'
import { timestamp } from './answers.ts'

export const statuses = ['PENDING', 'RUNNING', 'ERRORED', 'COMPLETED', 'KILLED', 'UNABLE_TO_ALLOCATE_KERNEL'] as const
export type Status = (typeof statuses)[number]

const statusOf: Readonly<Record<AppRunState, Status>> = {
  pending: 'PENDING',
  running: 'RUNNING',
  completed: 'COMPLETED',
  errored: 'ERRORED',
  killed: 'KILLED',
  unable_to_allocate_kernel: 'UNABLE_TO_ALLOCATE_KERNEL',
}
export const stateOf = (status: Status): AppRunState => status.toLowerCase() as Lowercase<Status>

export const triggers = { API: 'api', SCHEDULED: 'schedule', APP_REFRESH: 'app_refresh' } as const
/** Those that the format has no word for are listed without one: somebody ran the app by hand. */
export const listedTriggers: readonly RunTrigger[] = ['api', 'person', 'schedule', 'app_refresh']

const notificationWire = z.object({
  type: z.enum(['SUCCESS', 'FAILURE', 'ALL']),
  subject: z.string().optional(),
  body: z.string().optional(),
  recipientType: z.enum(['USER', 'GROUP', 'SLACK_CHANNEL']),
  includeSuccessScreenshot: z.boolean(),
  screenshotFormat: z.array(z.enum(noticePictures)).optional(),
  recipient: z.object({ id: z.string(), name: z.string(), isPrivate: z.boolean().optional() }),
})

const upper = <T extends string>(word: T): Uppercase<T> => word.toUpperCase() as Uppercase<T>

export const toNotification = ({ type, recipientType, recipient, subject, body, picture }: RunNotice): z.infer<typeof notificationWire> => ({
  type: upper(type),
  ...(subject === null ? {} : { subject }),
  ...(body === null ? {} : { body }),
  recipientType: upper(recipientType),
  includeSuccessScreenshot: picture !== null,
  ...(picture === null ? {} : { screenshotFormat: [picture] }),
  recipient,
})

export const startedWire = z.object({
  projectId: z.string(),
  runId: z.string(),
  runUrl: z.url(),
  runStatusUrl: z.url(),
  traceId: z.string(),
  projectVersion: z.int(),
  notifications: z.array(notificationWire),
})

export const runWire = z.object({
  projectId: z.string(),
  projectVersion: z.union([z.int(), z.literal('draft')]),
  runId: z.string(),
  runUrl: z.url(),
  status: z.enum(statuses),
  runTrigger: z.enum(['API', 'SCHEDULED', 'APP_REFRESH']).optional(),
  startTime: timestamp,
  endTime: timestamp.nullable(),
  elapsedTime: z.int(),
  traceId: z.string(),
  notifications: z.array(notificationWire),
  stateEvents: z.array(z.object({ type: z.string(), value: z.enum(statuses), timestamp })).optional(),
})

type Told = { /** Where people look at it. */ runUrl: string; traceId: string; now: Date; /** Also when it came into each state. */ withEvents?: boolean }

/** A run as the format tells of it. Times are never missing: one that waits has begun to be waited for. Milliseconds are whole, since a client counts in whole numbers. */
export function toRun(run: AppRun, { runUrl, traceId, now, withEvents = false }: Told): z.infer<typeof runWire> {
  const start = run.startedAt ?? run.createdAt
  const trigger = Object.entries(triggers).find(([, ours]) => ours === run.trigger)?.[0] as keyof typeof triggers | undefined
  return {
    projectId: run.appId,
    projectVersion: run.revision ?? 'draft',
    runId: run.id,
    runUrl,
    status: statusOf[run.state],
    ...(trigger === undefined ? {} : { runTrigger: trigger }),
    startTime: start.toISOString(),
    endTime: run.endedAt?.toISOString() ?? null,
    elapsedTime: Math.max(0, Math.round((run.endedAt ?? now).getTime() - start.getTime())),
    traceId,
    notifications: run.notices.map(toNotification),
    ...(withEvents ? { stateEvents: eventsOf(run) } : {}),
  }
}

function eventsOf({ state, createdAt, startedAt, endedAt }: AppRun): { type: string; value: Status; timestamp: string }[] {
  const changes: [Status, Date | null][] = [
    ['PENDING', createdAt],
    ['RUNNING', startedAt],
    [statusOf[state], endedAt],
  ]
  return changes.flatMap(([value, at]) => (at === null ? [] : [{ type: 'STATUS', value, timestamp: at.toISOString() }]))
}
