import { Modal, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { DialogForm } from './dialog-form.tsx'

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
  const id = useId()
  return (
    // Mantine names only the dialog inside; its title and body have ids made from ours.
    <Modal opened onClose={onClose} title={title} id={id} role="alertdialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-body`}>
      <DialogForm submit={confirm} isDanger disabled={isWaiting} onSubmit={onConfirm} failed={failed} focusesCancel gap="md" onClose={onClose}>
        <Text size="sm">{text}</Text>
        {children}
      </DialogForm>
    </Modal>
  )
}
