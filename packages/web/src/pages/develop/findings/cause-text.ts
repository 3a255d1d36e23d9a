import type { TFunction } from 'i18next'
import type { Cause, Rename } from '../../../api/validation.ts'

/** What happened, in a sentence. */
export function causeText(cause: Cause, t: TFunction): string {
  switch (cause.kind) {
    case 'field':
      return cause.explore === null
        ? t('findings.cause.field', { name: cause.field })
        : t('findings.cause.fieldOfExplore', { name: cause.field, explore: cause.explore })
    case 'explore':
      return t('findings.cause.explore', { name: cause.explore })
    case 'model':
      return t('findings.cause.model', { name: cause.explore })
    case 'chart':
      return t('findings.cause.chart')
  }
}

/** The rename that mends a cause, as far as it is known; null where none would. */
export function mendOf(cause: Cause, to = ''): Rename | null {
  if (cause.kind === 'field') return { kind: 'field', from: cause.field, to, explore: cause.explore }
  return cause.kind === 'explore' ? { kind: 'explore', from: cause.explore, to } : null
}
