import { ActionIcon, Badge, Group, Tooltip } from '@mantine/core'
import type { DashboardTile } from '@atrium/documents'
import { IconAlertCircle } from '@tabler/icons-react'
import { memo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../api/dashboards.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { isZoomed } from '../../dashboard/tile-document.ts'
import { contentHeight, tileName } from '../../dashboard/tile-name.ts'
import { paths } from '../../shell/paths.ts'
import { CommentMark } from '../../comments/comment-mark.tsx'
import { useDashboard } from './dashboard-context.ts'
import { TileChart } from './tile-chart.tsx'
import { RunningNote, TileContent } from './tile-content.tsx'
import { TileFilters } from './tile-filters.tsx'
import { TileFrame } from './tile-frame.tsx'
import { TileMenu } from './tile-menu.tsx'

type Props = {
  tile: Extract<DashboardTile, { type: 'saved_chart' }>
  chartUuid: string
  /** Spread, so that a tile is drawn again only when its own answer changes. */
  data: TileResults | undefined
  error: Error | null
  isRunning: boolean
  isOutdated: boolean
  isAsked: boolean
  /** Why it does not load: a filter needs a value. */
  waiting: string | null
  onRefresh: (tileUuid: string, force: boolean) => void
  onCancel: (tileUuid: string) => void
  onFullScreen: (tileUuid: string) => void
  /** Instead of the usual menu, while editing. */
  actions?: ReactNode
}

/** A saved chart on a dashboard. */
export const ChartTile = memo(function ChartTile({
  tile,
  chartUuid,
  data,
  error,
  isRunning,
  isOutdated,
  isAsked,
  waiting,
  onRefresh,
  onCancel,
  onFullScreen,
  actions,
}: Props) {
  const { t } = useTranslation()
  const { projectUuid, dateZoom, asOf } = useDashboard()
  const [asTable, setAsTable] = useState(false)
  const name = tileName(tile, data?.chart.name ?? t('dashboard.tile.untitled'))
  const isTitled = tile.properties.hideTitle !== true
  const height = contentHeight(tile.h, true)
  const reach = data === undefined ? null : <TileFilters name={name} tileUuid={tile.uuid} tables={Object.keys(data.explore.tables)} />
  const menu = (
    <Group gap={0} wrap="nowrap">
      {data !== undefined && dateZoom !== null && isZoomed(data) && (
        <Badge size="sm" variant="light" tt="none" radius="sm" mr={4}>
          {t(`dashboard.zoom.${dateZoom}`)}
        </Badge>
      )}
      {data?.truncated === true && (
        <Tooltip label={t('dashboard.tile.limited')}>
          <ActionIcon size={26} aria-label={t('dashboard.tile.limited')} component={LinkTo} href={paths.chart(projectUuid, chartUuid, asOf)}>
            <IconAlertCircle size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      <CommentMark partId={tile.uuid} name={name} />
      {reach}
      <TileMenu
        tileUuid={tile.uuid}
        name={name}
        chartUuid={chartUuid}
        data={data}
        asTable={asTable}
        onAsTable={setAsTable}
        onRefresh={() => onRefresh(tile.uuid, true)}
        onFullScreen={() => onFullScreen(tile.uuid)}
      />
    </Group>
  )
  return (
    <TileFrame
      name={name}
      title={isTitled ? <LinkTo href={paths.chart(projectUuid, chartUuid, asOf)}>{name}</LinkTo> : null}
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
      <TileContent
        state={{ data, error, isRunning, isAsked }}
        waiting={waiting}
        gone={t('dashboard.tile.gone')}
        height={height}
        onLoad={() => onRefresh(tile.uuid, false)}
      >
        {(answer) => <TileChart tileUuid={tile.uuid} data={answer} height={height} asTable={asTable} />}
      </TileContent>
    </TileFrame>
  )
})
