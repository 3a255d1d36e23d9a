import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery, setUpstream, type Project } from '../../api/projects.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'

/** The project that charts and dashboards are promoted to. */
export function UpstreamCard({ project }: { project: Project }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayChange = useMay(project.projectUuid, 'project.manage')
  const projects = useQuery(projectsQuery).data ?? []
  const saved = project.upstreamProjectUuid ?? null
  const [chosen, setChosen] = useState(saved)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await setUpstream(project.projectUuid, chosen)
      await queryClient.invalidateQueries({ queryKey: ['project', project.projectUuid] })
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
      toastDone(t('upstream.saved'))
    } catch (error) {
      toastFailed(t('upstream.saveFailed'), error)
    }
    setBusy(false)
  }
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('upstream.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('upstream.title')}
      </Title>
      <Stack gap="sm">
        <Text size="sm">{t('upstream.text')}</Text>
        <Select
          label={t('upstream.project')}
          placeholder={t('upstream.none')}
          data={projects.filter(({ projectUuid }) => projectUuid !== project.projectUuid).map(({ projectUuid: value, name: label }) => ({ value, label }))}
          value={chosen}
          disabled={!mayChange}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('upstream.clear') }}
          onChange={setChosen}
        />
        {mayChange && (
          <Group justify="flex-end">
            <Button loading={busy} disabled={chosen === saved} onClick={() => void save()}>
              {t('upstream.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}
