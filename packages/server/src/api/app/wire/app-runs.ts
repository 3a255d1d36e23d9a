import { z } from 'zod'
import type { RunCell } from '../../../domain/apps/runs/get-run-cells.ts'
import {
  appRunStates,
  noticeLimits,
  noticePictures,
  noticeTypes,
  runEvents,
  runTriggers,
  type AppRun,
  type GivenNotice,
  type RunLogLine,
  type RunNotice,
} from '../../../domain/apps/runs/types.ts'
import { personWire, toPerson } from './version.ts'
import { cellFailureWire } from './cell-failure.ts'

/** Whom to tell, as it is asked for. */
export const givenNotices = z
  .array(
    z.strictObject({
      type: z.enum(noticeTypes),
      userUuids: z.array(z.string()).max(100).default([]),
      groupUuids: z.array(z.string()).max(100).default([]),
      slackChannelIds: z.array(z.string().regex(noticeLimits.slackChannelId, 'is not the id of a channel in Slack')).max(100).default([]),
      subject: z.string().trim().min(1).max(noticeLimits.subject).optional(),
      body: z.string().trim().min(1).max(noticeLimits.body).optional(),
      /** What is drawn of the app when it went well, as whoever had it run sees it. */
      picture: z.enum(noticePictures).optional(),
    }),
  )
  .max(20)
  .default([])

export const fromNotices = (given: z.infer<typeof givenNotices>): GivenNotice[] =>
  given.map(({ type, userUuids: userIds, groupUuids: groupIds, slackChannelIds, subject, body, picture }) => ({
    type,
    userIds,
    groupIds,
    slackChannelIds,
    ...(subject === undefined ? {} : { subject }),
    ...(body === undefined ? {} : { body }),
    ...(picture === undefined ? {} : { picture }),
  }))

/** Whom a run tells: one for each recipient. */
export const noticeWire = z.object({
  type: z.enum(noticeTypes),
  recipientType: z.enum(['user', 'group', 'slack_channel']),
  recipient: z.object({ id: z.string(), name: z.string() }),
  subject: z.string().nullable(),
  body: z.string().nullable(),
  picture: z.enum(noticePictures).nullable(),
})

export const toNotice = ({ type, recipientType, recipient: { id, name }, subject, body, picture }: RunNotice): z.infer<typeof noticeWire> => ({
  type,
  recipientType,
  recipient: { id, name },
  subject,
  body,
  picture,
})

/** One run of an app. */
export const appRunWire = z.object({
  uuid: z.string(),
  appUuid: z.string(),
  sessionUuid: z.string(),
  trigger: z.enum(runTriggers),
  /** Null: the draft. */
  version: z.number().nullable(),
  /** Of the draft that is published when it completes. */
  draftVersion: z.string().nullable(),
  state: z.enum(appRunStates),
  inputs: z.record(z.string(), z.unknown()),
  viewUuid: z.string().nullable(),
  scheduleUuid: z.string().nullable(),
  usesCachedSql: z.boolean(),
  updatesPublished: z.boolean(),
  notifications: z.array(noticeWire),
  failure: z.object({ code: z.string(), message: z.string(), reason: z.string().nullable() }).nullable(),
  by: personWire.nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
})

export const toAppRunWire = (run: AppRun): z.infer<typeof appRunWire> => ({
  uuid: run.id,
  appUuid: run.appId,
  sessionUuid: run.sessionId,
  trigger: run.trigger,
  version: run.revision,
  draftVersion: run.draftVersion,
  state: run.state,
  inputs: { ...run.inputs },
  viewUuid: run.viewId,
  scheduleUuid: run.scheduleId,
  usesCachedSql: run.usesCachedSql,
  updatesPublished: run.updatesPublished,
  notifications: run.notices.map(toNotice),
  failure: run.failure,
  by: toPerson(run.owner),
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  endedAt: run.endedAt?.toISOString() ?? null,
})

export const runCellWire = z.object({
  cellId: z.string(),
  label: z.string().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'left_out', 'cancelled']),
  ms: z.number().nullable(),
  failure: cellFailureWire.nullable(),
})

export const toRunCell = ({ cellId, label, state, ms, failure }: RunCell): z.infer<typeof runCellWire> => ({ cellId, label, state, ms, failure })

export const logLineWire = z.object({
  at: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  event: z.enum(runEvents),
  cellId: z.string().nullable(),
  message: z.string().nullable(),
  /** Of a table that a cell wrote. */
  written: z.object({ table: z.string(), mode: z.enum(['append', 'replace']), rows: z.number() }).nullable(),
})

export const toLogLine = ({ at, ...line }: RunLogLine): z.infer<typeof logLineWire> => ({ at: at.toISOString(), ...line })
