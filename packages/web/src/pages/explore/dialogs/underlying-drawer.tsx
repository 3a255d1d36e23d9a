import { Button, Drawer, Group, Skeleton, Text } from '@mantine/core'
import { cellText } from '@atrium/documents'
import { getItemLabel, isNumericItem, type MetricQuery } from '@atrium/semantic'
import { IconTableOff, IconTelescope } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { runUnderlyingData } from '../../../api/results.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import type { GridCell, GridColumn } from '../../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../../components/results-grid/results-grid.tsx'
import { emptyExploreState } from '../../../explore/explore-state.ts'
import { queryKeyOf } from '../../../explore/runnable-query.ts'
import { writeExploreUrl } from '../../../explore/url-state.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { paths } from '../../../shell/paths.ts'

type Props = { projectUuid: string; query: MetricQuery; title: string; onClose: () => void }

/** The rows behind a number. */
export function UnderlyingDrawer({ projectUuid, query, title, onClose }: Props) {
  const { t } = useTranslation()
  const result = useQuery({
    queryKey: ['underlying', projectUuid, queryKeyOf(query)],
    queryFn: ({ signal }) => runUnderlyingData(projectUuid, query, { signal }),
    staleTime: Infinity,
    retry: false,
  })
  const { data } = result
  const locale = useNumberLocale()
  const columns = useMemo(
    () =>
      query.dimensions.map((fieldId): GridColumn => {
        const item = data?.fields[fieldId]
        return { id: fieldId, label: item === undefined ? fieldId : getItemLabel(item), numeric: isNumericItem(item) }
      }),
    [query, data],
  )
  const cellAt = useCallback(
    (row: number, column: number): GridCell => {
      const fieldId = query.dimensions[column] ?? ''
      const value = data?.rows[row]?.[fieldId]?.value
      return { text: data === undefined || value === undefined ? '' : cellText({ fields: data.fields, locale }, fieldId, value), isNull: value?.raw === null }
    },
    [data, query, locale],
  )
  const search = writeExploreUrl({ ...emptyExploreState(query.exploreName), metricQuery: query, columnOrder: query.dimensions })
  return (
    <Drawer opened onClose={onClose} position="bottom" size="70%" title={t('underlying.title', { value: title })}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed" role="status">
          {data === undefined
            ? t('underlying.loading')
            : t(data.rows.length >= query.limit ? 'underlying.firstRows' : 'results.rows', { count: data.rows.length })}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTelescope size={15} />}
          component={LinkTo}
          href={paths.explore(projectUuid, query.exploreName, search)}
          onClick={onClose}
        >
          {t('underlying.explore')}
        </Button>
      </Group>
      <QueryBoundary query={result} failed={t('underlying.failed')} skeleton={<Skeleton height={240} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconTableOff} text={t('results.noRows')} compact />
          ) : (
            <ResultsGrid
              label={t('underlying.title', { value: title })}
              columns={columns}
              rowCount={rows.length}
              cellAt={cellAt}
              height="calc(70dvh - 130px)"
            />
          )
        }
      </QueryBoundary>
    </Drawer>
  )
}
