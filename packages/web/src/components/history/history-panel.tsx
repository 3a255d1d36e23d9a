import { ActionIcon, Badge, Button, Group, Skeleton, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Ago } from '../ago.tsx'
import { LinkTo } from '../link-to.tsx'
import { QueryBoundary } from '../query-boundary.tsx'
import { toastDone, toastFailed } from '../toast.ts'
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

/** The versions, newest first: who saved it, when, and what changed; an old one can be looked at and restored as a new version. */
function HistoryPanel({ query, closeHref, shown, onShow, onRestore }: Props) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState<string | null>(null)
  const restore = async (versionUuid: string): Promise<void> => {
    setBusy(versionUuid)
    try {
      await onRestore?.(versionUuid)
      onShow(null)
      toastDone(t('history.restored'))
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
        <ActionIcon component={LinkTo} href={closeHref} aria-label={t('history.close')}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <QueryBoundary query={query} failed={t('history.failed')} skeleton={<Skeleton height={160} />}>
        {(versions) => (
          // Whoever cannot scroll with a wheel scrolls the list by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <ol className={classes['versions']} tabIndex={0} aria-label={t('history.versions')}>
            {versions.toReversed().map(({ versionUuid, createdAt, createdBy, changes = [] }, index) => (
              <li key={versionUuid} className={classes['version']} data-shown={versionUuid === shown || undefined}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <div>
                    <Text size="sm" fw={500}>
                      <Ago at={createdAt} />
                    </Text>
                    {createdBy !== null && (
                      <Text size="xs" c="dimmed">
                        {createdBy.firstName} {createdBy.lastName}
                      </Text>
                    )}
                  </div>
                  {index === 0 ? (
                    <Badge variant="light" tt="none">
                      {t('history.current')}
                    </Badge>
                  ) : (
                    <Group gap={4} wrap="nowrap">
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-pressed={versionUuid === shown}
                        onClick={() => onShow(versionUuid === shown ? null : versionUuid)}
                      >
                        {t('history.look')}
                      </Button>
                      {onRestore !== undefined && (
                        <Button size="compact-xs" variant="default" loading={busy === versionUuid} onClick={() => void restore(versionUuid)}>
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
            ))}
          </ol>
        )}
      </QueryBoundary>
    </aside>
  )
}
