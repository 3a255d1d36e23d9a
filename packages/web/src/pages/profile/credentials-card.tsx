import { Button, Group, Menu, Paper, Skeleton, Table, Text, Title } from '@mantine/core'
import { IconDatabase, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { credentialsKey, credentialsQuery, deleteCredentials, type WarehouseCredentials } from '../../api/warehouse-credentials.ts'
import { Ago } from '../../components/ago.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { CredentialsDialog } from './credentials-dialog.tsx'
import { WideTable } from '../../components/wide-table.tsx'

/** The person's own credentials for warehouses: added, changed, deleted; secrets are never shown. */
export function CredentialsCard() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const credentials = useQuery(credentialsQuery)
  const [editing, setEditing] = useState<WarehouseCredentials | 'new' | null>(null)
  const [leaving, setLeaving] = useState<WarehouseCredentials | null>(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: credentialsKey })
  const onSaved = async (): Promise<void> => {
    await refresh()
    setEditing(null)
  }
  const remove = async (): Promise<void> => {
    if (leaving !== null) await deleteCredentials(leaving.uuid)
    await refresh()
    setLeaving(null)
  }
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('warehouseCredentials.title')}>
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} size="h5">
            {t('warehouseCredentials.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('warehouseCredentials.text')}
          </Text>
        </div>
        <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
          {t('warehouseCredentials.add')}
        </Button>
      </Group>
      <QueryBoundary query={credentials} failed={t('warehouseCredentials.failed')} skeleton={<Skeleton height={80} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={IconDatabase} text={t('warehouseCredentials.none')} compact />
          ) : (
            <CredentialsTable credentials={all} onChange={setEditing} onDelete={setLeaving} />
          )
        }
      </QueryBoundary>
      {editing !== null && <CredentialsDialog known={editing === 'new' ? null : editing} onSaved={onSaved} onClose={() => setEditing(null)} />}
      {leaving !== null && (
        <ConfirmDialog
          title={t('warehouseCredentials.deleteTitle', { name: leaving.name })}
          text={t('warehouseCredentials.deleteText')}
          confirm={t('warehouseCredentials.delete')}
          failed={t('warehouseCredentials.deleteFailed')}
          onConfirm={remove}
          onClose={() => setLeaving(null)}
        />
      )}
    </Paper>
  )
}

type TableProps = {
  credentials: readonly WarehouseCredentials[]
  onChange: (credentials: WarehouseCredentials) => void
  onDelete: (credentials: WarehouseCredentials) => void
}

function CredentialsTable({ credentials, onChange, onDelete }: TableProps) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={480} hasActions>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('warehouseCredentials.name')}</Table.Th>
            <Table.Th>{t('warehouseCredentials.type')}</Table.Th>
            <Table.Th>{t('warehouseCredentials.user')}</Table.Th>
            <Table.Th>{t('warehouseCredentials.updated')}</Table.Th>
            <Table.Th aria-label={t('space.more')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {credentials.map((each) => (
            <Table.Tr key={each.uuid}>
              <Table.Td>{each.name}</Table.Td>
              <Table.Td>{t(`warehouseCredentials.types.${each.credentials.type}`)}</Table.Td>
              <Table.Td>{each.credentials.user ?? '–'}</Table.Td>
              <Table.Td>
                <Ago at={each.updatedAt} />
              </Table.Td>
              <Table.Td ta="right">
                <RowMenu label={t('profile.actions', { name: each.name })}>
                  <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => onChange(each)}>
                    {t('warehouseCredentials.change')}
                  </Menu.Item>
                  <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onDelete(each)}>
                    {t('warehouseCredentials.delete')}
                  </Menu.Item>
                </RowMenu>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
