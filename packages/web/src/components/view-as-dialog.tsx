import { Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogFooter } from './dialog-footer.tsx'
import { startImpersonation } from '../api/impersonation.ts'
import { nameOf, type Person } from '../api/members.ts'
import { toastFailed } from './toast.ts'

type Props = { person: Person; /** The page to look at as that person. */ href: string; onClose: () => void }

/** Asks why somebody wants to view as another person, then shows the product as that person sees it. */
export function ViewAsDialog({ person, href, onClose }: Props) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const name = nameOf(person)
  const start = async (): Promise<void> => {
    setBusy(true)
    try {
      await startImpersonation(person.userUuid, reason)
      // A full load: nothing that only the administrator may see stays in memory.
      window.location.assign(href)
    } catch (error) {
      toastFailed(t('viewAs.failed', { name }), error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('viewAs.title', { name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        <Stack gap="sm">
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
            data-autofocus
          />
          <DialogFooter submit={t('viewAs.start')} busy={isBusy} disabled={reason.trim() === ''} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
