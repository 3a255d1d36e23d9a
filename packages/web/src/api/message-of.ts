import { tell } from '@atrium/documents'
import { i18next } from '../i18n/i18n.ts'
import type { Refusals } from '../i18n/language.ts'
import { ApiError } from './api-error.ts'

/** What the server says no with: in English, and what the same is made of in other languages. */
export type Refusal = { message: string; reason?: string | null; params?: Readonly<Record<string, string | number>> | undefined }

/** What went wrong, for people: errors of the server and of ours say what to do. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
  const { reason = error.name, params } = error.data as Pick<Refusal, 'reason' | 'params'>
  return tellRefusal({ message: error.message, reason, params })
}

/** A refusal in the language that is shown; as it came where that has no words for it. */
export function tellRefusal({ message, reason, params }: Refusal): string {
  const { language } = i18next
  const known = i18next.getResourceBundle(language, 'refusals') as Refusals | undefined
  const sentences = known !== undefined && reason != null && Object.hasOwn(known, reason) ? known[reason] : undefined
  return tell(sentences, { ...params, message }, language) ?? message
}
