import { cellText } from '@atrium/documents'
import { getItemLabel, isNumericItem } from '@atrium/semantic'
import { Button, Drawer, Group, Select, Skeleton, Text } from '@mantine/core'
import { IconTableOff, IconTelescope } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../../api/dashboards.ts'
import { newUuid } from '../../../api/new-uuid.ts'
import { runQuery, type ResultRow } from '../../../api/results.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import type { GridCell } from '../../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../../components/results-grid/results-grid.tsx'
import { breakDownQuery } from '../../../explore/break-down-query.ts'
import { emptyExploreState } from '../../../explore/explore-state.ts'
import { fieldIdOf } from '../../../explore/items-of-query.ts'
import { queryKeyOf } from '../../../explore/runnable-query.ts'
import { writeExploreUrl } from '../../../explore/url-state.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { paths } from '../../../shell/paths.ts'

type Props = { projectUuid: string; data: TileResults; row: ResultRow; fieldId: string; title: string; onClose: () => void }

/** A number told apart by a dimension that the reader picks. */
export function BreakDownDrawer({ projectUuid, data, row, fieldId, title, onClose }: Props) {
  const { t } = useTranslation()
  const [by, setBy] = useState<string | null>(null)
  return (
    <Drawer opened onClose={onClose} position="bottom" size="70%" title={t('dashboard.drill.breakDownTitle', { value: title })}>
      <Select
        label={t('dashboard.drill.by')}
        placeholder={t('dashboard.drill.pickDimension')}
        searchable
        data-autofocus
        value={by}
        onChange={setBy}
        limit={200}
        maw={360}
        mb="sm"
        maxDropdownHeight={300}
        data={choicesOf(data)}
      />
      {by === null ? null : <Parts key={by} {...{ projectUuid, data, row, fieldId, title, by, onClose }} />}
    </Drawer>
  )
}

function Parts({ projectUuid, data, row, fieldId, title, by, onClose }: Props & { by: string }) {
  const { t } = useTranslation()
  const locale = useNumberLocale()
  const [query] = useState(() => breakDownQuery({ query: { ...data.metricQuery, exploreName: data.explore.name }, row, fieldId, by, newId: newUuid }))
  const result = useQuery({
    queryKey: ['break-down', projectUuid, queryKeyOf(query)],
    queryFn: ({ signal }) => runQuery(projectUuid, query, { signal }),
    staleTime: Infinity,
    retry: false,
  })
  const search = writeExploreUrl({ ...emptyExploreState(query.exploreName), metricQuery: query, columnOrder: [by, fieldId] })
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed" role="status">
          {result.data === undefined
            ? t('underlying.loading')
            : t(result.data.rows.length >= query.limit ? 'underlying.firstRows' : 'results.rows', { count: result.data.rows.length })}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTelescope size={15} />}
          component={LinkTo}
          href={paths.explore(projectUuid, query.exploreName, search)}
          onClick={onClose}
        >
          {t('dashboard.tile.explore')}
        </Button>
      </Group>
      <QueryBoundary query={result} failed={t('underlying.failed')} skeleton={<Skeleton height={240} />}>
        {({ rows, fields }) => {
          const columns = [by, fieldId].map((id) => {
            const item = fields[id]
            return { id, label: item === undefined ? id : getItemLabel(item), numeric: isNumericItem(item) }
          })
          const cellAt = (place: number, column: number): GridCell => {
            const id = columns[column]?.id ?? ''
            const value = rows[place]?.[id]?.value
            return { text: value === undefined ? '' : cellText({ fields, locale }, id, value), isNull: value?.raw === null }
          }
          if (rows.length === 0) return <EmptyState icon={IconTableOff} text={t('results.noRows')} compact />
          return (
            <ResultsGrid
              label={t('dashboard.drill.breakDownTitle', { value: title })}
              columns={columns}
              rowCount={rows.length}
              cellAt={cellAt}
              height="calc(70dvh - 210px)"
            />
          )
        }}
      </QueryBoundary>
    </>
  )
}

/** The visible dimensions of the tile's explore by table, but for those that the number is of already. */
function choicesOf({ explore, metricQuery }: TileResults): { group: string; items: { value: string; label: string }[] }[] {
  return Object.values(explore.tables)
    .map(({ label, dimensions }) => ({
      group: label,
      items: Object.values(dimensions)
        .filter((dimension) => !dimension.hidden && dimension.isIntervalBase !== true && !metricQuery.dimensions.includes(fieldIdOf(dimension)))
        .toSorted((a, b) => a.index - b.index)
        .map((dimension) => ({ value: fieldIdOf(dimension), label: getItemLabel(dimension) })),
    }))
    .filter(({ items }) => items.length > 0)
}
