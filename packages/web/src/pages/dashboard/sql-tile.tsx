import { ActionIcon, Group, Menu, Skeleton, Tooltip } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import { IconAlertCircle, IconDots, IconDownload, IconRefresh, IconSql, IconTable } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { runSqlChart } from '../../api/sql-charts.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { contentHeight, tileName } from '../../dashboard/tile-name.ts'
import { paths } from '../../shell/paths.ts'
import { downloadRows } from '../sql-chart/download-rows.ts'
import { useDashboard } from './dashboard-context.ts'
import { TileFilters } from './tile-filters.tsx'
import { TileFrame } from './tile-frame.tsx'
import { askAnew, takeForced } from './use-tile-results.ts'

type Props = {
  tile: Extract<DashboardTile, { type: 'sql_chart' }>
  chartUuid: string
  /** Instead of the usual menu, while editing. */
  actions?: ReactNode
}

/** A SQL chart on a dashboard. Filters of the dashboard do not reach it, which it says. */
export function SqlTile({ tile, chartUuid, actions }: Props) {
  const { t } = useTranslation()
  const { projectUuid, dashboardUuid } = useDashboard()
  const queryClient = useQueryClient()
  const [asTable, setAsTable] = useState(false)
  const { data, error, isFetching } = useQuery({
    queryKey: ['tile', dashboardUuid, tile.uuid, 'sql', chartUuid],
    queryFn: ({ signal }) => runSqlChart(chartUuid, { signal, onDashboard: true, refresh: takeForced(tile.uuid) }),
    staleTime: 5 * 60_000,
    gcTime: 15 * 60_000,
    retry: false,
  })
  const name = tileName(tile, data?.chart.name ?? t('dashboard.tile.untitled'))
  const href = paths.sqlChart(projectUuid, chartUuid)
  const height = contentHeight(tile.h, true)
  const refresh = (force: boolean): void => askAnew(queryClient, { dashboardUuid, force, tileUuid: tile.uuid })
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
          <Menu.Item leftSection={<IconTable size={15} />} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'dashboard.tile.asChart' : 'dashboard.tile.asTable')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={15} />} onClick={() => refresh(true)}>
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
  const isGone = error instanceof ApiError && (error.statusCode === 404 || error.statusCode === 403)
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
      isRunning={isFetching}
      scrolls={error !== null}
    >
      {error !== null && !isFetching ? (
        <ErrorPanel title={t(isGone ? 'sqlChart.tileGone' : 'dashboard.tile.failed')} error={error} onRetry={() => refresh(false)} />
      ) : data === undefined ? (
        <Skeleton height={height} />
      ) : (
        <SqlChartView config={data.config} answer={data} height={height} asTable={asTable} />
      )}
    </TileFrame>
  )
}
