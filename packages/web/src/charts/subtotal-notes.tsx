import { Text } from '@mantine/core'
import type { ChartDocument, ChartResult } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import type { TableTotals } from './use-table-totals.ts'

/** What has to be known of the subtotals of a table: that they failed, or speak of more rows than are shown. */
export function SubtotalNotes({ document, result, totals }: { document: ChartDocument; result: ChartResult; totals: TableTotals }) {
  const { t } = useTranslation()
  const { filters, limit } = document.metricQuery
  const isCut = result.rows.length >= limit
  const isFiltered = filters.metrics !== undefined || filters.tableCalculations !== undefined
  return (
    <>
      {totals.haveSubtotalsFailed === true && (
        <Text size="xs" role="alert" p={4}>
          {t('total.failed')}
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
