import { Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/message-of.ts'
import { addPasskey, type AddedFactor } from '../../api/security.ts'
import { DialogFooter } from '../../components/dialog-footer.tsx'
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
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameHint')}
            value={name}
            maxLength={100}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DialogFooter
            submit={t('passkeys.add')}
            busy={isBusy}
            disabled={name.trim() === ''}
            failure={failure}
            failed={t('passkeys.addFailed')}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}
