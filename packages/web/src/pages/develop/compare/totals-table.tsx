import { Skeleton, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { WideTable } from '../../../components/wide-table.tsx'
import { whatText } from './pull-request-text.ts'
import type { KnownTotal } from './use-totals.ts'
import { NumberCells, NumberHeads } from './value-table.tsx'
import { messageOf } from '../../../api/message-of.ts'

/** Each metric that changes, what happened to it, and its totals on both sides. */
export function TotalsTable({ totals, hidden }: { totals: readonly KnownTotal[]; /** How many more there are. */ hidden: number }) {
  const { t } = useTranslation()
  return (
    <>
      <WideTable minWidth={520}>
        <Table verticalSpacing={4} aria-label={t('valueDiff.totals')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('valueDiff.metric')}</Table.Th>
              <Table.Th>{t('valueDiff.what')}</Table.Th>
              <NumberHeads />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {totals.map(({ change, total, error }) => (
              <Table.Tr key={`${change.explore}/${change.fieldId}`}>
                <Table.Td fz="sm" fw={550}>
                  {change.label}
                </Table.Td>
                <Table.Td fz="sm">{whatText(change, t)}</Table.Td>
                {total === null ? (
                  <Table.Td colSpan={4} fz="sm">
                    {error === null ? <Skeleton height={18} /> : t('valueDiff.cannotRun', { reason: messageOf(error) })}
                  </Table.Td>
                ) : (
                  <NumberCells row={total} />
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {hidden > 0 && <Text size="sm">{t('valueDiff.moreMetrics', { count: hidden })}</Text>}
    </>
  )
}
