import { notebookFormats, type NotebookFormat } from '@atrium/documents'
import { Menu } from '@mantine/core'
import { IconAppWindow, IconCalendarClock, IconCopy, IconDownload, IconFolderSymlink, IconHistory, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteApp, duplicateApp, exportApp, updateApp, type App } from '../../api/apps.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { saveFile } from '../../components/save-file.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useToastTrashed } from '../../components/use-trash.ts'
import { paths } from '../../shell/paths.ts'
import { MoveChartDialog } from '../sql-chart/move-chart-dialog.tsx'

/** What can be done with a notebook beside writing it. */
export function NotebookMenu({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const toastTrashed = useToastTrashed(projectUuid)
  const [dialog, setDialog] = useState<'rename' | 'move' | null>(null)
  const { uuid, name } = app
  const refresh = async (): Promise<void> => {
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['app', uuid] }), refreshContentLists(queryClient, projectUuid)])
  }
  const changed = async (change: Parameters<typeof updateApp>[1]): Promise<void> => {
    await updateApp(uuid, change)
    await refresh()
    setDialog(null)
  }
  const attempt = (action: () => Promise<unknown>, failed: string): void => void action().catch((error: unknown) => toastFailed(failed, error))
  const copy = async (): Promise<void> => {
    const made = await duplicateApp(uuid)
    await refresh()
    go(paths.notebook(projectUuid, made.uuid))
  }
  const remove = async (): Promise<void> => {
    await deleteApp(uuid)
    toastTrashed(app)
    await refresh()
    go(paths.notebooks(projectUuid))
  }
  const download = async (format: NotebookFormat): Promise<void> => {
    const { fileName, text, leftOut, onlyHere } = await exportApp(uuid, format)
    saveFile(fileName, text, format === 'ipynb' ? 'application/json' : 'application/yaml')
    if (leftOut.length > 0) toastDone(t('notebooks.leftOut', { count: leftOut.length }))
    if (onlyHere.length > 0) toastDone(t('notebooks.onlyHere', { count: onlyHere.length }))
  }
  return (
    <>
      <RowMenu label={t('notebooks.actionsFor', { name })}>
        {app.published !== null && (
          <Menu.Item component={LinkTo} href={paths.app(projectUuid, uuid)} leftSection={<IconAppWindow size={16} />}>
            {t('apps.open')}
          </Menu.Item>
        )}
        <Menu.Item component={LinkTo} href={paths.appRuns(projectUuid, uuid)} leftSection={<IconCalendarClock size={16} />}>
          {t('appRuns.title')}
        </Menu.Item>
        <Menu.Item component={LinkTo} href={paths.notebookHistory(projectUuid, uuid)} leftSection={<IconHistory size={16} />}>
          {t('notebooks.versions')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog('rename')}>
          {t('content.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderSymlink size={16} />} onClick={() => setDialog('move')}>
          {t('sqlChart.move')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => attempt(copy, t('notebooks.copyFailed'))}>
          {t('notebooks.copy')}
        </Menu.Item>
        <Menu.Divider />
        {notebookFormats.map((format) => (
          <Menu.Item key={format} leftSection={<IconDownload size={16} />} onClick={() => attempt(() => download(format), t('notebooks.downloadFailed'))}>
            {t(`notebooks.formats.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => attempt(remove, t('notebooks.deleteFailed', { name }))}>
          {t('content.delete')}
        </Menu.Item>
      </RowMenu>
      {dialog === 'rename' && (
        <NameDialog
          title={t('content.rename')}
          submit={t('dialog.save')}
          failed={t('notebooks.changeFailed')}
          name={name}
          description={app.description ?? ''}
          onSubmit={changed}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'move' && (
        <MoveChartDialog
          projectUuid={projectUuid}
          spaceUuid={app.space.uuid}
          onMove={(space) => changed({ spaceUuid: space.uuid })}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}
