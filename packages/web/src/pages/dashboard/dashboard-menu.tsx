import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconFileCode,
  IconForms,
  IconHistory,
  IconLink,
  IconRefresh,
  IconSitemap,
  IconTransferOut,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import {
  deleteDashboard,
  duplicateDashboard,
  exportDashboardCsv,
  keepSavedDashboard,
  mayDelete,
  mayPromote,
  mayUpdate,
  mayVerify,
  updateDashboard,
  type Dashboard,
} from '../../api/dashboards.ts'
import { projectQuery } from '../../api/projects.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ImpactNote } from '../../components/content-care/impact-note.tsx'
import { VerifyItem } from '../../components/content-care/verify-item.tsx'
import { copyText } from '../../components/copy-text.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { PinItem } from '../../components/pin-item.tsx'
import { writeShortcut } from '../../components/shortcut.ts'
import { startDownload } from '../../components/start-download.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useMay } from '../../components/use-may.ts'
import { useToastTrashed } from '../../components/use-trash.ts'
import { effectiveFilters } from '../../dashboard/effective-filters.ts'
import { CodeDialog } from '../../content-files/code-dialog.tsx'
import { PromoteDialog } from '../../promotion/promote-dialog.tsx'
import { paths } from '../../shell/paths.ts'
import { useDashboard } from './dashboard-context.ts'

type Props = { projectUuid: string; dashboard: Dashboard; onForceRefresh: () => void }

/** Everything else one can do with a dashboard. */
export function DashboardMenu({ projectUuid, dashboard, onForceRefresh }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const toastTrashed = useToastTrashed(projectUuid)
  const mayMake = useMay(projectUuid, 'explore.run')
  const [dialog, setDialog] = useState<'code' | 'rename' | 'promote' | 'delete' | null>(null)
  const hasUpstream = useQuery(projectQuery(projectUuid)).data?.upstreamProjectUuid !== undefined
  const close = (): void => setDialog(null)
  const { filters, items, dateZoom } = useDashboard()
  const hasCharts = dashboard.tiles.some(({ type }) => type === 'saved_chart' || type === 'sql_chart')
  const download = async (): Promise<void> => {
    toastDone(t('dashboard.downloading'))
    try {
      const { url, leftOut } = await exportDashboardCsv(dashboard.uuid, { filters: effectiveFilters(filters, items), dateZoom })
      startDownload(url)
      const [first] = leftOut
      if (first !== undefined) toastFailed(t('dashboard.downloadLeftOut', { count: leftOut.length }), new Error(first.because))
    } catch (error) {
      toastFailed(t('dashboard.downloadFailed'), error)
    }
  }
  const listsChanged = (): Promise<void> => refreshContentLists(queryClient, projectUuid)
  const copyLink = async (): Promise<void> => {
    if (await copyText(window.location.href)) toastDone(t('explore.linkCopied'))
  }
  const duplicate = async (): Promise<void> => {
    try {
      const copy = await duplicateDashboard(projectUuid, dashboard.uuid, t('dashboard.copyOf', { name: dashboard.name }))
      void listsChanged()
      go(paths.dashboard(projectUuid, copy.uuid))
    } catch (error) {
      toastFailed(t('dashboard.duplicateFailed'), error)
    }
  }
  return (
    <>
      <Menu position="bottom-end" width={270}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('dashboard.more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={15} />} rightSection={writeShortcut('mod+shift+Enter')} onClick={onForceRefresh}>
            {t('dashboard.refreshForced')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copyLink()}>
            {t('dashboard.copyLink')}
          </Menu.Item>
          {hasCharts && (
            <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => void download()}>
              {t('dashboard.downloadCsv')}
            </Menu.Item>
          )}
          <PinItem projectUuid={projectUuid} kind="dashboard" uuid={dashboard.uuid} isPinned={dashboard.pinnedListUuid !== null} />
          {mayUpdate(dashboard) && (
            <Menu.Item leftSection={<IconForms size={15} />} onClick={() => setDialog('rename')}>
              {t('content.rename')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconSitemap size={15} />} component={LinkTo} href={paths.lineage(projectUuid, `dashboard:${dashboard.uuid}`)}>
            {t('catalog.lineage')}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={15} />} component={LinkTo} href={paths.dashboardHistory(projectUuid, dashboard.uuid)}>
            {t('dashboard.history.title')}
          </Menu.Item>
          {mayMake && (
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void duplicate()}>
              {t('dashboard.duplicate')}
            </Menu.Item>
          )}
          {mayVerify(dashboard) && (
            <VerifyItem
              uuid={dashboard.uuid}
              verification={dashboard.verification}
              onChanged={async () => {
                await queryClient.invalidateQueries({ queryKey: ['dashboard', dashboard.uuid], exact: true })
                await listsChanged()
              }}
            />
          )}
          <Menu.Item leftSection={<IconFileCode size={15} />} onClick={() => setDialog('code')}>
            {t('contentFiles.menu')}
          </Menu.Item>
          {hasUpstream && mayPromote(dashboard) && (
            <Menu.Item leftSection={<IconTransferOut size={15} />} onClick={() => setDialog('promote')}>
              {t('promotion.menu')}
            </Menu.Item>
          )}
          {mayDelete(dashboard) && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
                {t('dashboard.delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && (
        <NameDialog
          title={t('content.rename')}
          submit={t('dialog.save')}
          failed={t('dashboard.renameFailed')}
          name={dashboard.name}
          description={dashboard.description ?? ''}
          onClose={close}
          onSubmit={async (answer) => {
            keepSavedDashboard(queryClient, await updateDashboard(dashboard.uuid, answer))
            await listsChanged()
            close()
          }}
        >
          <ImpactNote projectUuid={projectUuid} kind="dashboards" uuid={dashboard.uuid} />
        </NameDialog>
      )}
      {dialog === 'code' && (
        <CodeDialog projectUuid={projectUuid} kind="dashboard" slug={dashboard.slug} name={dashboard.name} mayChange={mayUpdate(dashboard)} onClose={close} />
      )}
      {dialog === 'promote' && <PromoteDialog kind="dashboard" uuid={dashboard.uuid} name={dashboard.name} onClose={close} />}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('dashboard.deleteTitle')}
          text={t('dashboard.deleteText', { name: dashboard.name })}
          confirm={t('content.delete')}
          failed={t('dashboard.deleteFailed')}
          onClose={close}
          onConfirm={async () => {
            await deleteDashboard(dashboard.uuid)
            toastTrashed(dashboard)
            go(paths.dashboards(projectUuid), { replace: true })
            await listsChanged()
          }}
        >
          <ImpactNote projectUuid={projectUuid} kind="dashboards" uuid={dashboard.uuid} />
        </ConfirmDialog>
      )}
    </>
  )
}
