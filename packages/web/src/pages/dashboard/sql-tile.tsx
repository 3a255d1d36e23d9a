import { ActionIcon, Group, Menu, Tooltip } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import { IconAlertCircle, IconArrowsMaximize, IconDots, IconDownload, IconRefresh, IconSql, IconTable } from '@tabler/icons-react'
import { memo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SqlChartResults } from '../../api/sql-charts.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { writeShortcut } from '../../components/shortcut.ts'
import { contentHeight, tileName } from '../../dashboard/tile-name.ts'
import { paths } from '../../shell/paths.ts'
import { downloadRows } from '../sql-chart/download-rows.ts'
import { CommentMark } from '../../comments/comment-mark.tsx'
import { useDashboard } from './dashboard-context.ts'
import { SqlTileChart } from './sql-tile-chart.tsx'
import { RunningNote, TileContent } from './tile-content.tsx'
import { TileFilters } from './tile-filters.tsx'
import { TileFrame } from './tile-frame.tsx'
import type { TileState } from './use-tile-results.ts'

/** The state is spread, so that a tile is drawn again only when its own answer changes. */
type Props = TileState<SqlChartResults> & {
  tile: Extract<DashboardTile, { type: 'sql_chart' }>
  chartUuid: string
  onRefresh: (tileUuid: string, force: boolean) => void
  onCancel: (tileUuid: string) => void
  onFullScreen: (tileUuid: string) => void
  /** Instead of the usual menu, while editing. */
  actions?: ReactNode
}

/** A SQL chart on a dashboard. Filters of the dashboard do not change its rows, which it says; a click in it may filter the others. */
export const SqlTile = memo(function SqlTile({
  tile,
  chartUuid,
  data,
  error,
  isRunning,
  isOutdated,
  isAsked,
  onRefresh,
  onCancel,
  onFullScreen,
  actions,
}: Props) {
  const { t } = useTranslation()
  const { projectUuid, asOf } = useDashboard()
  const [asTable, setAsTable] = useState(false)
  const name = tileName(tile, data?.chart.name ?? t('dashboard.tile.untitled'))
  const href = paths.sqlChart(projectUuid, chartUuid, asOf)
  const height = contentHeight(tile.h, true)
  const reach = <TileFilters name={name} tileUuid={tile.uuid} tables={null} />
  const menu = (
    <Group gap={0} wrap="nowrap">
      {data?.truncated === true && (
        <Tooltip label={t('dashboard.tile.limited')}>
          <ActionIcon size={26} aria-label={t('dashboard.tile.limited')} component={LinkTo} href={href}>
            <IconAlertCircle size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      <CommentMark partId={tile.uuid} name={name} />
      {reach}
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size={26} aria-label={t('dashboard.tile.menu', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSql size={15} />} component={LinkTo} href={href}>
            {t('sqlChart.openTile')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowsMaximize size={15} />} rightSection={writeShortcut('v')} onClick={() => onFullScreen(tile.uuid)}>
            {t('dashboard.tile.fullScreen')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTable size={15} />} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'dashboard.tile.asChart' : 'dashboard.tile.asTable')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => onRefresh(tile.uuid, true)}>
            {t('dashboard.tile.refresh')}
          </Menu.Item>
          {data !== undefined && (
            <Menu.Item leftSection={<IconDownload size={15} />} onClick={() => downloadRows(name, data)}>
              {t('sqlChart.downloadRows')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
  return (
    <TileFrame
      name={name}
      title={tile.properties.hideTitle === true ? null : <LinkTo href={href}>{name}</LinkTo>}
      actions={
        actions === undefined ? (
          menu
        ) : (
          <>
            {reach}
            {actions}
          </>
        )
      }
      isRunning={isRunning}
      isOutdated={isOutdated}
      scrolls={error !== null}
      {...(isRunning ? { note: <RunningNote onCancel={() => onCancel(tile.uuid)} /> } : {})}
    >
      <TileContent state={{ data, error, isRunning, isAsked }} gone={t('sqlChart.tileGone')} height={height} onLoad={() => onRefresh(tile.uuid, false)}>
        {(answer) => <SqlTileChart tileUuid={tile.uuid} data={answer} height={height} asTable={asTable} />}
      </TileContent>
    </TileFrame>
  )
})
