import { Button, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteProject, deletionPlanQuery } from '../../api/connections.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'

/** The way out of a project, for those who may: final, so its name has to be typed. */
export function DeleteProjectCard({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('projectDeletion.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('projectDeletion.title')}
      </Title>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('projectDeletion.text')}</Text>
        <Button color="red" variant="light" onClick={() => setAsking(true)}>
          {t('projectDeletion.ask')}
        </Button>
      </Stack>
      {isAsking && <DeleteProjectDialog projectUuid={projectUuid} onClose={() => setAsking(false)} />}
    </Paper>
  )
}

function DeleteProjectDialog({ projectUuid, onClose }: { projectUuid: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const plan = useQuery(deletionPlanQuery(projectUuid))
  const [typed, setTyped] = useState('')
  const remove = async (): Promise<void> => {
    await deleteProject(projectUuid)
    queryClient.clear()
    // A full load: what is remembered of the project goes with it.
    window.location.assign('/')
  }
  return (
    <ConfirmDialog
      title={t('projectDeletion.title')}
      text={t('projectDeletion.final')}
      confirm={t('projectDeletion.confirm')}
      failed={t('projectDeletion.failed')}
      onConfirm={remove}
      onClose={onClose}
      isWaiting={plan.data === undefined || typed !== plan.data.name}
    >
      <QueryBoundary query={plan} failed={t('projectDeletion.planFailed')} skeleton={<Skeleton height={80} />}>
        {({ name, charts, dashboards, spaces, people }) => (
          <Stack gap="sm">
            <Text size="sm" component="ul" m={0} ps="lg">
              <li>{t('projectDeletion.charts', { count: charts })}</li>
              <li>{t('projectDeletion.dashboards', { count: dashboards })}</li>
              <li>{t('projectDeletion.spaces', { count: spaces })}</li>
              <li>{t('projectDeletion.people', { count: people })}</li>
            </Text>
            <TextInput label={t('projectDeletion.type', { name })} value={typed} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
          </Stack>
        )}
      </QueryBoundary>
    </ConfirmDialog>
  )
}
