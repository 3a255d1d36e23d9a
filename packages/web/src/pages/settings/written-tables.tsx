import { Anchor, Table, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { forgetWrittenTable, writtenTablesQuery, type WrittenTable, type WrittenTables as Written } from '../../api/writeback.ts'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'
import { toastFailed } from '../../components/toast.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string; written: Written }

/** What notebooks wrote, and whether it is still there. */
export function WrittenTables({ projectUuid, written: { tables, hasMore, unasked } }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const forget = useMutation({
    mutationFn: ({ name }: WrittenTable) => forgetWrittenTable(projectUuid, name),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: writtenTablesQuery(projectUuid).queryKey }),
    onError: (error, { name }) => toastFailed(t('writeback.forgetFailed', { table: name }), error),
  })
  if (tables.length === 0) return null
  return (
    <>
      <WideTable minWidth={300} hasActions label={t('writeback.tables')}>
        <Table verticalSpacing={4}>
          <Table.Caption style={{ captionSide: 'top', textAlign: 'start' }}>
            {t('writeback.tables')} {hasMore && t('writeback.lastOnly', { count: tables.length })}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('writeback.table')}</Table.Th>
              <Table.Th>{t('writeback.rowsHeading')}</Table.Th>
              <Table.Th aria-label={t('writeback.actions')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tables.map((table) => (
              <Table.Tr key={table.name}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {table.name}
                  {table.state !== null && (
                    <Text size="xs" {...(table.state === 'here' ? { c: 'dimmed' } : { fw: 600 })}>
                      {t(`writeback.states.${table.state}`)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {t(`writeback.last.${table.mode}`, { count: table.rows })}, <Ago at={table.writtenAt} />
                  {table.writtenBy !== null && ` · ${table.writtenBy.name}`}
                  {table.notebook !== null && (
                    <Text size="xs">
                      <Anchor component={LinkTo} href={paths.notebook(projectUuid, table.notebook.uuid)} inherit>
                        {table.notebook.name}
                      </Anchor>
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  {table.state !== null && table.state !== 'here' && (
                    <RemoveButton label={t('writeback.forget', { table: table.name })} onClick={() => forget.mutate(table)} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {unasked !== null && (
        <Text size="xs" c="dimmed">
          {t('writeback.unasked', { message: unasked })}
        </Text>
      )}
    </>
  )
}
