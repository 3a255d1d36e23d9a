import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconDownload,
  IconFileCode,
  IconForms,
  IconHistory,
  IconLink,
  IconRefresh,
  IconSitemap,
  IconTable,
  IconTrash,
  IconTransferOut,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { exportChartCsv } from '../../api/csv-export.ts'
import { sendToSheet } from '../../api/integrations.ts'
import { projectQuery } from '../../api/projects.ts'
import { deleteChart, mayWithChart, updateChart, type SavedChart } from '../../api/saved-charts.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ImpactNote } from '../../components/content-care/impact-note.tsx'
import { VerifyItem } from '../../components/content-care/verify-item.tsx'
import { copyText } from '../../components/copy-text.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { PinItem } from '../../components/pin-item.tsx'
import { toastDone } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useToastTrashed } from '../../components/use-trash.ts'
import { CodeDialog } from '../../content-files/code-dialog.tsx'
import { PromoteDialog } from '../../promotion/promote-dialog.tsx'
import { SheetDialog } from '../../sheets/sheet-dialog.tsx'
import { SheetItem } from '../../sheets/sheet-item.tsx'
import { paths } from '../../shell/paths.ts'
import { WriteBackDialog } from '../../write-back/write-back-dialog.tsx'
import { useWriteBack, WriteBackItem } from '../../write-back/write-back-item.tsx'
import { CsvDialog } from '../explore/dialogs/csv-dialog.tsx'

type Props = { projectUuid: string; chart: SavedChart; asTable: boolean; onAsTable: (asTable: boolean) => void; onRefresh: () => Promise<void> }

/** Everything else one can do with a chart. */
export function ChartMenu({ projectUuid, chart, asTable, onAsTable, onRefresh }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [dialog, setDialog] = useState<'csv' | 'sheet' | 'write-back' | 'code' | 'rename' | 'promote' | 'delete' | null>(null)
  const close = (): void => setDialog(null)
  const hasUpstream = useQuery(projectQuery(projectUuid)).data?.upstreamProjectUuid !== undefined
  const metrics = chart.metricQuery.additionalMetrics ?? []
  const way = useWriteBack(projectUuid, metrics.length > 0)
  const changed = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: ['chart', chart.uuid], exact: true })
    await refreshContentLists(queryClient, projectUuid)
  }
  const copyLink = async (): Promise<void> => {
    if (await copyText(window.location.href)) toastDone(t('explore.linkCopied'))
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('chartPage.more')}>
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
          <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => setDialog('csv')}>
            {t('explore.download')}
          </Menu.Item>
          <SheetItem onOpen={() => setDialog('sheet')} />
          {way !== null && <WriteBackItem way={way} onOpen={() => setDialog('write-back')} />}
          <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copyLink()}>
            {t('explore.copyLink')}
          </Menu.Item>
          <PinItem projectUuid={projectUuid} kind="chart" uuid={chart.uuid} isPinned={chart.pinnedListUuid !== null} />
          {mayWithChart(chart, 'chart.update') && (
            <Menu.Item leftSection={<IconForms size={15} />} onClick={() => setDialog('rename')}>
              {t('chartPage.rename')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={15} />} component={LinkTo} href={paths.chartHistory(projectUuid, chart.uuid)}>
            {t('chartPage.history')}
          </Menu.Item>
          {mayWithChart(chart, 'content.verify') && <VerifyItem uuid={chart.uuid} verification={chart.verification} onChanged={changed} />}
          <Menu.Item leftSection={<IconSitemap size={15} />} component={LinkTo} href={paths.lineage(projectUuid, `chart:${chart.uuid}`)}>
            {t('catalog.lineage')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileCode size={15} />} onClick={() => setDialog('code')}>
            {t('contentFiles.menu')}
          </Menu.Item>
          {hasUpstream && chart.dashboardUuid === null && mayWithChart(chart, 'chart.promote') && (
            <Menu.Item leftSection={<IconTransferOut size={15} />} onClick={() => setDialog('promote')}>
              {t('promotion.menu')}
            </Menu.Item>
          )}
          {mayWithChart(chart, 'chart.delete') && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
                {t('chartPage.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'csv' && <CsvDialog onClose={close} onExport={(choice, signal) => exportChartCsv(chart.uuid, choice, signal)} />}
      {dialog === 'sheet' && (
        <SheetDialog
          onClose={close}
          onSend={(signal) => sendToSheet(projectUuid, chart.metricQuery, { columnOrder: chart.tableConfig.columnOrder, title: chart.name }, signal)}
        />
      )}
      {dialog === 'write-back' && way !== null && <WriteBackDialog projectUuid={projectUuid} way={way} metrics={metrics} onClose={close} />}
      {dialog === 'rename' && (
        <NameDialog
          title={t('chartPage.rename')}
          submit={t('dialog.save')}
          failed={t('save.failed')}
          name={chart.name}
          description={chart.description ?? ''}
          onClose={close}
          onSubmit={async (answer) => {
            await updateChart(chart.uuid, answer)
            await changed()
            close()
          }}
        >
          <ImpactNote projectUuid={projectUuid} kind="charts" uuid={chart.uuid} />
        </NameDialog>
      )}
      {dialog === 'code' && (
        <CodeDialog
          projectUuid={projectUuid}
          kind="chart"
          slug={chart.slug}
          name={chart.name}
          mayChange={mayWithChart(chart, 'chart.update')}
          onClose={close}
        />
      )}
      {dialog === 'promote' && <PromoteDialog kind="chart" uuid={chart.uuid} name={chart.name} onClose={close} />}
      {dialog === 'delete' && <DeleteDialog projectUuid={projectUuid} chart={chart} onClose={close} />}
    </>
  )
}

function DeleteDialog({ projectUuid, chart, onClose }: { projectUuid: string; chart: SavedChart; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const toastTrashed = useToastTrashed(projectUuid)
  const remove = async (): Promise<void> => {
    await deleteChart(chart.uuid)
    toastTrashed(chart)
    // Where it was, and is again when it is brought back.
    go(paths.space(projectUuid, chart.spaceUuid), { replace: true })
    await refreshContentLists(queryClient, projectUuid)
    queryClient.removeQueries({ queryKey: ['chart', chart.uuid] })
  }
  return (
    <ConfirmDialog
      title={t('chartPage.deleteTitle')}
      text={t('chartPage.deleteText', { name: chart.name, space: chart.spaceName })}
      confirm={t('chartPage.delete')}
      failed={t('chartPage.deleteFailed')}
      onConfirm={remove}
      onClose={onClose}
    >
      <ImpactNote projectUuid={projectUuid} kind="charts" uuid={chart.uuid} />
    </ConfirmDialog>
  )
}
