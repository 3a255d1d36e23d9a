import { Badge, Button, Group, Menu, Table, Text } from '@mantine/core'
import { IconFingerprint, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownSecurityQuery, removePasskey, renamePasskey, type AddedFactor, type Passkey } from '../../api/security.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { hasPasskeys } from '../../components/has-passkeys.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { RowMenu } from '../../components/row-menu.tsx'
import { toastDone } from '../../components/toast.ts'
import { NewPasskeyDialog } from './new-passkey-dialog.tsx'
import { RecoveryCodesDialog } from './second-factor-card.tsx'
import { WideTable } from '../../components/wide-table.tsx'

type Open = { dialog: 'add' } | { dialog: 'rename' | 'remove'; passkey: Passkey } | { dialog: 'codes'; codes: string[] }

/** The reader's passkeys: added, named, removed. */
export function PasskeysCard({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ownSecurityQuery.queryKey })
  const onAdded = async ({ recoveryCodes }: AddedFactor): Promise<void> => {
    toastDone(t('passkeys.added'))
    setOpen(recoveryCodes === null ? null : { dialog: 'codes', codes: recoveryCodes })
    await refresh()
  }
  const rename = async ({ uuid }: Passkey, name: string): Promise<void> => {
    await renamePasskey(uuid, name)
    close()
    await refresh()
  }
  const remove = async ({ uuid }: Passkey): Promise<void> => {
    const { isMailed } = await removePasskey(uuid)
    toastDone([t('passkeys.removed'), ...(isMailed ? [] : [t('secondFactor.notMailed')])].join('. '))
    close()
    await refresh()
  }
  return (
    <Card title={t('passkeys.title')} text={t('passkeys.text')}>
      {hasPasskeys() ? (
        <Group justify="flex-end" mb="xs">
          <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setOpen({ dialog: 'add' })}>
            {t('passkeys.add')}
          </Button>
        </Group>
      ) : (
        <Text size="sm" mb="xs">
          {t('passkeys.unavailable', { site: window.location.host })}
        </Text>
      )}
      {passkeys.length === 0 ? (
        <EmptyState icon={IconFingerprint} text={t('passkeys.none')} compact />
      ) : (
        <PasskeyTable passkeys={passkeys} onChoose={(dialog, passkey) => setOpen({ dialog, passkey })} />
      )}
      {open?.dialog === 'add' && <NewPasskeyDialog onAdded={onAdded} onClose={close} />}
      {open?.dialog === 'rename' && (
        <NameDialog
          title={t('passkeys.renameTitle', { name: open.passkey.name })}
          submit={t('passkeys.rename')}
          failed={t('passkeys.renameFailed')}
          name={open.passkey.name}
          onSubmit={({ name }) => rename(open.passkey, name)}
          onClose={close}
        />
      )}
      {open?.dialog === 'remove' && (
        <ConfirmDialog
          title={t('passkeys.removeTitle', { name: open.passkey.name })}
          text={t('passkeys.removeText')}
          confirm={t('passkeys.remove')}
          failed={t('passkeys.removeFailed')}
          onConfirm={() => remove(open.passkey)}
          onClose={close}
        />
      )}
      {open?.dialog === 'codes' && <RecoveryCodesDialog codes={open.codes} onKept={close} />}
    </Card>
  )
}

type TableProps = { passkeys: readonly Passkey[]; onChoose: (dialog: 'rename' | 'remove', passkey: Passkey) => void }

function PasskeyTable({ passkeys, onChoose }: TableProps) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={420} hasActions>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('passkeys.name')}</Table.Th>
            <Table.Th>{t('passkeys.created')}</Table.Th>
            <Table.Th>{t('passkeys.lastUsed')}</Table.Th>
            <Table.Th aria-label={t('space.more')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {passkeys.map((passkey) => (
            <Table.Tr key={passkey.uuid}>
              <Table.Td>
                {passkey.name}{' '}
                {passkey.isBackedUp && (
                  <Badge size="sm" variant="light">
                    {t('passkeys.backedUp')}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>
                <Ago at={passkey.createdAt} />
              </Table.Td>
              <Table.Td>{passkey.lastUsedAt === null ? t('passkeys.neverUsed') : <Ago at={passkey.lastUsedAt} />}</Table.Td>
              <Table.Td ta="right">
                <RowMenu label={t('passkeys.actions', { name: passkey.name })}>
                  <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => onChoose('rename', passkey)}>
                    {t('passkeys.rename')}
                  </Menu.Item>
                  <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => onChoose('remove', passkey)}>
                    {t('passkeys.remove')}
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
