import { Modal, Progress, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewColumn } from '../../../api/cell-views.ts'
import { profileOf } from './profile-of.ts'

type Props = { column: ViewColumn; values: readonly unknown[]; write: (raw: unknown) => string; onClose: () => void }

/** What is in a column of the rows that are shown. */
export function ColumnProfile({ column, values, write, onClose }: Props) {
  const { t } = useTranslation()
  const profile = useMemo(() => profileOf(values, column.type === 'number'), [values, column.type])
  const { count, missing, distinct, least, most, mean, frequent } = profile
  const lines = [
    [t('appSession.profiles.rows'), String(count)],
    [t('appSession.profiles.missing'), String(missing)],
    [t('appSession.profiles.distinct'), String(distinct)],
    ...(least === null
      ? []
      : [
          [t('appSession.profiles.least'), write(least)],
          [t('appSession.profiles.most'), write(most)],
        ]),
    ...(mean === null ? [] : [[t('appSession.profiles.mean'), write(mean)]]),
  ] as const
  return (
    <Modal opened onClose={onClose} title={t('appSession.profileOf', { column: column.label ?? column.name })}>
      <Text size="xs" c="dimmed">
        {t('appSession.profileNote', { count })}
      </Text>
      <Table mt="xs">
        <Table.Tbody>
          {lines.map(([name, text]) => (
            <Table.Tr key={name}>
              <Table.Th fw={500}>{name}</Table.Th>
              <Table.Td ta="end" className="numbers">
                {text}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" fw={600} mt="sm">
        {t('appSession.profiles.frequent')}
      </Text>
      <Table>
        <Table.Tbody>
          {frequent.map(({ value, count: times }) => (
            <Table.Tr key={write(value)}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{write(value)}</Table.Td>
              <Table.Td w="40%">
                <Progress value={(times / Math.max(1, count)) * 100} aria-hidden />
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                {times}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
