import { Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { connectService, integrationsQuery, type IntegrationKind } from '../../api/integrations.ts'
import { DialogForm } from '../../components/dialog-form.tsx'
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
  const save = async (): Promise<void> => {
    await connectService(kind, settings)
    await queryClient.invalidateQueries({ queryKey: integrationsQuery.queryKey })
    toastDone(t('integrations.connected', { name }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('integrations.connect', { name })} size="lg">
      <DialogForm submit={t('integrations.save')} disabled={isIncomplete} onSubmit={save} onClose={onClose}>
        {children}
        <Text size="xs" c="dimmed">
          {t('integrations.secretsNote')}
        </Text>
      </DialogForm>
    </Modal>
  )
}
