import { Button, Group, Modal, Text } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toastFailed } from './toast.ts'

type Props = {
  title: string
  /** What will happen, with what it takes along. */
  text: string
  /** Text of the button that does it. */
  confirm: string
  /** Said when it fails; the dialog stays. */
  failed: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
  /** What it takes along, when that is more than a sentence. */
  children?: ReactNode
  /** True while that is not known yet. */
  isWaiting?: boolean
}

/** Asks before something is taken away. The safe answer has the focus. */
export function ConfirmDialog({ title, text, confirm, failed, onConfirm, onClose, children, isWaiting = false }: Props) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const id = useId()
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      await onConfirm()
    } catch (error) {
      toastFailed(failed, error)
      setBusy(false)
    }
  }
  return (
    // Mantine names only the dialog inside; its title and body have ids made from ours.
    <Modal opened onClose={onClose} title={title} id={id} role="alertdialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-body`}>
      <Text size="sm" mb="md">
        {text}
      </Text>
      {children}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('dialog.cancel')}
        </Button>
        <Button color="red" loading={busy} disabled={isWaiting} onClick={() => void go()}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
