import { i18next } from '../i18n/i18n.ts'
import { toastAction } from './toast-action.tsx'
import { toastFailed } from './toast.ts'

type Undo = {
  message: string
  /** Said when it could not be taken back. */
  failed: string
  onUndo: () => Promise<unknown>
}

/** Says that something was done, and offers to take it back while it is shown. */
export function toastUndo({ message, failed, onUndo }: Undo): void {
  toastAction({ message, label: i18next.t('dialog.undo'), onPress: () => void onUndo().catch((error: unknown) => toastFailed(failed, error)) })
}
