import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { AppRun, RunNotice } from '../../apps/runs/types.ts'
import { appRunText, type Told } from './app-run-mail.ts'
import { appRunWords, pictureTokenOver, slackRefuses } from './app-run-words.ts'

const startedAt = new Date('2026-11-22T12:00:00Z')
const run = (more: Partial<AppRun>): AppRun =>
  ({ state: 'completed', startedAt, endedAt: new Date(startedAt.getTime() + 12_000), failure: null, owner: null, ...more }) as AppRun
const told = (more: Partial<Told>): string =>
  appRunText({
    app: 'Sales',
    run: run({}),
    notice: { subject: null, body: null } as RunNotice,
    link: 'https://a.example/runs/1',
    language: 'de',
    drawn: null,
    ...more,
  })

describe('whoever reads German', () => {
  it.each([
    ['completed', 'Der Lauf der App „Sales“ ist nach 12 s fertig.'],
    ['errored', 'Der Lauf der App „Sales“ ist nach 12 s fehlgeschlagen.'],
    ['killed', 'Der Lauf der App „Sales“ wurde nach 12 s abgebrochen.'],
  ] as const)('is told how a run ended: %s', (state, line) => expect(told({ run: run({ state }) }).split('\n')[1]).toBe(line))

  const pages = JSON.parse(readFileSync(new URL('../../../../../web/src/i18n/de/app-runs.json', import.meta.url), 'utf8')) as {
    appRuns: { failure: Record<string, string> }
  }
  it.each([...Object.keys(pages.appRuns.failure), null])('is told in German why a run failed: %s', (reason) => {
    const text = told({ run: run({ state: 'errored', failure: { code: 'internal', message: 'In English.', reason } }) })
    expect(text).not.toContain('In English.')
    expect(text.includes(appRunWords.de.failed({ message: '', reason: null }))).toBe(reason === null)
  })

  it.each(['drawing_too_hard', 'drawings_waiting', pictureTokenOver, slackRefuses, null])('is told in German why there is no picture: %s', (reason) => {
    const text = told({ drawn: { problem: { message: 'In English.', reason } } })
    expect(text).toContain('Ein Bild davon gibt es nicht: ')
    expect(text).not.toContain('In English.')
  })
})

it('whoever reads English is told what the run said of itself', () => {
  const failure = { code: 'query_failed', message: '2 cells failed.', reason: 'cells_failed' }
  expect(told({ language: 'en', run: run({ state: 'errored', failure }) })).toContain('failed after 12 s.\n2 cells failed.\n')
})
