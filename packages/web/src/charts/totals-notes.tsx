import { Anchor, Text } from '@mantine/core'
import { subtotalDimensions, type ChartDocument, type ChartResult } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import type { TableTotals } from './use-table-totals.ts'

/** What has to be known of the totals of a table: that some failed or were cut, or that they speak of more rows than are shown. */
export function TotalsNotes({ document, result, totals }: { document: ChartDocument; result: ChartResult; totals: TableTotals }) {
  const { t } = useTranslation()
  const { chartConfig, metricQuery } = document
  const { filters, limit } = metricQuery
  const { failure, areTruncated = false, retry } = totals
  const hasSubtotals = subtotalDimensions(document, result).length > 0
  const hasTotals = chartConfig.type === 'table' && (chartConfig.config?.showColumnCalculation === true || chartConfig.config?.showRowCalculation === true)
  const isCut = result.rows.length >= limit
  const isFiltered = filters.metrics !== undefined || filters.tableCalculations !== undefined
  if (!hasSubtotals && !hasTotals) return null
  return (
    <>
      {failure !== undefined && (
        <Text size="xs" role="alert" p={4}>
          {t('total.failed', { reason: failure.message })}{' '}
          {retry !== undefined && (
            <Anchor component="button" type="button" fz="xs" onClick={retry}>
              {t('error.retry')}
            </Anchor>
          )}
        </Text>
      )}
      {areTruncated && (
        <Text size="xs" role="status" p={4}>
          {t('total.truncated')}
        </Text>
      )}
      {isCut && (
        <Text size="xs" role="status" p={4}>
          {t('total.cutOff', { count: limit })}
        </Text>
      )}
      {isFiltered && (
        <Text size="xs" role="status" p={4}>
          {t('total.notFiltered')}
        </Text>
      )}
    </>
  )
}
