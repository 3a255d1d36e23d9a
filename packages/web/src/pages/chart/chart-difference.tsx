import { chartChanges, type ChartDocument } from '@atrium/documents'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exploreQuery } from '../../api/explores.ts'
import { Difference } from '../../components/difference/difference.tsx'
import { SideBySide } from '../../components/difference/side-by-side.tsx'
import { itemsOfQuery } from '../../explore/items-of-query.ts'
import { chartChangeText } from './chart-change-text.ts'
import { ChartStateView } from './chart-state-view.tsx'

const height = 260

/** Two states of a chart: what changed in words, both drawn with today's data, and their code. */
export function ChartDifference({ projectUuid, before, after }: { projectUuid: string; before: ChartDocument; after: ChartDocument }) {
  const { t } = useTranslation()
  const explore = useQuery({ ...exploreQuery(projectUuid, after.tableName), retry: false }).data
  const items = useMemo(
    () => (explore === undefined ? {} : { ...itemsOfQuery(explore, before.metricQuery), ...itemsOfQuery(explore, after.metricQuery) }),
    [explore, before, after],
  )
  return (
    <Difference
      before={documentOf(before)}
      after={documentOf(after)}
      changes={chartChanges(before, after).map((change) => chartChangeText(change, items, t))}
      look={
        <SideBySide
          before={<ChartStateView projectUuid={projectUuid} document={before} height={height} />}
          after={<ChartStateView projectUuid={projectUuid} document={after} height={height} />}
        />
      }
    />
  )
}

/** The content alone: what is around a chart is no part of a version. */
const documentOf = ({ tableName, metricQuery, chartConfig, tableConfig, pivotConfig }: ChartDocument): object => ({
  tableName,
  metricQuery,
  chartConfig,
  tableConfig,
  pivotConfig,
})
