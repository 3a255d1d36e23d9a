import { NativeSelect, Stack, Text } from '@mantine/core'
import { namingColumns, type DashboardFilterRule, type DashboardTile } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sqlColumnOf, withSqlColumn } from '../../../dashboard/sql-columns.ts'
import { tileName } from '../../../dashboard/tile-name.ts'
import { useDashboard } from '../dashboard-context.ts'
import { sqlTileQuery } from '../use-tile-results.ts'

type Props = { rule: DashboardFilterRule; onChange: (rule: DashboardFilterRule) => void }

/** The SQL tiles of the dashboard, and which of their columns holds the values of the filter. Nothing without SQL tiles. */
export function SqlColumns({ rule, onChange }: Props) {
  const { t } = useTranslation()
  const { tiles } = useDashboard()
  const shown = tiles.flatMap((tile) =>
    tile.type === 'sql_chart' && tile.properties.savedSqlUuid !== null ? [{ tile, chartUuid: tile.properties.savedSqlUuid }] : [],
  )
  if (shown.length === 0) return null
  return (
    <Stack gap="xs" mt="sm" role="group" aria-label={t('dashboard.filters.sqlTiles')}>
      <Text size="xs" c="dimmed">
        {t('dashboard.filters.sqlTilesHint')}
      </Text>
      {shown.map(({ tile, chartUuid }) => (
        <Column
          key={tile.uuid}
          tile={tile}
          chartUuid={chartUuid}
          chosen={sqlColumnOf(rule, tile.uuid)}
          onPick={(column) => onChange(withSqlColumn(rule, tile.uuid, column))}
        />
      ))}
    </Stack>
  )
}

type ColumnProps = { tile: DashboardTile; chartUuid: string; chosen: string | null; onPick: (column: string | null) => void }

function Column({ tile, chartUuid, chosen, onPick }: ColumnProps) {
  const { t } = useTranslation()
  const { dashboardUuid } = useDashboard()
  const { data, isError } = useQuery(sqlTileQuery(dashboardUuid, tile.uuid, chartUuid))
  const columns = data === undefined ? [] : namingColumns(data.config, data)
  // A column that is chosen but gone, or not known yet, stays to be seen.
  const offered = chosen === null || columns.includes(chosen) ? columns : [chosen, ...columns]
  const name = tileName(tile, data?.chart.name ?? t('dashboard.tile.untitled'))
  return (
    <NativeSelect
      size="xs"
      label={t('dashboard.filters.columnOn', { name })}
      value={chosen === null ? '' : `=${chosen}`}
      data={[{ value: '', label: t('dashboard.filters.noColumn') }, ...offered.map((column) => ({ value: `=${column}`, label: column }))]}
      onChange={(event) => onPick(event.currentTarget.value === '' ? null : event.currentTarget.value.slice(1))}
      {...(isError ? { error: t('dashboard.filters.columnsFailed') } : {})}
    />
  )
}
