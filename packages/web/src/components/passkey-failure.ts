import type { TFunction } from 'i18next'

/** What went wrong with a passkey, in our words where the browser's say little. */
export function passkeyFailure(error: unknown, t: TFunction): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError') return new Error(t('passkeys.cancelled'))
  if (name === 'InvalidStateError') return new Error(t('passkeys.known'))
  return error
}
