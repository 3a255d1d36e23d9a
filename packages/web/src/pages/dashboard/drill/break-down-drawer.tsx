import { getItemLabel } from '@atrium/semantic'
import { Drawer, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../../api/dashboards.ts'
import { newUuid } from '../../../api/new-uuid.ts'
import { runQuery, type ResultRow } from '../../../api/results.ts'
import { breakDownQuery } from '../../../explore/break-down-query.ts'
import { fieldIdOf } from '../../../explore/items-of-query.ts'
import { queryKeyOf } from '../../../explore/runnable-query.ts'
import { QueryRows } from '../../explore/dialogs/query-rows.tsx'

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
  const [query] = useState(() => breakDownQuery({ query: { ...data.metricQuery, exploreName: data.explore.name }, row, fieldId, by, newId: newUuid }))
  const result = useQuery({
    queryKey: ['break-down', projectUuid, queryKeyOf(query)],
    queryFn: ({ signal }) => runQuery(projectUuid, query, { signal }),
    staleTime: Infinity,
    retry: false,
  })
  return (
    <QueryRows
      {...{ projectUuid, query, result, onClose }}
      fieldIds={[by, fieldId]}
      label={t('dashboard.drill.breakDownTitle', { value: title })}
      explore={t('dashboard.tile.explore')}
      height="calc(70dvh - 210px)"
    />
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
