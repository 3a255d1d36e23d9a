import { Modal, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from './dialog-form.tsx'
import { startImpersonation } from '../api/impersonation.ts'
import { nameOf, type Person } from '../api/members.ts'

type Props = { person: Person; /** The page to look at as that person. */ href: string; onClose: () => void }

/** Asks why somebody wants to view as another person, then shows the product as that person sees it. */
export function ViewAsDialog({ person, href, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const name = nameOf(person)
  const start = async (): Promise<void> => {
    await startImpersonation(person.userUuid, reason)
    // A full load: nothing that only the administrator may see stays in memory.
    window.location.assign(href)
  }
  return (
    <Modal opened onClose={onClose} title={t('viewAs.title', { name })}>
      <DialogForm submit={t('viewAs.start')} disabled={reason.trim() === ''} onSubmit={start} failed={t('viewAs.failed', { name })} onClose={onClose}>
        <Text size="sm">{t('viewAs.text', { name })}</Text>
        <Textarea
          label={t('viewAs.reason')}
          description={t('viewAs.reasonHint', { name })}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          required
        />
      </DialogForm>
    </Modal>
  )
}
