import { ActionIcon, Button, Group, Text, Title, Tooltip } from '@mantine/core'
import { IconPencil, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { mayUpdate, type Dashboard } from '../../api/dashboards.ts'
import { Ago } from '../../components/ago.tsx'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { VerifiedMark } from '../../components/content-care/verified-mark.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { StarButton } from '../../components/star-button.tsx'
import { writeShortcut } from '../../components/shortcut.ts'
import { paths } from '../../shell/paths.ts'
import { CommentsButton } from '../../comments/comments-button.tsx'
import { DashboardMenu } from './dashboard-menu.tsx'
import classes from './dashboard.module.css'
import type { TileRuns } from './use-tile-results.ts'

type Props = { projectUuid: string; dashboard: Dashboard; /** That the address asks for, which the editor opens too. */ tab: string | null; runs: TileRuns }

/** Name, age of the data, how much has loaded, and what one can do. */
export function DashboardHeader({ projectUuid, dashboard, tab, runs }: Props) {
  const { t } = useTranslation()
  const states = [...runs.byTile.values(), ...runs.bySqlTile.values()]
  const oldest = [
    ...[...runs.byTile.values()].flatMap(({ data }) => (data?.receipt === undefined ? [] : [data.receipt.dataAsOf])),
    ...[...runs.bySqlTile.values()].flatMap(({ data }) => (data === undefined ? [] : [data.dataAsOf])),
  ].toSorted()[0]
  const isLoading = runs.loaded < runs.total && states.some(({ isRunning }) => isRunning)
  return (
    <Group justify="space-between" align="flex-start" px={{ base: 10, sm: 16 }} pt="md" pb="xs" gap="sm">
      <div>
        <Title order={1} size="h3">
          {dashboard.name}
        </Title>
        {dashboard.description ? (
          <Text size="sm" c="dimmed">
            {dashboard.description}
          </Text>
        ) : null}
        <Group gap={6} mih={22} role="status">
          <VerifiedMark verification={dashboard.verification} />
          <UnpublishedMark unpublished={dashboard.unpublished} />
          {oldest !== undefined && (
            <Text size="xs" c="dimmed">
              {t('dashboard.asOf')} <Ago at={oldest} />
            </Text>
          )}
          {isLoading && (
            <>
              <Text size="xs" c="dimmed" className="numbers">
                {t('dashboard.loaded', { loaded: runs.loaded, total: runs.total })}
              </Text>
              <Button size="compact-xs" variant="subtle" onClick={() => runs.cancel()}>
                {t('dashboard.cancelAll')}
              </Button>
            </>
          )}
        </Group>
      </div>
      <Group gap="xs" className={classes['actions'] ?? ''}>
        <Tooltip label={`${t('dashboard.refresh')} ${writeShortcut('mod+Enter')} · ${t('dashboard.refreshHint', { keys: writeShortcut('mod+shift+Enter') })}`}>
          <ActionIcon variant="default" size={30} aria-label={t('dashboard.refresh')} onClick={(event) => runs.refresh({ force: event.shiftKey })}>
            <IconRefresh size={17} />
          </ActionIcon>
        </Tooltip>
        <CommentsButton />
        <StarButton projectUuid={projectUuid} uuid={dashboard.uuid} name={dashboard.name} />
        {mayUpdate(dashboard) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={15} />}
            component={LinkTo}
            href={paths.dashboardEdit(projectUuid, dashboard.uuid, tab)}
          >
            {t('dashboard.edit')}
          </Button>
        )}
        <DashboardMenu projectUuid={projectUuid} dashboard={dashboard} onForceRefresh={() => runs.refresh({ force: true })} />
      </Group>
    </Group>
  )
}
