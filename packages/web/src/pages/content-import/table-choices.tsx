import { NativeSelect, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ImportedTable } from '../../api/content-import.ts'
import { exploresQuery } from '../../api/explores.ts'
import { WideTable } from '../../components/wide-table.tsx'

type Props = {
  projectUuid: string
  tables: readonly ImportedTable[]
  /** Explores that come in with the import. */ incoming: readonly { name: string; label: string }[]
  onChoose: (table: string, explore: string | null) => void
}

/** Which explore answers for each table of the export. */
export function TableChoices({ projectUuid, tables, incoming, onChoose }: Props) {
  const { t } = useTranslation()
  const explores = useQuery(exploresQuery(projectUuid)).data ?? []
  if (tables.length === 0) return null
  const options = [
    { value: '', label: t('contentImport.noExplore') },
    ...[...incoming, ...explores.filter(({ name, errors }) => errors === undefined && !incoming.some((one) => one.name === name))].map(({ name, label }) => ({
      value: name,
      label: label === name ? name : `${label} (${name})`,
    })),
  ]
  return (
    <section>
      <Title order={2} size="h5">
        {t('contentImport.tables')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('contentImport.tablesHint')}
      </Text>
      <WideTable minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('contentImport.table')}</Table.Th>
              <Table.Th>{t('contentImport.charts')}</Table.Th>
              <Table.Th>{t('contentImport.explore')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tables.map(({ name, explore, charts }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className="numbers">{charts}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={t('contentImport.exploreFor', { table: name })}
                    value={explore ?? ''}
                    onChange={({ currentTarget: { value } }) => onChoose(name, value === '' ? null : value)}
                    data={options}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </section>
  )
}
