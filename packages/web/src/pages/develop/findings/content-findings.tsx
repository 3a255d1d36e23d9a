import { Alert, Button, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dismissFindings, isUnderWay, overviewQuery, refreshRenamed, undoRename, type Rename, type ValidationOverview } from '../../../api/validation.ts'
import { Ago } from '../../../components/ago.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { FindingGroup } from './finding-group.tsx'
import { RenameContentDialog } from './rename-content-dialog.tsx'
import { undoneText } from './undone-text.ts'

const anyRename: Rename = { kind: 'field', from: '', to: '', explore: null }

/** What is broken in charts and dashboards, by cause, with the mend of each. */
export function ContentFindings({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const overview = useQuery(overviewQuery(projectUuid))
  const [rename, setRename] = useState<Rename | null>(null)
  return (
    <section aria-label={t('findings.title')}>
      <Group justify="space-between" mb="xs" gap="xs">
        <div>
          <Title order={2} size="h5">
            {t('findings.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('findings.description')}
          </Text>
        </div>
        <Button size="xs" variant="default" onClick={() => setRename(anyRename)}>
          {t('renameContent.open')}
        </Button>
      </Group>
      <QueryBoundary query={overview} failed={t('findings.failed')} skeleton={<Skeleton height={160} />}>
        {(data) => <Overview projectUuid={projectUuid} overview={data} onRename={setRename} />}
      </QueryBoundary>
      {rename !== null && <RenameContentDialog projectUuid={projectUuid} rename={rename} onClose={() => setRename(null)} />}
    </section>
  )
}

type OverviewProps = { projectUuid: string; overview: ValidationOverview; onRename: (rename: Rename) => void }

function Overview({ projectUuid, overview, onRename }: OverviewProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { lastRun, groups, renames } = overview
  // A broken model is told with its file, below; here only what it takes along.
  const shown = groups.filter(({ cause, content, hidden }) => cause.kind !== 'model' || content.length + hidden > 0)
  const dismiss = async (validationIds: readonly number[]): Promise<void> => {
    try {
      await dismissFindings(projectUuid, validationIds)
      toastDone(t('findings.dismissed'))
    } catch (error) {
      toastFailed(t('findings.dismissFailed'), error)
    } finally {
      await queryClient.invalidateQueries({ queryKey: overviewQuery(projectUuid).queryKey, exact: true })
    }
  }
  const takeBack = async (uuid: string): Promise<void> => {
    try {
      toastDone(undoneText(t, await undoRename(projectUuid, uuid)))
    } catch (error) {
      toastFailed(t('renameContent.undoFailed'), error)
    } finally {
      await refreshRenamed(queryClient, projectUuid)
    }
  }
  return (
    <Stack gap="md">
      <Text size="xs" c="dimmed" role="status">
        <LastRun overview={overview} />
      </Text>
      {lastRun?.state === 'failed' && (
        <Alert color="red" variant="light">
          {t('findings.lastFailed', { reason: lastRun.error ?? '' })}
        </Alert>
      )}
      {shown.length === 0 && lastRun !== null && !isUnderWay(overview) && <EmptyState compact icon={IconCircleCheck} text={t('findings.none')} />}
      {shown.map((group) => (
        <FindingGroup
          key={JSON.stringify(group.cause)}
          projectUuid={projectUuid}
          group={group}
          onRename={onRename}
          onDismiss={() => void dismiss(group.validationIds)}
        />
      ))}
      {renames.length > 0 && (
        <section aria-label={t('findings.renames')}>
          <Title order={3} size="h6" mb={4}>
            {t('findings.renames')}
          </Title>
          <List size="sm" spacing={4} listStyleType="none">
            {renames.map(({ uuid, rename: { from, to }, changed, doneAt }) => (
              <List.Item key={uuid}>
                {t('findings.renamed', { from, to, count: changed })} · <Ago at={doneAt} />{' '}
                <Button size="compact-xs" variant="subtle" aria-label={`${t('findings.takeBack')}: ${from} → ${to}`} onClick={() => void takeBack(uuid)}>
                  {t('findings.takeBack')}
                </Button>
              </List.Item>
            ))}
          </List>
        </section>
      )}
    </Stack>
  )
}

function LastRun({ overview }: { overview: ValidationOverview }) {
  const { t } = useTranslation()
  const { lastRun } = overview
  if (lastRun === null) return t('findings.never')
  if (isUnderWay(overview)) return t('findings.running')
  return (
    <>
      {t('findings.lastRun')} <Ago at={lastRun.at} />
    </>
  )
}
