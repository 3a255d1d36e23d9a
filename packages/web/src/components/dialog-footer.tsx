import { Alert, Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = {
  /** Text of the button that sends the form. */
  submit: string
  busy?: boolean
  disabled?: boolean
  /** Why it did not work, null while nothing went wrong; absent where that is told elsewhere. */
  failure?: string | null
  /** What did not work. */
  failed?: string
  /** The dialog opens with nothing to fill in: its keys start on the button that changes nothing. */
  focusesCancel?: boolean
  onClose: () => void
}

/** The end of a form in a dialog: why it was refused, and its buttons. */
export function DialogFooter({ submit, busy = false, disabled = false, failure = null, failed, focusesCancel = false, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {failure !== null && (
        <Alert color="red" variant="light" role="alert" title={failed}>
          {failure}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus={focusesCancel || undefined}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={disabled}>
          {submit}
        </Button>
      </Group>
    </>
  )
}
