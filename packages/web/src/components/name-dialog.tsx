import { Modal, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from './dialog-form.tsx'

type Props = {
  title: string
  /** Text of the button. */
  submit: string
  /** Said when it fails; the dialog stays. */
  failed: string
  name?: string
  /** Absent: no description is asked for. */
  description?: string
  onSubmit: (answer: { name: string; description: string }) => Promise<unknown>
  onClose: () => void
  /** More fields. */
  children?: ReactNode
}

/** Asks for a name and what goes with it. Stays open until it worked. */
export function NameDialog({ title, submit, failed, name: givenName = '', description: givenDescription, onSubmit, onClose, children }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(givenName)
  const [description, setDescription] = useState(givenDescription ?? '')
  return (
    <Modal opened onClose={onClose} title={title}>
      <DialogForm
        submit={submit}
        disabled={name.trim() === ''}
        onSubmit={() => onSubmit({ name: name.trim(), description: description.trim() })}
        failed={failed}
        onClose={onClose}
      >
        <TextInput label={t('content.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required maxLength={250} />
        {givenDescription !== undefined && (
          <Textarea label={t('content.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} autosize minRows={2} />
        )}
        {children}
      </DialogForm>
    </Modal>
  )
}
