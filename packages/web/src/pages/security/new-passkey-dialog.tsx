import { Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPasskey, type AddedFactor } from '../../api/security.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { passkeyFailure } from '../../components/passkey-failure.ts'
import { browserName } from '../profile/browser-name.ts'

type Props = { onAdded: (added: AddedFactor) => Promise<void>; onClose: () => void }

/** Asks what a new passkey is called, then has the browser make it. */
export function NewPasskeyDialog({ onAdded, onClose }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(() => browserName(navigator.userAgent) ?? t('passkeys.proposedName'))
  const add = async (): Promise<void> => {
    try {
      await onAdded(await addPasskey(name.trim()))
    } catch (error) {
      throw passkeyFailure(error, t)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('passkeys.addTitle')}>
      <DialogForm submit={t('passkeys.add')} disabled={name.trim() === ''} onSubmit={add} failed={t('passkeys.addFailed')} onClose={onClose}>
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.nameHint')}
          value={name}
          maxLength={100}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </DialogForm>
    </Modal>
  )
}
