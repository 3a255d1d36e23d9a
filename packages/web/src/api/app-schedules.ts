import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { GivenNotice, RunNotice } from './app-runs.ts'
import { request } from './client.ts'
import type { Refusal } from './message-of.ts'

export const cadenceKinds = ['hourly', 'daily', 'weekly', 'monthly', 'cron'] as const

export type Cadence =
  | { kind: 'hourly'; minute: number }
  | { kind: 'daily'; hour: number; minute: number }
  | { kind: 'weekly'; weekday: number; hour: number; minute: number }
  | { kind: 'monthly'; day: number; hour: number; minute: number }
  | { kind: 'cron'; cron: string }

export type AppSchedule = {
  uuid: string
  cadence: Cadence
  cron: string
  timezone: string
  viewUuid: string | null
  usesCachedSql: boolean
  updatesPublished: boolean
  notifications: RunNotice[]
  isEnabled: boolean
  stoppedBecause: 'owner_gone' | 'owner_may_not' | 'app_unpublished' | 'view_missing' | null
  nextTimes: string[]
  by: { userUuid: string; firstName: string; lastName: string } | null
}

export type GivenSchedule = Pick<AppSchedule, 'cadence' | 'timezone' | 'viewUuid' | 'usesCachedSql' | 'updatesPublished' | 'isEnabled'> & {
  notifications: GivenNotice[]
}

const app = (uuid: string, rest: string): string => `/api/v1/app/apps/${encodeURIComponent(uuid)}${rest}`

export const appSchedulesQuery = (uuid: string) =>
  queryOptions({ queryKey: ['app', uuid, 'schedules'], queryFn: ({ signal }) => request<AppSchedule[]>(app(uuid, '/schedules'), { signal }) })

export const createAppSchedule = (uuid: string, given: GivenSchedule): Promise<AppSchedule> => request(app(uuid, '/schedules'), { method: 'POST', body: given })

export const updateAppSchedule = (uuid: string, scheduleUuid: string, given: GivenSchedule): Promise<AppSchedule> =>
  request(app(uuid, `/schedules/${encodeURIComponent(scheduleUuid)}`), { method: 'PUT', body: given })

export const deleteAppSchedule = (uuid: string, scheduleUuid: string): Promise<unknown> =>
  request(app(uuid, `/schedules/${encodeURIComponent(scheduleUuid)}`), { method: 'DELETE' })

/** The next times of what is not saved. */
export const nextTimesQuery = (uuid: string, given: { cadence: Cadence; timezone: string }) =>
  queryOptions({
    queryKey: ['app', uuid, 'next-times', given],
    queryFn: ({ signal }) =>
      request<{ nextTimes: string[]; problem: Refusal | null }>(app(uuid, '/schedules/next-times'), { method: 'POST', body: given, signal }),
    placeholderData: keepPreviousData,
  })

/** What a schedule tells, as it is sent: what is said alike to several is one. */
export function givenNotices(notices: readonly RunNotice[]): GivenNotice[] {
  const alike = new Map<string, GivenNotice>()
  for (const { type, subject, body, picture, recipientType, recipient } of notices) {
    const key = JSON.stringify([type, subject, body, picture])
    const given = alike.get(key) ?? {
      type,
      userUuids: [],
      groupUuids: [],
      slackChannelIds: [],
      ...(subject === null ? {} : { subject }),
      ...(body === null ? {} : { body }),
      ...(picture === null ? {} : { picture }),
    }
    given[listOf[recipientType]].push(recipient.id)
    alike.set(key, given)
  }
  return [...alike.values()]
}

const listOf = { user: 'userUuids', group: 'groupUuids', slack_channel: 'slackChannelIds' } as const
