import { Anchor, Button, Checkbox, List, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createPreview, projectsQuery, type Project } from '../../api/projects.ts'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { endAfter } from '../../components/tokens/lifetimes.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'

const lifetimes = [7, 30, 90]

/** The previews of a project, and a new one. */
export function PreviewsCard({ project }: { project: Project }) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const projects = useQuery(projectsQuery).data ?? []
  const previews = projects.filter(({ type, upstreamProjectUuid }) => type === 'PREVIEW' && upstreamProjectUuid === project.projectUuid)
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('preview.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('preview.title')}
      </Title>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('preview.text')}</Text>
        {previews.length > 0 && (
          <List size="sm">
            {previews.map(({ projectUuid, name, deleteAfter = null }) => (
              <List.Item key={projectUuid}>
                <Anchor component={LinkTo} href={paths.home(projectUuid)} size="sm">
                  {name}
                </Anchor>
                {deleteAfter !== null && (
                  <Text span size="sm" c="dimmed">
                    {' · '}
                    {t('preview.endsAt')} <Ago at={deleteAfter} />
                  </Text>
                )}
              </List.Item>
            ))}
          </List>
        )}
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('preview.create')}
        </Button>
      </Stack>
      {isAsking && <CreatePreviewDialog project={project} onClose={() => setAsking(false)} />}
    </Paper>
  )
}

function CreatePreviewDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [copyContent, setCopyContent] = useState(true)
  const [days, setDays] = useState<number | null>(null)
  return (
    <NameDialog
      title={t('preview.createTitle', { project: project.name })}
      submit={t('preview.create')}
      failed={t('preview.createFailed')}
      name={t('preview.nameOf', { project: project.name })}
      onClose={onClose}
      onSubmit={async ({ name }) => {
        const made = await createPreview(project.projectUuid, { name, copyContent, deleteAfter: endAfter(days) })
        await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
        onClose()
        go(paths.home(made))
      }}
    >
      <Checkbox
        label={t('preview.copyContent')}
        description={t('preview.copyContentHint')}
        checked={copyContent}
        onChange={(event) => setCopyContent(event.currentTarget.checked)}
      />
      <NativeSelect
        label={t('preview.deleteAfter')}
        description={t('preview.deleteAfterHint')}
        value={String(days)}
        onChange={({ currentTarget: { value } }) => setDays(value === 'null' ? null : Number(value))}
        data={[
          { value: 'null', label: t('preview.neverDeleted') },
          ...lifetimes.map((count) => ({ value: String(count), label: t('preview.days', { count }) })),
        ]}
      />
    </NameDialog>
  )
}
