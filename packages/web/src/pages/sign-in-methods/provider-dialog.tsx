import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createProvider, updateProvider, type IdentityProvider } from '../../api/sign-in-methods.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
import { AdmissionFields } from './admission-fields.tsx'
import { GroupFields } from './group-fields.tsx'
import { draftOf, secretChange, settingsOf, slugOf, type ProviderDraft } from './provider-draft.ts'
import { ProviderFields } from './provider-fields.tsx'

type Props = {
  /** The one to change; null for a new one. */ known: IdentityProvider | null
  onSaved: (provider: IdentityProvider) => Promise<void>
  onClose: () => void
}

/** Asks for everything about an identity provider. A refusal is said here, and nothing that was typed is lost. */
export function ProviderDialog({ known, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<ProviderDraft>(() => draftOf(known))
  const set = (part: Partial<ProviderDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const slug = draft.slug === '' ? slugOf(draft.name) : draft.slug
  const isComplete = [draft.name, draft.issuer, draft.clientId, slug].every((text) => text.trim() !== '')
  const save = async (): Promise<void> => {
    const settings = settingsOf(draft)
    const saved = await (known === null
      ? createProvider({ ...settings, slug, clientSecret: draft.clientSecret === '' ? null : draft.clientSecret })
      : updateProvider(known.uuid, { ...settings, ...secretChange(draft) }))
    await onSaved(saved)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeOnClickOutside={false}
      title={known === null ? t('signInMethods.addTitle') : t('signInMethods.changeTitle', { name: known.name })}
    >
      <DialogForm
        submit={t('signInMethods.save')}
        disabled={!isComplete}
        onSubmit={save}
        failed={t('signInMethods.saveFailed')}
        gap="lg"
        noValidate
        onClose={onClose}
      >
        <ProviderFields draft={draft} slug={slug} known={known} onChange={set} />
        <AdmissionFields draft={draft} onChange={set} />
        <GroupFields draft={draft} onChange={set} />
      </DialogForm>
    </Modal>
  )
}
