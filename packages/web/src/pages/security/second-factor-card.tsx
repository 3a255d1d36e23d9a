import { Badge, Button, Divider, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ownSecurityQuery, removeApp, renewRecoveryCodes, type AddedFactor, type OwnSecurity } from '../../api/security.ts'
import { Ago } from '../../components/ago.tsx'
import { Card } from '../../components/card.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.ts'
import { AppSetup } from './app-setup.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Open = { dialog: 'setUp' | 'remove' | 'renew' } | { dialog: 'codes'; codes: string[] }

/** The authenticator app and the recovery codes: set up, moved, removed, made anew. */
export function SecondFactorCard({ security }: { security: OwnSecurity }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<Open | null>(null)
  const { appSince, passkeys, recoveryCodesLeft, isRequired } = security
  const isOn = appSince !== null || passkeys.length > 0
  const close = (): void => setOpen(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ownSecurityQuery.queryKey })
  const onAdded = async ({ recoveryCodes }: AddedFactor): Promise<void> => {
    toastDone(t('secondFactor.added'))
    setOpen(recoveryCodes === null ? null : { dialog: 'codes', codes: recoveryCodes })
    await refresh()
  }
  const remove = async (): Promise<void> => {
    const { isMailed } = await removeApp()
    toastDone([t('secondFactor.removed'), ...(isMailed ? [] : [t('secondFactor.notMailed')])].join('. '))
    close()
    await refresh()
  }
  const renew = async (): Promise<void> => {
    const { recoveryCodes } = await renewRecoveryCodes()
    setOpen({ dialog: 'codes', codes: recoveryCodes })
    await refresh()
  }
  return (
    <Card title={t('secondFactor.title')} text={`${t('secondFactor.text')}${isRequired ? ` ${t('secondFactor.required')}` : ''}`}>
      <Stack gap="sm">
        <Badge color={isOn ? 'green' : 'gray'} variant="light" role="status">
          {isOn ? t('secondFactor.on') : t('secondFactor.off')}
        </Badge>
        <Part
          title={t('secondFactor.app')}
          state={
            appSince === null ? (
              t('secondFactor.noApp')
            ) : (
              <>
                {t('secondFactor.appSince')} <Ago at={appSince} />
              </>
            )
          }
        >
          <Button size="xs" variant={isOn ? 'default' : 'filled'} onClick={() => setOpen({ dialog: 'setUp' })}>
            {appSince === null ? t('secondFactor.setUp') : t('secondFactor.setUpAnother')}
          </Button>
          {appSince !== null && (
            <Button size="xs" variant="default" onClick={() => setOpen({ dialog: 'remove' })}>
              {t('secondFactor.remove')}
            </Button>
          )}
        </Part>
        <Divider />
        <Part
          title={t('recoveryCodes.title')}
          state={isOn ? `${t('recoveryCodes.text')} ${t('recoveryCodes.left', { count: recoveryCodesLeft })}` : t('recoveryCodes.none')}
        >
          {isOn && (
            <Button size="xs" variant="default" onClick={() => setOpen({ dialog: 'renew' })}>
              {t('recoveryCodes.renew')}
            </Button>
          )}
        </Part>
      </Stack>
      {open?.dialog === 'setUp' && (
        <Modal opened onClose={close} title={t('secondFactor.dialogTitle')} closeOnClickOutside={false}>
          <AppSetup onAdded={onAdded} />
        </Modal>
      )}
      {open?.dialog === 'remove' && (
        <ConfirmDialog
          title={t('secondFactor.removeTitle')}
          text={passkeys.length > 0 ? t('secondFactor.removeText') : t('secondFactor.removeLast')}
          confirm={t('secondFactor.remove')}
          failed={t('secondFactor.removeFailed')}
          onConfirm={remove}
          onClose={close}
        />
      )}
      {open?.dialog === 'renew' && (
        <ConfirmDialog
          title={t('recoveryCodes.renewTitle')}
          text={t('recoveryCodes.renewText')}
          confirm={t('recoveryCodes.renew')}
          failed={t('recoveryCodes.renewFailed')}
          onConfirm={renew}
          onClose={close}
        />
      )}
      {open?.dialog === 'codes' && <RecoveryCodesDialog codes={open.codes} onKept={close} />}
    </Card>
  )
}

/** Recovery codes in a dialog that no slip of the mouse closes. */
export function RecoveryCodesDialog({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onKept} title={t('recoveryCodes.keep')} closeOnClickOutside={false} closeOnEscape={false}>
      <RecoveryCodes codes={codes} onKept={onKept} />
    </Modal>
  )
}

function Part({ title, state, children }: { title: string; state: ReactNode; children: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div style={{ flex: '1 1 220px' }}>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {state}
        </Text>
      </div>
      <Group gap="xs">{children}</Group>
    </Group>
  )
}
