import { describe, expect, it } from 'vitest'
import type { AppRun } from '../../../domain/apps/runs/types.ts'
import type { AppSchedule } from '../../../domain/apps/schedules/types.ts'
import { words, yesOrNo } from './lenient.ts'
import { toRun } from './run.ts'
import { runProject, toStart } from './run-request.ts'
import { toSchedule } from './schedule.ts'

const wish = (body: unknown) => {
  const { usesCachedSql, updatesPublished, isDryRun } = toStart('app', runProject.parse(body))
  return { usesCachedSql, updatesPublished, isDryRun }
}

describe('what a run is asked for with', () => {
  it.each([
    [null, true, false],
    [{}, true, false],
    [{ updateCache: true }, false, true],
    [{ updateCache: 'false' }, true, false],
    [{ updateCache: true, inputParams: { a: 1 } }, false, false],
    [{ updateCache: true, viewId: 'v' }, false, false],
    [{ updateCache: true, useCachedSqlResults: true, updatePublishedResults: false }, true, false],
    [{ useCachedSqlResults: 'False' }, false, false],
    // What contradicts itself is refused further down, in words.
    [{ updatePublishedResults: 'true', inputParams: { a: 1 } }, true, true],
  ])('%j', (body, usesCachedSql, updatesPublished) => {
    expect(wish(body)).toEqual({ usesCachedSql, updatesPublished, isDryRun: false })
  })

  it('takes of notices what our own door takes, and no more', () => {
    const taken = (notice: object): boolean => runProject.safeParse({ notifications: [{ type: 'ALL', ...notice }] }).success
    const fit = [{ subject: 's'.repeat(500) }, { body: 'b'.repeat(10_000) }, { slackChannelIds: ['C0123'] }]
    expect(fit.map(taken)).toEqual(fit.map(() => true))
    const tooMuch = [{ subject: 's'.repeat(501) }, { body: 'b'.repeat(10_001) }, { slackChannelIds: ['#general'] }]
    expect(tooMuch.map(taken)).toEqual(tooMuch.map(() => false))
  })

  it.each([
    [{ includeSuccessScreenshot: 'true' }, 'png'],
    [{ includeSuccessScreenshot: true, screenshotFormat: 'pdf' }, 'pdf'],
    [{ includeSuccessScreenshot: false, screenshotFormat: 'pdf' }, undefined],
    [{}, undefined],
  ])('takes the picture of a notice: %j', (asked, picture) => {
    const { notifications } = toStart('app', runProject.parse({ notifications: [{ type: 'ALL', ...asked }] }))
    expect(notifications[0]?.picture).toBe(picture)
  })

  it('takes keys that it does not know', () => {
    expect(wish({ inputs: { a: 1 }, notifyWhenNotPending: true, dryRun: 'True' }).isDryRun).toBe(true)
  })
})

const run: AppRun = {
  id: 'r',
  appId: 'a',
  projectId: 'p',
  sessionId: 's',
  trigger: 'api',
  revision: 3,
  draftVersion: null,
  state: 'pending',
  inputs: {},
  viewId: null,
  scheduleId: null,
  usesCachedSql: true,
  updatesPublished: false,
  notices: [],
  failure: null,
  owner: null,
  tokenId: null,
  createdAt: new Date('2026-03-01T10:00:00Z'),
  startedAt: null,
  endedAt: null,
}
const told = { runUrl: 'http://127.0.0.1/run', traceId: 't', now: new Date('2026-03-01T10:00:01.234Z') }

describe('a run', () => {
  it('has times from the beginning, in whole milliseconds', () => {
    expect(toRun(run, told)).toMatchObject({ status: 'PENDING', startTime: '2026-03-01T10:00:00.000Z', endTime: null, elapsedTime: 1234 })
  })

  it('tells of its states when it is asked to, and of a draft as one', () => {
    const ended = { ...run, state: 'killed', revision: null, trigger: 'person', endedAt: new Date('2026-03-01T10:00:02Z') } as const
    expect(toRun(ended, { ...told, withEvents: true })).toMatchObject({
      projectVersion: 'draft',
      elapsedTime: 2000,
      stateEvents: [{ value: 'PENDING' }, { value: 'KILLED', timestamp: '2026-03-01T10:00:02.000Z' }],
    })
    expect(toRun(ended, told)).not.toHaveProperty('runTrigger')
  })
})

describe('a schedule', () => {
  it('says one way, all others null, and its zone as the offset of the moment', () => {
    const weekly = { cadence: { kind: 'weekly', weekday: 1, hour: 6, minute: 30 }, timezone: 'Europe/Berlin', isEnabled: true } as AppSchedule
    const none = { hourly: null, daily: null, monthly: null, custom: null }
    const at = (day: string, timezone = 'Europe/Berlin') => toSchedule({ ...weekly, timezone }, new Date(day))
    expect(at('2026-01-15')).toEqual({
      ...none,
      cadence: 'WEEKLY',
      enabled: true,
      weekly: { timezone: '+01:00', hour: 6, minute: 30, dayOfWeek: 'MONDAY' },
    })
    expect([at('2026-07-15').weekly?.timezone, at('2026-07-15', 'UTC').weekly?.timezone, at('2026-07-15', 'Asia/Kolkata').weekly?.timezone]).toEqual([
      '+02:00',
      '+00:00',
      '+05:30',
    ])
  })
})

it('words of addresses are read as clients write them', () => {
  expect(['true', 'True', 'FALSE', true, '1', '0'].map((word) => yesOrNo.parse(word))).toEqual([true, true, false, true, true, false])
  expect(yesOrNo.safeParse('perhaps').success).toBe(false)
  expect(words.parse(['a', 'b,c', ''])).toEqual(['a', 'b', 'c'])
})
