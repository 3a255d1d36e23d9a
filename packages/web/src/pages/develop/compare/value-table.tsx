import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ComparedRow } from '../../../api/compare-models.ts'
import { WideTable } from '../../../components/wide-table.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { deltaText, ratioText } from './ratio-text.ts'

/** Numbers of both sides beside each other, by the values of a dimension. */
export function ValueTable({ head, rows }: { head: string; rows: readonly ComparedRow[] }) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={420}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            <NumberHeads />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={JSON.stringify(row.value?.raw)}>
              <Table.Td fz="sm">{row.value?.formatted ?? t('valueDiff.noValue')}</Table.Td>
              <NumberCells row={row} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

/** Headings of `NumberCells`. */
export function NumberHeads() {
  const { t } = useTranslation()
  return (['today', 'then', 'delta', 'ratio'] as const).map((head) => (
    <Table.Th key={head} ta="right">
      {t(`valueDiff.${head}`)}
    </Table.Th>
  ))
}

/** Before, after, the difference, and that in relation. */
export function NumberCells({ row: { before, after, delta, ratio } }: { row: ComparedRow }) {
  const { locale } = useLanguage()
  return [before?.formatted ?? '–', after?.formatted ?? '–', deltaText(delta), ratioText(ratio, locale)].map((text, place) => (
    // The four columns never change their places.
    // oxlint-disable-next-line react/no-array-index-key
    <Table.Td key={place} ta="right" fz="sm" className="numbers">
      {text}
    </Table.Td>
  ))
}
