import { defaultSqlChart } from '@atrium/documents'
import { Button, Menu, Text } from '@mantine/core'
import { IconApi, IconChartBar, IconDeviceFloppy, IconNotebook, IconTableAlias } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { createVirtualView, updateVirtualView } from '../../api/virtual-views.ts'
import type { SqlResult } from '../../api/sql.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { toastFailed } from '../../components/toast.ts'
import { toastAction } from '../../components/toast-action.tsx'
import { useGo } from '../../components/use-go.ts'
import { useMay } from '../../components/use-may.ts'
import { paths } from '../../shell/paths.ts'
import type { SavedAs, SqlTab } from '../../sql/sql-tabs.ts'
import { EndpointDialog } from '../endpoints/endpoint-dialog.tsx'
import { ToNotebookDialog } from '../notebooks/to-notebook/to-notebook-dialog.tsx'
import { SaveChartDialog } from './save-chart-dialog.tsx'
import { columnsOf } from './sql-chart-panel.tsx'

type Props = {
  projectUuid: string
  tab: SqlTab
  limit: number
  /** What runs at the cursor; null for none. */
  statement: () => string | null
  result: SqlResult | null
  onSaved: (savedAs: SavedAs) => void
}

/** Keeps SQL: as a chart, a virtual view, an endpoint, a cell of a notebook, or in the view that the tab is from. */
export function SaveMenu({ projectUuid, tab, limit, statement, result, onSaved }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const mayMakeViews = useMay(projectUuid, 'virtual_view.manage')
  const [dialog, setDialog] = useState<{ as: 'chart' | 'view' | 'endpoint' | 'cell'; sql: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const config = tab.config ?? defaultSqlChart(result === null ? [] : columnsOf(result))
  const close = (): void => setDialog(null)
  const open = (as: 'chart' | 'view' | 'endpoint' | 'cell'): void => {
    const sql = statement()
    if (sql !== null) setDialog({ as, sql })
  }
  const chartSaved = (uuid: string, name: string): void =>
    toastAction({ message: t('sqlSave.savedChart', { name }), label: t('sqlSave.openChart'), onPress: () => go(paths.sqlChart(projectUuid, uuid)) })
  const viewSaved = async (explore: string, name: string): Promise<void> => {
    onSaved({ explore, name })
    toastAction({ message: t('sqlSave.viewSaved', { name }), label: t('sqlSave.explore'), onPress: () => go(paths.explore(projectUuid, explore)) })
    await refreshContentLists(queryClient, projectUuid)
    await queryClient.invalidateQueries({ queryKey: ['explore', projectUuid] })
    await queryClient.invalidateQueries({ queryKey: ['virtual-view', projectUuid] })
  }
  const saveChanges = async (savedAs: SavedAs): Promise<void> => {
    const sql = statement()
    if (sql === null) return
    setBusy(true)
    try {
      const { name } = await updateVirtualView(projectUuid, savedAs.explore, { name: savedAs.name, sql })
      await viewSaved(name, savedAs.name)
    } catch (error) {
      toastFailed(t('sqlSave.failed'), error)
    } finally {
      setBusy(false)
    }
  }
  const { savedAs } = tab
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default" loading={busy} disabled={tab.sql.trim() === ''} leftSection={<IconDeviceFloppy size={15} aria-hidden />}>
            {t('sqlSave.save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown maw={360}>
          {savedAs !== undefined && (
            <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => void saveChanges(savedAs)}>
              {t('sqlSave.changes', { name: savedAs.name })}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconChartBar size={15} />} onClick={() => open('chart')}>
            {t('sqlSave.asChart')}
          </Menu.Item>
          {mayMakeViews && (
            <Menu.Item leftSection={<IconTableAlias size={15} />} onClick={() => open('view')}>
              {t('sqlSave.asView')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconApi size={15} />} onClick={() => open('endpoint')}>
            {t('endpoints.asEndpoint')}
          </Menu.Item>
          <Menu.Item leftSection={<IconNotebook size={15} />} onClick={() => open('cell')}>
            {t('toNotebook.menu')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog?.as === 'endpoint' && (
        <EndpointDialog
          projectUuid={projectUuid}
          sql={dialog.sql}
          onClose={close}
          onMade={(name) => {
            close()
            toastAction({ message: t('endpoints.savedAs', { name }), label: t('endpoints.open'), onPress: () => go(paths.endpoint(projectUuid, name)) })
          }}
        />
      )}
      {dialog?.as === 'cell' && (
        <ToNotebookDialog
          projectUuid={projectUuid}
          question={{ kind: 'sql', title: savedAs?.name ?? tab.name, sql: dialog.sql, chart: tab.config ?? null }}
          onClose={close}
        />
      )}
      {dialog?.as === 'chart' && (
        <SaveChartDialog
          {...{ projectUuid, limit, config }}
          sql={dialog.sql}
          name={tab.name}
          onClose={close}
          onSaved={({ uuid, name }) => {
            close()
            chartSaved(uuid, name)
          }}
        />
      )}
      {dialog?.as === 'view' && (
        <NameDialog
          title={t('sqlSave.viewTitle')}
          submit={t('sqlSave.save')}
          failed={t('sqlSave.failed')}
          name={tab.name}
          description=""
          onClose={close}
          onSubmit={async ({ name, description }) => {
            const made = await createVirtualView(projectUuid, { name, sql: dialog.sql, ...(description === '' ? {} : { description }) })
            close()
            await viewSaved(made.name, name)
          }}
        >
          <Text size="xs" c="dimmed">
            {t('sqlSave.viewNote')}
          </Text>
        </NameDialog>
      )}
    </>
  )
}
