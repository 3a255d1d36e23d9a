import { Badge, Group, Text, type MantineColor } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../../api/app-sessions.ts'
import { Ago } from '../../../components/ago.tsx'
import { useLanguage } from '../../../i18n/language.ts'

export type ShownState = Outcome['state'] | 'never'

const colors: Readonly<Record<ShownState, MantineColor>> = {
  never: 'gray',
  waiting: 'gray',
  running: 'brand',
  done: 'green',
  failed: 'red',
  left_out: 'gray',
  cancelled: 'gray',
}

type Props = {
  outcome: Outcome | undefined
  /** It waits for its turn. */ isPlanned: boolean
  isStale: boolean
  /** As a component was published anew. */ isRepublished: boolean
}

/** Where a cell stands: in a word, with how long it took and how old what it says is. */
export function OutcomeLine({ outcome, isPlanned, isStale, isRepublished }: Props) {
  const { t } = useTranslation()
  const state = shownState(outcome, isPlanned)
  const isFinished = state === 'done'
  return (
    <Group gap={6} wrap="wrap" style={{ rowGap: 2 }}>
      {!isFinished && state !== 'never' && (
        <Badge size="sm" variant="light" color={colors[state]} c="var(--mantine-color-text)" tt="none">
          {t(`appSession.states.${state}`)}
        </Badge>
      )}
      {isStale && (state === 'done' || state === 'never') && (
        <Badge size="sm" variant="light" color="orange" c="var(--mantine-color-text)" tt="none">
          {t(state === 'never' ? 'appSession.states.never' : isRepublished ? 'appSession.republished' : 'appSession.stale')}
        </Badge>
      )}
      {outcome !== undefined && (
        <Text size="xs" c="dimmed" className="numbers">
          <Told outcome={outcome} state={state} />
        </Text>
      )}
    </Group>
  )
}

/** The state of a cell, with that of one which was planned and has not begun. */
export const shownState = (outcome: Outcome | undefined, isPlanned: boolean): ShownState =>
  outcome?.state === 'running' ? 'running' : isPlanned ? 'waiting' : (outcome?.state ?? 'never')

function Told({ outcome, state }: { outcome: Outcome; state: ShownState }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (state === 'running') return outcome.startedAt === null ? null : <Elapsed since={outcome.startedAt} />
  if (state !== 'done' && state !== 'failed') return null
  return (
    <>
      {outcome.ms !== null && duration(outcome.ms, locale)}
      {outcome.cache !== null && outcome.cache !== 'miss' && ` · ${t(`appSession.cache.${outcome.cache}`)}`}
      {outcome.dataAsOf !== null && (
        <>
          {' · '}
          {t('results.asOf')} <Ago at={outcome.dataAsOf} />
        </>
      )}
    </>
  )
}

/** Counts up from when it began. */
function Elapsed({ since }: { since: string }) {
  const { locale } = useLanguage()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <span aria-hidden>{duration(Math.max(0, now - new Date(since).getTime()), locale)}</span>
}

function duration(ms: number, locale: string): string {
  const isShort = ms < 1000
  const value = isShort ? Math.round(ms) : ms / 1000
  return new Intl.NumberFormat(locale, { style: 'unit', unit: isShort ? 'millisecond' : 'second', maximumFractionDigits: isShort ? 0 : 1 }).format(value)
}
