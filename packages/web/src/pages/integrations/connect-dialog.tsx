import { Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { connectService, integrationsQuery, type IntegrationKind } from '../../api/integrations.ts'
import { messageOf } from '../../api/message-of.ts'
import { DialogFooter } from '../../components/dialog-footer.tsx'
import { toastDone } from '../../components/toast.ts'

type Props = {
  kind: IntegrationKind
  name: string
  /** What is entered; the server asks the service about it before it is kept. */
  settings: Parameters<typeof connectService>[1]
  isIncomplete: boolean
  onClose: () => void
  /** The fields. */
  children: ReactNode
}

/** Asks for what a service is connected by. Stays open, with the reason, until the service has confirmed it. */
export function ConnectDialog({ kind, name, settings, isIncomplete, onClose, children }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await connectService(kind, settings)
      await queryClient.invalidateQueries({ queryKey: integrationsQuery.queryKey })
      toastDone(t('integrations.connected', { name }))
      onClose()
    } catch (error) {
      setFailure(messageOf(error))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('integrations.connect', { name })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isIncomplete) void save()
        }}
      >
        <Stack gap="sm">
          {children}
          <Text size="xs" c="dimmed">
            {t('integrations.secretsNote')}
          </Text>
          <DialogFooter submit={t('integrations.save')} busy={busy} disabled={isIncomplete} failure={failure} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
