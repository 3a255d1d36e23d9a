import { Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { earlierImportsQuery, importFormats } from '../../api/content-import.ts'
import { Ago } from '../../components/ago.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { UndoImport } from './undo-import.tsx'

/** Imports of before, each with the way back; nothing where there is none. */
export function EarlierImports({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const imports = useQuery(earlierImportsQuery(projectUuid)).data ?? []
  if (imports.length === 0) return null
  return (
    <section aria-label={t('contentImport.earlier')}>
      <Title order={2} size="h5">
        {t('contentImport.earlier')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('contentImport.earlierHint')}
      </Text>
      <WideTable minWidth={560}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('contentImport.when')}</Table.Th>
              <Table.Th>{t('contentImport.format')}</Table.Th>
              <Table.Th>{t('contentImport.did')}</Table.Th>
              <Table.Th>{t('contentImport.back')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map(({ importUuid, format, doneAt, author, created, updated }) => {
              const known = importFormats.find((one) => one === format)
              const name = known === undefined ? format : t(`contentImport.formats.${known}`)
              return (
                <Table.Tr key={importUuid}>
                  <Table.Td>
                    <Ago at={doneAt} />
                    {author !== null && ` · ${author}`}
                  </Table.Td>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td className="numbers">{t('contentImport.didCounts', { created, updated })}</Table.Td>
                  <Table.Td>
                    <UndoImport projectUuid={projectUuid} importUuid={importUuid} label={t('contentImport.undoOf', { format: name, created, updated })} />
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </WideTable>
    </section>
  )
}
