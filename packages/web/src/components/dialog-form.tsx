import { Alert, Button, Group, Stack, type MantineSpacing } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isAborted } from '../api/api-error.ts'
import { messageOf } from '../api/message-of.ts'
import { toastFailed } from './toast.ts'

type Props = {
  /** Text of the button that sends the form. */
  submit: string
  /** What is asked is taken away or written over. */
  isDanger?: boolean
  /** Nothing can be sent yet. */
  disabled?: boolean
  /** Does it. The dialog stays as long as it takes, and when it throws. */
  onSubmit: () => unknown
  /** Said, with the reason, when it threw. */
  failed?: string
  /** An answer of another kind, at the other end. */
  aside?: ReactNode
  /** There is nothing to fill in: the keys start on the button that changes nothing. */
  focusesCancel?: boolean
  gap?: MantineSpacing
  /** The form finds its own words for what is filled in wrongly. */
  noValidate?: boolean
  onClose: () => void
  children?: ReactNode
}

/** What a dialog asks and its buttons: sent once at a time; a failure is told in place, and to whoever closed the dialog meanwhile in passing. */
export function DialogForm({
  submit,
  isDanger = false,
  disabled = false,
  onSubmit,
  failed,
  aside,
  focusesCancel = false,
  gap = 'sm',
  noValidate = false,
  onClose,
  children,
}: Props) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.current !== null) startInFirstField(form.current)
  }, [])
  const send = async (): Promise<void> => {
    if (busy || disabled) return
    setBusy(true)
    setFailure(null)
    try {
      await onSubmit()
    } catch (error) {
      if (isAborted(error)) return
      if (form.current === null) toastFailed(failed ?? submit, error)
      else setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      ref={form}
      noValidate={noValidate}
      onSubmit={(event) => {
        event.preventDefault()
        // React hands it on to a form that the dialog was opened from.
        event.stopPropagation()
        void send()
      }}
    >
      <Stack gap={gap}>
        {children}
        {failure !== null && (
          <Alert color="red" variant="light" role="alert" title={failed}>
            {failure}
          </Alert>
        )}
        <Group gap="xs">
          {aside}
          <Group gap="xs" ml="auto">
            <Button variant="default" onClick={onClose} data-autofocus={focusesCancel || undefined}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" {...(isDanger ? { color: 'red' } : {})} loading={busy} disabled={disabled}>
              {submit}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

const fields = ['input:not([type=hidden], [type=radio]:not(:checked))', 'textarea', 'select'].map((field) => `${field}:enabled:not([tabindex="-1"])`).join()

/** The keys start in the first field, or where the form says: left alone, a dialog gives them to the cross that closes it. */
function startInFirstField(form: HTMLFormElement): void {
  const start = form.querySelector<HTMLElement>('[data-autofocus]') ?? form.querySelector<HTMLElement>(fields)
  if (start === null) return
  // Read by the dialog as it opens.
  start.dataset['autofocus'] = 'true'
  // A form that had to be loaded comes when the dialog is open already.
  if (form.closest('[role="dialog"]')?.contains(document.activeElement) === true) start.focus({ preventScroll: true })
}
