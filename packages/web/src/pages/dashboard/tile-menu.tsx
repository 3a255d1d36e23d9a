import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowsMaximize,
  IconArrowsSort,
  IconChartBar,
  IconChartDots3,
  IconDots,
  IconDownload,
  IconReceipt,
  IconRefresh,
  IconTable,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportCsv } from '../../api/csv-export.ts'
import type { TileResults } from '../../api/dashboards.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { writeShortcut } from '../../components/shortcut.ts'
import { tileDocument } from '../../dashboard/tile-document.ts'
import { stateOf } from '../../explore/explore-document.ts'
import { writeExploreUrl } from '../../explore/url-state.ts'
import { useMay } from '../../components/use-may.ts'
import { paths } from '../../shell/paths.ts'
import { CsvDialog } from '../explore/dialogs/csv-dialog.tsx'
import { useDashboard } from './dashboard-context.ts'
import { ReceiptDialog } from './receipt-dialog.tsx'
import { useViewer } from './viewer-context.ts'

type Props = {
  tileUuid: string
  name: string
  chartUuid: string
  data: TileResults | undefined
  asTable: boolean
  onAsTable: (asTable: boolean) => void
  onRefresh: () => void
  onFullScreen: () => void
}

/** What one can do with a chart tile. */
export function TileMenu({ tileUuid, name, chartUuid, data, asTable, onAsTable, onRefresh, onFullScreen }: Props) {
  const { t } = useTranslation()
  const { projectUuid, asOf } = useDashboard()
  const viewer = useViewer()
  const isSorted = viewer?.sorts[tileUuid] !== undefined
  const mayExplore = useMay(projectUuid, 'explore.run')
  const [dialog, setDialog] = useState<'csv' | 'receipt' | null>(null)
  const close = (): void => setDialog(null)
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size={26} aria-label={t('dashboard.tile.menu', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {data !== undefined && mayExplore && (
            <Menu.Item
              leftSection={<IconChartDots3 size={15} />}
              component={LinkTo}
              href={paths.explore(projectUuid, data.chart.tableName, writeExploreUrl(stateOf(tileDocument(data))))}
            >
              {t('dashboard.tile.explore')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconChartBar size={15} />} component={LinkTo} href={paths.chart(projectUuid, chartUuid, asOf)}>
            {t('dashboard.tile.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowsMaximize size={15} />} rightSection={writeShortcut('v')} onClick={onFullScreen}>
            {t('dashboard.tile.fullScreen')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTable size={15} />} onClick={() => onAsTable(!asTable)}>
            {t(asTable ? 'dashboard.tile.asChart' : 'dashboard.tile.asTable')}
          </Menu.Item>
          {isSorted && (
            <Menu.Item leftSection={<IconArrowsSort size={15} />} onClick={() => viewer?.sort(tileUuid, [])}>
              {t('dashboard.tile.orderAsSaved')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconRefresh size={15} />} onClick={onRefresh}>
            {t('dashboard.tile.refresh')}
          </Menu.Item>
          {data !== undefined && (
            <>
              <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => setDialog('csv')}>
                {t('dashboard.tile.download')}
              </Menu.Item>
              {data.receipt !== undefined && (
                <Menu.Item leftSection={<IconReceipt size={15} />} onClick={() => setDialog('receipt')}>
                  {t('dashboard.tile.receipt')}
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'csv' && data !== undefined && (
        <CsvDialog
          onClose={close}
          onExport={(choice, signal) =>
            exportCsv(
              projectUuid,
              { ...data.metricQuery, exploreName: data.chart.tableName },
              { ...choice, columnOrder: tileDocument(data).tableConfig.columnOrder, chartName: name },
              signal,
            )
          }
        />
      )}
      {dialog === 'receipt' && data?.receipt !== undefined && <ReceiptDialog receipt={data.receipt} onClose={close} />}
    </>
  )
}
