import { columnWriter, valueWriter, type CellView, type ViewColumn } from '@atrium/documents'
import { Modal, Progress, Skeleton, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cellViewQuery } from '../../../api/cell-views.ts'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { CutNote } from './cut-note.tsx'

type Props = {
  sessionUuid: string
  cellId: string
  answer: string
  /** Of which of several results; absent: what the cell shows. */
  name?: string
  column: ViewColumn
  onClose: () => void
}

/** What is in a column of a result, of all its rows. */
export function ColumnProfile({ sessionUuid, cellId, answer, name, column, onClose }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const asked = { profile: column.name, ...(name === undefined ? {} : { name }) }
  const { placeholderData: _, ...query } = cellViewQuery({ sessionUuid, cellId, answer, locale, rows: asked })
  const profile = useQuery(query)
  return (
    <Modal opened onClose={onClose} title={t('appSession.profileOf', { column: column.label ?? column.name })}>
      <QueryBoundary query={profile} failed={t('appSession.rowsFailed')} skeleton={<Skeleton height={240} />}>
        {(shown) => (shown.kind === 'profile' ? <Profile column={column} profile={shown} /> : null)}
      </QueryBoundary>
    </Modal>
  )
}

function Profile({ column, profile }: { column: ViewColumn; profile: Extract<CellView, { kind: 'profile' }> }) {
  const { t } = useTranslation()
  const locale = useNumberLocale()
  const count = (value: number): string => new Intl.NumberFormat(locale).format(value)
  const { rows, missing, distinct, least, most, mean, frequent, truncated, partial } = profile
  const write = columnWriter(column, [least, most, ...frequent.map(({ value }) => value)], locale)
  const lines = [
    [t('appSession.profiles.rows'), count(rows)],
    [t('appSession.profiles.missing'), count(missing)],
    [t('appSession.profiles.distinct'), count(distinct)],
    ...(least === null
      ? []
      : [
          [t('appSession.profiles.least'), write(least)],
          [t('appSession.profiles.most'), write(most)],
        ]),
    ...(mean === null ? [] : [[t('appSession.profiles.mean'), valueWriter(column, locale)(mean)]]),
  ] as const
  return (
    <>
      <Table>
        <Table.Tbody>
          {lines.map(([label, text]) => (
            <Table.Tr key={label}>
              <Table.Th fw={500}>{label}</Table.Th>
              <Table.Td ta="end" className="numbers" style={{ overflowWrap: 'anywhere' }}>
                {text}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <CutNote truncated={truncated} partial={partial} />
      <Text size="sm" fw={600} mt="sm">
        {t('appSession.profiles.frequent')}
      </Text>
      <Table>
        <Table.Tbody>
          {frequent.map(({ value, count: times }) => (
            <Table.Tr key={write(value)}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{write(value)}</Table.Td>
              <Table.Td w="40%">
                <Progress value={(times / Math.max(1, rows)) * 100} aria-hidden />
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                {count(times)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
