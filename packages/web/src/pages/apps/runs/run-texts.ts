import { tellFailure } from '@atrium/documents'
import type { TFunction } from 'i18next'
import type { AppRun, RunCell } from '../../../api/app-runs.ts'
import { tellRefusal } from '../../../api/message-of.ts'
import { nameOf } from '../../../api/members.ts'

const told = [
  'cells_failed',
  'run_lost',
  'run_too_long',
  'no_session',
  'draft_conflict',
  'draft_gone',
  'published_meanwhile',
  'owner_gone',
  'right_lost',
  'token_over',
  'deactivated',
] as const

/** Why a run did not complete, in the reader's language where it is one of the house's reasons. */
export function failureText(t: TFunction, failure: NonNullable<AppRun['failure']>): string {
  const known = told.find((reason) => reason === failure.reason)
  return known === undefined ? tellRefusal(failure) : t(`appRuns.failure.${known}`)
}

/** What a cell said when it failed, with its place. */
export function cellFailureText(t: TFunction, failure: NonNullable<RunCell['failure']>, locale: string): string {
  const { line } = failure
  const { message, hint } = tellFailure(failure, locale)
  const said = line === null ? message : t('appRuns.line', { line, message })
  return hint === null ? said : `${said} ${hint}`
}

export const ownerText = (t: TFunction, { by }: Pick<AppRun, 'by'>): string => (by === null ? t('appRuns.nobody') : nameOf({ ...by, email: '' }))

/** How long something took, in the reader's words: "40 ms", "1.4 sec", "3 min". */
export function durationText(ms: number, locale: string): string {
  const [value, unit] = ms < 100 ? ([ms, 'millisecond'] as const) : ms < 90_000 ? ([ms / 1000, 'second'] as const) : ([ms / 60_000, 'minute'] as const)
  const digits = unit !== 'millisecond' && value < 10 ? 1 : 0
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(value)
}

/** How long a run took; null while it goes on. */
export const tookText = ({ startedAt, endedAt }: AppRun, locale: string): string | null =>
  startedAt === null || endedAt === null ? null : durationText(new Date(endedAt).getTime() - new Date(startedAt).getTime(), locale)
