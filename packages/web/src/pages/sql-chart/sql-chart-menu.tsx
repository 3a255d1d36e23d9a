import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconFileCode,
  IconFolderSymlink,
  IconForms,
  IconHistory,
  IconLink,
  IconRefresh,
  IconTable,
  IconTrash,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { deleteSqlChart, duplicateSqlChart, mayWithSqlChart, updateSqlChart, type SqlChart, type SqlChartResults } from '../../api/sql-charts.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ImpactNote } from '../../components/content-care/impact-note.tsx'
import { copyText } from '../../components/copy-text.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { toastAction } from '../../components/toast-action.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useToastTrashed } from '../../components/use-trash.ts'
import { CodeDialog } from '../../content-files/code-dialog.tsx'
import { paths } from '../../shell/paths.ts'
import { downloadRows } from './download-rows.ts'
import { MoveChartDialog } from './move-chart-dialog.tsx'

type Props = {
  projectUuid: string
  chart: SqlChart
  results: SqlChartResults | undefined
  asTable: boolean
  onAsTable: (asTable: boolean) => void
  onRefresh: () => Promise<void>
}

/** Everything else one can do with a SQL chart. */
export function SqlChartMenu({ projectUuid, chart, results, asTable, onAsTable, onRefresh }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const toastTrashed = useToastTrashed(projectUuid)
  const [dialog, setDialog] = useState<'code' | 'rename' | 'move' | 'delete' | null>(null)
  const close = (): void => setDialog(null)
  const { savedSqlUuid: uuid, name } = chart
  const mayUpdate = mayWithSqlChart(chart, 'chart.update')
  const changed = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['sql-chart', uuid], exact: true })
    await refreshContentLists(queryClient, projectUuid)
  }
  const copyLink = async (): Promise<void> => {
    if (await copyText(window.location.href)) toastDone(t('explore.linkCopied'))
  }
  const duplicate = async (): Promise<void> => {
    try {
      const copyName = t('sqlChart.copyOf', { name }).slice(0, 250)
      const copy = await duplicateSqlChart(uuid, copyName)
      await refreshContentLists(queryClient, projectUuid)
      const onPress = (): void => go(paths.sqlChart(projectUuid, copy.savedSqlUuid))
      toastAction({ message: t('sqlChart.duplicated', { name: copyName }), label: t('sqlSave.openChart'), onPress })
    } catch (error) {
      toastFailed(t('sqlChart.duplicateFailed'), error)
    }
  }
  const remove = async (): Promise<void> => {
    await deleteSqlChart(projectUuid, uuid)
    toastTrashed({ uuid, name })
    // Where it was, and is again when it is brought back.
    go(paths.space(projectUuid, chart.space.uuid), { replace: true })
    await refreshContentLists(queryClient, projectUuid)
    queryClient.removeQueries({ queryKey: ['sql-chart', uuid] })
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('sqlChart.more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => void onRefresh()}>
            {t('explore.refresh')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTable size={15} />} onClick={() => onAsTable(!asTable)}>
            {t(asTable ? 'chart.showChart' : 'chart.showTable')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={15} />}
            disabled={results === undefined}
            onClick={() => results !== undefined && downloadRows(name, results)}
          >
            {t('sqlChart.downloadRows')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copyLink()}>
            {t('explore.copyLink')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={15} />} component={LinkTo} href={paths.sqlChartHistory(projectUuid, uuid)}>
            {t('chartPage.history')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileCode size={15} />} onClick={() => setDialog('code')}>
            {t('contentFiles.menu')}
          </Menu.Item>
          {mayUpdate && (
            <>
              <Menu.Item leftSection={<IconForms size={15} />} onClick={() => setDialog('rename')}>
                {t('sqlChart.rename')}
              </Menu.Item>
              <Menu.Item leftSection={<IconFolderSymlink size={15} />} onClick={() => setDialog('move')}>
                {t('sqlChart.move')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void duplicate()}>
                {t('sqlChart.duplicate')}
              </Menu.Item>
            </>
          )}
          {mayWithSqlChart(chart, 'chart.delete') && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
                {t('sqlChart.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'code' && <CodeDialog projectUuid={projectUuid} kind="sql_chart" slug={chart.slug} name={name} mayChange={mayUpdate} onClose={close} />}
      {dialog === 'rename' && (
        <NameDialog
          title={t('sqlChart.rename')}
          submit={t('dialog.save')}
          failed={t('sqlSave.failed')}
          name={name}
          description={chart.description ?? ''}
          onClose={close}
          onSubmit={async (answer) => {
            await updateSqlChart(projectUuid, uuid, { unversionedData: answer })
            await changed()
            close()
          }}
        />
      )}
      {dialog === 'move' && (
        <MoveChartDialog
          projectUuid={projectUuid}
          spaceUuid={chart.space.uuid}
          onClose={close}
          onMove={async (space) => {
            await updateSqlChart(projectUuid, uuid, { unversionedData: { spaceUuid: space.uuid } })
            await changed()
            toastDone(t('sqlChart.moved', { space: space.name }))
            close()
          }}
        />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('sqlChart.deleteTitle')}
          text={t('sqlChart.deleteText', { name })}
          confirm={t('sqlChart.delete')}
          failed={t('sqlChart.deleteFailed')}
          onConfirm={remove}
          onClose={close}
        >
          <ImpactNote projectUuid={projectUuid} kind="sql-charts" uuid={uuid} />
        </ConfirmDialog>
      )}
    </>
  )
}
