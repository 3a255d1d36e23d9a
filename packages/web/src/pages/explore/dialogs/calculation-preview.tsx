import { Loader, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { cellText, type CellValue } from '@atrium/documents'
import { getItemLabel, type TableCalculation } from '@atrium/semantic'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { runQuery } from '../../../api/results.ts'
import { queryKeyOf } from '../../../explore/runnable-query.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { useExplore } from '../explore-context.ts'
import { messageOf } from '../../../api/message-of.ts'

const rows = 5

/** The first rows of the result with the calculation as it is written now. */
export function CalculationPreview({ calculation, previousName }: { calculation: TableCalculation | null; previousName: string | null }) {
  const { t } = useTranslation()
  const locale = useNumberLocale()
  const { projectUuid, query, items } = useExplore()
  const [asked] = useDebouncedValue(calculation, 500)
  const others = query.tableCalculations.filter(({ name }) => name !== previousName && name !== asked?.name)
  const question = { ...query, tableCalculations: asked === null ? others : [...others, asked], limit: rows }
  const preview = useQuery({
    queryKey: ['calculation-preview', projectUuid, queryKeyOf(question)],
    enabled: asked !== null,
    queryFn: ({ signal }) => runQuery(projectUuid, question, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (calculation === null) return null
  if (preview.isError) {
    return (
      <Text size="xs" c="red" role="alert">
        {messageOf(preview.error)}
      </Text>
    )
  }
  const textOf = (value: CellValue | undefined, fieldId: string): string =>
    value === undefined || preview.data === undefined ? '' : cellText({ fields: preview.data.fields, locale }, fieldId, value)
  if (preview.data === undefined || asked === null) return <Loader size="xs" aria-label={t('calculation.preview')} />
  const shown = [...query.dimensions.slice(0, 2), ...query.metrics.slice(0, 2), asked.name]
  return (
    <Table fz="xs" verticalSpacing={3} aria-label={t('calculation.preview')} style={{ opacity: preview.isPlaceholderData ? 0.55 : 1 }}>
      <Table.Thead>
        <Table.Tr>
          {shown.map((fieldId) => {
            const item = preview.data.fields[fieldId] ?? items[fieldId]
            return <Table.Th key={fieldId}>{item === undefined ? fieldId : getItemLabel(item)}</Table.Th>
          })}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {preview.data.rows.map((row, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a row is its place
          <Table.Tr key={place}>
            {shown.map((fieldId) => (
              <Table.Td key={fieldId} className="numbers">
                {textOf(row[fieldId]?.value, fieldId)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
