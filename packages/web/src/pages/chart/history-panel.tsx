import { ActionIcon, Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chartHistoryQuery, restoreChartVersion, type SavedChart } from '../../api/saved-charts.ts'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'
import { VersionPreview } from './version-preview.tsx'

/** Versions of a chart, newest first; an old one can be looked at and restored as a new version. */
export function HistoryPanel({ projectUuid, chart }: { projectUuid: string; chart: SavedChart }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const history = useQuery(chartHistoryQuery(chart.uuid))
  const [busy, setBusy] = useState<string | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const restore = async (versionUuid: string): Promise<void> => {
    setBusy(versionUuid)
    try {
      await restoreChartVersion(chart.uuid, versionUuid)
      await queryClient.invalidateQueries({ queryKey: ['chart', chart.uuid] })
      toastDone(t('chartPage.restored'))
    } catch (error) {
      toastFailed(t('chartPage.restoreFailed'), error)
    } finally {
      setBusy(null)
    }
  }
  return (
    <aside
      aria-label={t('chartPage.history')}
      style={{ flex: '0 1 320px', minWidth: 280, borderInlineStart: '1px solid var(--atrium-line)', padding: 16, background: 'var(--atrium-surface)' }}
    >
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5">
          {t('chartPage.history')}
        </Title>
        <ActionIcon component={LinkTo} href={paths.chart(projectUuid, chart.uuid)} aria-label={t('chartPage.closeHistory')}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <QueryBoundary query={history} failed={t('chartPage.historyFailed')} skeleton={<Skeleton height={160} />}>
        {({ history: versions }) => (
          <Stack gap="sm">
            {versions.toReversed().map(({ versionUuid, createdAt, createdBy }, index) => (
              <Group key={versionUuid} justify="space-between" wrap="nowrap" style={{ borderBlockEnd: '1px solid var(--atrium-line)', paddingBlockEnd: 8 }}>
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
                    {t('chartPage.current')}
                  </Badge>
                ) : (
                  <Group gap={4} wrap="nowrap">
                    <Button size="compact-xs" variant="subtle" onClick={() => setShown(versionUuid)}>
                      {t('chartPage.look')}
                    </Button>
                    <Button size="compact-xs" variant="default" loading={busy === versionUuid} onClick={() => void restore(versionUuid)}>
                      {t('chartPage.restore')}
                    </Button>
                  </Group>
                )}
              </Group>
            ))}
          </Stack>
        )}
      </QueryBoundary>
      {shown !== null && <VersionPreview chartUuid={chart.uuid} versionUuid={shown} onClose={() => setShown(null)} />}
    </aside>
  )
}
