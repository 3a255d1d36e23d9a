import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteProject } from '../api/connections.ts'
import { projectsQuery, setDeleteAfter, type ProjectSummary } from '../api/projects.ts'
import { Ago } from '../components/ago.tsx'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { toastDone, toastFailed } from '../components/toast.ts'
import { useMay } from '../components/use-may.ts'
import { paths } from './paths.ts'
import classes from './shell.module.css'

/** Height of the strip in pixels, for the frame around it. */
export const previewStripHeight = 36

/** The project, when it is a preview; null for any other. */
export function useShownPreview(projectUuid: string | null): ProjectSummary | null {
  const projects = useQuery(projectsQuery).data
  return projects?.find((project) => project.projectUuid === projectUuid && project.type === 'PREVIEW') ?? null
}

/** Says on every page of a preview what it is of, leads back there, and ends it. */
export function PreviewStrip({ preview }: { preview: ProjectSummary }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const mayKeep = useMay(preview.projectUuid, 'project.manage')
  const { deleteAfter = null } = preview
  const mayDelete = useMay(preview.projectUuid, 'project.delete')
  const upstream = useQuery(projectsQuery).data?.find(({ projectUuid }) => projectUuid === preview.upstreamProjectUuid)
  const remove = async (): Promise<void> => {
    await deleteProject(preview.projectUuid)
    queryClient.clear()
    // A full load: what is remembered of the preview goes with it.
    window.location.assign(upstream === undefined ? '/' : paths.home(upstream.projectUuid))
  }
  const keep = async (): Promise<void> => {
    try {
      await setDeleteAfter(preview.projectUuid, null)
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
      toastDone(t('preview.kept'))
    } catch (error) {
      toastFailed(t('preview.keepFailed'), error)
    }
  }
  return (
    <Group className={classes['preview'] ?? ''} h={previewStripHeight} px="sm" gap="xs" wrap="nowrap" role="region" aria-label={t('preview.strip')}>
      <IconFlask size={16} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" truncate style={{ flex: 1 }}>
        {t('preview.is')}
        {deleteAfter !== null && (
          <>
            {' · '}
            {t('preview.endsAt')} <Ago at={deleteAfter} />
          </>
        )}
        {upstream !== undefined && (
          <>
            {' · '}
            <Anchor component={LinkTo} href={paths.home(upstream.projectUuid)} size="sm" c="inherit" underline="always">
              {t('preview.back', { project: upstream.name })}
            </Anchor>
          </>
        )}
      </Text>
      {deleteAfter !== null && mayKeep && (
        <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={() => void keep()}>
          {t('preview.keep')}
        </Button>
      )}
      {mayDelete && (
        <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={() => setAsking(true)}>
          {t('preview.delete')}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('preview.deleteTitle', { name: preview.name })}
          text={t('preview.deleteText')}
          confirm={t('preview.delete')}
          failed={t('preview.deleteFailed')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </Group>
  )
}
