import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { addPasskey, type AddedFactor } from '../../api/security.ts'
import { passkeyFailure } from '../../components/passkey-failure.ts'
import { browserName } from '../profile/browser-name.ts'

type Props = { onAdded: (added: AddedFactor) => Promise<void>; onClose: () => void }

/** Asks what a new passkey is called, then has the browser make it. */
export function NewPasskeyDialog({ onAdded, onClose }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(() => browserName(navigator.userAgent) ?? t('passkeys.proposedName'))
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const add = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await onAdded(await addPasskey(name.trim()))
    } catch (error) {
      const told = passkeyFailure(error, t)
      setFailure(messageOf(told))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('passkeys.addTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Stack gap="sm">
          {failure !== null && (
            <Alert color="red" variant="light" role="alert" title={t('passkeys.addFailed')}>
              {failure}
            </Alert>
          )}
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameHint')}
            value={name}
            maxLength={100}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
              {t('passkeys.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
