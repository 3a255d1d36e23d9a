import { cellText } from '@atrium/documents'
import { getItemLabel, isNumericItem, type MetricQuery } from '@atrium/semantic'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconTableOff, IconTelescope } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Results } from '../../../api/results.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import type { GridCell } from '../../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../../components/results-grid/results-grid.tsx'
import { emptyExploreState } from '../../../explore/explore-state.ts'
import { writeExploreUrl } from '../../../explore/url-state.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { paths } from '../../../shell/paths.ts'

type Props = {
  projectUuid: string
  query: MetricQuery
  result: UseQueryResult<Results>
  /** Fields of the columns, in order. */
  fieldIds: readonly string[]
  /** Name of the grid. */
  label: string
  /** Text of the way to the same question in the explorer. */
  explore: string
  height: string
  onClose: () => void
}

/** What a question about a number answers: how many rows, the way on, and the rows. */
export function QueryRows({ projectUuid, query, result, fieldIds, label, explore, height, onClose }: Props) {
  const { t } = useTranslation()
  const locale = useNumberLocale()
  const search = writeExploreUrl({ ...emptyExploreState(query.exploreName), metricQuery: query, columnOrder: [...fieldIds] })
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
          {explore}
        </Button>
      </Group>
      <QueryBoundary query={result} failed={t('underlying.failed')} skeleton={<Skeleton height={240} />}>
        {({ rows, fields }) => {
          if (rows.length === 0) return <EmptyState icon={IconTableOff} text={t('results.noRows')} compact />
          const columns = fieldIds.map((id) => {
            const item = fields[id]
            return { id, label: item === undefined ? id : getItemLabel(item), numeric: isNumericItem(item) }
          })
          const cellAt = (row: number, column: number): GridCell => {
            const id = fieldIds[column] ?? ''
            const value = rows[row]?.[id]?.value
            return { text: value === undefined ? '' : cellText({ fields, locale }, id, value), isNull: value?.raw === null }
          }
          return <ResultsGrid label={label} columns={columns} rowCount={rows.length} cellAt={cellAt} height={height} />
        }}
      </QueryBoundary>
    </>
  )
}
