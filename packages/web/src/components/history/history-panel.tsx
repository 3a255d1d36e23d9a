import { ActionIcon, Badge, Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEvent } from '../../api/time-travel.ts'
import { AsOfMenu } from '../../time-travel/as-of-menu.tsx'
import { Ago } from '../ago.tsx'
import { LinkTo } from '../link-to.tsx'
import { QueryBoundary } from '../query-boundary.tsx'
import { toastFailed } from '../toast.ts'
import { toastUndo } from '../toast-undo.ts'
import { useGo } from '../use-go.ts'
import classes from './history.module.css'

/** One saved state of a thing. */
export type HistoryVersion = {
  versionUuid: string
  createdAt: string
  createdBy: { firstName: string; lastName: string } | null
  /** What it changed, in words. */
  changes?: readonly string[]
}

type Props = {
  /** Versions, oldest first. */
  query: UseQueryResult<HistoryVersion[]>
  /** What else happened to it, oldest first. */
  events?: readonly HistoryEvent[] | undefined
  /** Where the thing itself is. */
  closeHref: string
  shown: string | null
  onShow: (versionUuid: string | null) => void
  /** Writes a version as the newest one; absent for those who may not. */
  onRestore?: ((versionUuid: string) => Promise<unknown>) | undefined
}

/** A thing beside its versions. */
export function WithHistory({ children, ...panel }: Props & { children: ReactNode }) {
  return (
    <div className={classes['frame']}>
      <div className={classes['content']}>{children}</div>
      <HistoryPanel {...panel} />
    </div>
  )
}

const shownChanges = 5
const none: readonly HistoryEvent[] = []

/** The versions, newest first: who saved it, when, and what changed; an old one can be looked at and restored as a new version. */
function HistoryPanel({ query, events = none, closeHref, shown, onShow, onRestore }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const [busy, setBusy] = useState<string | null>(null)
  const restore = async (versionUuid: string): Promise<void> => {
    if (onRestore === undefined) return
    const newest = query.data?.at(-1)?.versionUuid
    const newestNow = async (): Promise<string | undefined> => (await query.refetch({ throwOnError: true })).data?.at(-1)?.versionUuid
    setBusy(versionUuid)
    try {
      await onRestore(versionUuid)
      onShow(null)
      const restored = await newestNow()
      const undo = async (before: string): Promise<void> => {
        // What somebody saved meanwhile would be overwritten without a word to them.
        if ((await newestNow()) !== restored) throw new Error(t('history.savedMeanwhile'))
        await onRestore(before)
      }
      if (newest !== undefined) toastUndo({ message: t('history.restored'), failed: t('history.restoreFailed'), onUndo: () => undo(newest) })
    } catch (error) {
      toastFailed(t('history.restoreFailed'), error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <aside aria-label={t('history.title')} className={classes['panel']}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5">
          {t('history.title')}
        </Title>
        <Group gap={6}>
          <AsOfMenu asOf={null} size="xs" onPick={(moment) => go(`${closeHref}?${new URLSearchParams({ asOf: moment }).toString()}`)} />
          <ActionIcon component={LinkTo} href={closeHref} aria-label={t('history.close')}>
            <IconX size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <QueryBoundary query={query} failed={t('history.failed')} skeleton={<Skeleton height={160} />}>
        {(versions) => (
          // Whoever cannot scroll with a wheel scrolls the list by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <ol className={classes['versions']} tabIndex={0} aria-label={t('history.versions')}>
            {withEvents(versions, events).map((entry) =>
              'what' in entry ? (
                <EventItem key={`${entry.what} ${entry.at}`} event={entry} />
              ) : (
                <VersionItem
                  key={entry.versionUuid}
                  version={entry}
                  isCurrent={entry === versions.at(-1)}
                  isShown={entry.versionUuid === shown}
                  busy={busy === entry.versionUuid}
                  onShow={onShow}
                  onRestore={onRestore === undefined ? undefined : restore}
                />
              ),
            )}
          </ol>
        )}
      </QueryBoundary>
    </aside>
  )
}

/** Versions and what else happened, the latest first. */
function withEvents(versions: readonly HistoryVersion[], events: readonly HistoryEvent[]): (HistoryVersion | HistoryEvent)[] {
  const timeOf = (entry: HistoryVersion | HistoryEvent): number => Date.parse('what' in entry ? entry.at : entry.createdAt)
  // Of what happened at one moment the later stays before.
  return [...versions, ...events].toReversed().toSorted((a, b) => timeOf(b) - timeOf(a))
}

type VersionProps = {
  version: HistoryVersion
  isCurrent: boolean
  isShown: boolean
  busy: boolean
  onShow: (versionUuid: string | null) => void
  onRestore: ((versionUuid: string) => Promise<void>) | undefined
}

function VersionItem({ version: { versionUuid, createdAt, createdBy, changes = [] }, isCurrent, isShown, busy, onShow, onRestore }: VersionProps) {
  const { t } = useTranslation()
  return (
    <li className={classes['version']} data-shown={isShown || undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <When at={createdAt} by={createdBy} />
        {isCurrent ? (
          <Badge variant="light" tt="none">
            {t('history.current')}
          </Badge>
        ) : (
          <Group gap={4} wrap="nowrap">
            <Button size="compact-xs" variant="subtle" aria-pressed={isShown} onClick={() => onShow(isShown ? null : versionUuid)}>
              {t('history.look')}
            </Button>
            {onRestore !== undefined && (
              <Button size="compact-xs" variant="default" loading={busy} onClick={() => void onRestore(versionUuid)}>
                {t('history.restore')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      {changes.length > 0 && (
        <ul className={classes['changes']}>
          {changes.slice(0, shownChanges).map((text) => (
            <li key={text}>{text}</li>
          ))}
          {changes.length > shownChanges && <li>{t('history.more', { count: changes.length - shownChanges })}</li>}
        </ul>
      )}
    </li>
  )
}

function EventItem({ event: { what, at, by, before = '', after = '' } }: { event: HistoryEvent }) {
  const { t } = useTranslation()
  return (
    <li className={classes['version']}>
      <When at={at} by={by} />
      <ul className={classes['changes']}>
        <li>{t(`timeTravel.event.${what}`, { before, after })}</li>
      </ul>
    </li>
  )
}

function When({ at, by }: { at: string; by: { firstName: string; lastName: string } | null }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        <Ago at={at} />
      </Text>
      {by !== null && (
        <Text size="xs" c="dimmed">
          {by.firstName} {by.lastName}
        </Text>
      )}
    </div>
  )
}
