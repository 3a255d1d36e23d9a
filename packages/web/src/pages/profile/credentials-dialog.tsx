import { Modal, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  createCredentials,
  credentialTypes,
  hasUser,
  readKeyFile,
  updateCredentials,
  type CredentialsDraft,
  type WarehouseCredentials,
} from '../../api/warehouse-credentials.ts'
import { DialogForm } from '../../components/dialog-form.tsx'

type Props = { /** Those to change; null for new ones. */ known: WarehouseCredentials | null; onSaved: () => Promise<void>; onClose: () => void }

/** Asks for credentials. A secret that is kept is left alone when its field stays empty, as long as the warehouse is of the same kind. */
export function CredentialsDialog({ known, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<CredentialsDraft>({
    name: known?.name ?? '',
    type: known?.credentials.type ?? 'postgres',
    user: known?.credentials.user ?? '',
    secret: '',
  })
  const set = (part: Partial<CredentialsDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const keepsSecret = known !== null && known.credentials.type === draft.type
  const isKeyFileWrong = draft.type === 'bigquery' && readKeyFile(draft.secret) === null
  const isComplete = draft.name.trim() !== '' && (!hasUser(draft.type) || draft.user !== '') && (keepsSecret || draft.secret.trim() !== '') && !isKeyFileWrong
  const save = async (): Promise<void> => {
    const wanted = { ...draft, name: draft.name.trim() }
    await (known === null ? createCredentials(wanted) : updateCredentials(known.uuid, wanted))
    await onSaved()
  }
  return (
    <Modal opened onClose={onClose} title={known === null ? t('warehouseCredentials.addTitle') : t('warehouseCredentials.changeTitle', { name: known.name })}>
      <DialogForm
        submit={t('warehouseCredentials.save')}
        disabled={!isComplete}
        onSubmit={save}
        failed={t('warehouseCredentials.saveFailed')}
        onClose={onClose}
      >
        <TextInput
          label={t('warehouseCredentials.name')}
          description={t('warehouseCredentials.nameHint')}
          value={draft.name}
          maxLength={250}
          required
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('warehouseCredentials.type')}
          value={draft.type}
          data={credentialTypes.map((value) => ({ value, label: t(`warehouseCredentials.types.${value}`) }))}
          // A secret belongs to its kind of warehouse: it does not move to another field.
          onChange={(event) => set({ type: credentialTypes.find((type) => type === event.currentTarget.value) ?? 'postgres', secret: '' })}
        />
        {hasUser(draft.type) && (
          <TextInput
            label={t('warehouseCredentials.user')}
            value={draft.user}
            autoComplete="off"
            required
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
        )}
        <SecretField draft={draft} isKept={keepsSecret} isWrong={isKeyFileWrong} onChange={(secret) => set({ secret })} />
      </DialogForm>
    </Modal>
  )
}

type SecretProps = { draft: CredentialsDraft; isKept: boolean; isWrong: boolean; onChange: (secret: string) => void }

function SecretField({ draft: { type, secret }, isKept, isWrong, onChange }: SecretProps) {
  const { t } = useTranslation()
  const description = isKept ? t('warehouseCredentials.secretKept') : undefined
  if (type === 'bigquery') {
    return (
      <Textarea
        label={t('warehouseCredentials.keyFile')}
        description={description ?? t('warehouseCredentials.keyFileHint')}
        error={isWrong ? t('warehouseCredentials.keyFileWrong') : undefined}
        value={secret}
        autoComplete="off"
        spellCheck={false}
        rows={5}
        required={!isKept}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <PasswordInput
      label={type === 'databricks' ? t('warehouseCredentials.token') : t('warehouseCredentials.password')}
      description={description}
      value={secret}
      autoComplete="new-password"
      required={!isKept}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
