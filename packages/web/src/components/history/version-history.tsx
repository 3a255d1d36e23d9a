import { Skeleton, Title } from '@mantine/core'
import { useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEvent } from '../../api/time-travel.ts'
import { QueryBoundary } from '../query-boundary.tsx'
import { useGo } from '../use-go.ts'
import { WithHistory, type HistoryVersion } from './history-panel.tsx'
import { VersionViews } from './version-views.tsx'

/** A version as the server keeps it. */
export type OldVersion<D> = { document: D; createdAt: string }

type Shown<D> = {
  /** As it is now. */
  current: D
  versionQuery: (versionUuid: string) => UseQueryOptions<OldVersion<D>, Error, OldVersion<D>, string[]>
  /** How a state of it looks. */
  renderState: (document: D) => ReactNode
  /** What differs from one state to another. */
  renderDifference: (before: D, after: D) => ReactNode
  skeleton: ReactNode
}

type Props<D> = Shown<D> & {
  name: string
  /** Versions, oldest first, each with what it changed in words. */
  history: UseQueryResult<HistoryVersion[]>
  /** What else happened to it, oldest first. */
  events: readonly HistoryEvent[] | undefined
  /** Where the thing itself is, and where this page is. */
  closeHref: string
  pageHref: string
  /** Writes a version as the newest one; absent for those who may not. */
  onRestore: ((versionUuid: string) => Promise<unknown>) | undefined
}

/** A thing beside its versions; the one that is looked at is in the address. */
export function VersionHistory<D>({ name, history, events, closeHref, pageHref, onRestore, ...shownAs }: Props<D>) {
  const go = useGo()
  const shown = useLocation({ select: ({ searchStr }) => new URLSearchParams(searchStr).get('version') })
  const show = (versionUuid: string | null): void => go(versionUuid === null ? pageHref : `${pageHref}?version=${encodeURIComponent(versionUuid)}`)
  const versions = history.data ?? []
  const before = versions[versions.findIndex(({ versionUuid }) => versionUuid === shown) - 1]?.versionUuid ?? null
  return (
    <WithHistory query={history} events={events} closeHref={closeHref} shown={shown} onShow={show} onRestore={onRestore}>
      <Title order={1} size="h3" px={{ base: 10, sm: 16 }} pt="md" pb="xs">
        {name}
      </Title>
      {shown === null ? (
        shownAs.renderState(shownAs.current)
      ) : (
        <Version key={shown} {...shownAs} versionUuid={shown} beforeUuid={before} onClose={() => show(null)} />
      )}
    </WithHistory>
  )
}

type VersionProps<D> = Shown<D> & { versionUuid: string; beforeUuid: string | null; onClose: () => void }

function Version<D>({ current, versionQuery, renderState, renderDifference, skeleton, versionUuid, beforeUuid, onClose }: VersionProps<D>) {
  const { t } = useTranslation()
  const version = useQuery(versionQuery(versionUuid))
  return (
    <QueryBoundary query={version} failed={t('dashboard.history.versionFailed')} skeleton={skeleton}>
      {({ document, createdAt }) => (
        <VersionViews
          savedAt={createdAt}
          look={renderState(document)}
          withPrevious={
            beforeUuid === null ? null : <SinceVersion query={versionQuery(beforeUuid)} renderDifference={(before) => renderDifference(before, document)} />
          }
          withCurrent={renderDifference(current, document)}
          onClose={onClose}
        />
      )}
    </QueryBoundary>
  )
}

function SinceVersion<D>({ query, renderDifference }: { query: ReturnType<Shown<D>['versionQuery']>; renderDifference: (before: D) => ReactNode }) {
  const { t } = useTranslation()
  const before = useQuery(query)
  return (
    <QueryBoundary query={before} failed={t('dashboard.history.versionFailed')} skeleton={<Skeleton height={160} />}>
      {({ document }) => renderDifference(document)}
    </QueryBoundary>
  )
}
