import type { TFunction } from 'i18next'
import type texts from '../../i18n/operations.json'

type Operations = (typeof texts)['operations']
type OperationKey = { [Noun in keyof Operations]: `operations.${Noun}.${keyof Operations[Noun] & string}` }[keyof Operations]
type KindKey = `targetKinds.${keyof (typeof texts)['targetKinds']}`

/** What an operation does, in the language of the pages. That every one there is has a text is checked in `tests/house`. */
export const operationLabel = (t: TFunction, operation: string): string =>
  t(`operations.${operation}` as OperationKey, { defaultValue: operationInWords(operation) })

/** What kind of thing a line of the log is about. */
export const targetKindLabel = (t: TFunction, kind: string): string => t(`targetKinds.${kind}` as KindKey, { defaultValue: kind.replaceAll('_', ' ') })

type RefusalKey = `refusals.${keyof (typeof texts)['refusals']}`

/** Why something was refused; what else the log has of it, a code of an identity provider, stays as it is. */
export function refusalLabel(t: TFunction, reason: string): string {
  const [, code = reason, more = ''] = /^(\w+)( \(.*\))?$/s.exec(reason) ?? []
  return `${t(`refusals.${code}` as RefusalKey, { defaultValue: code.replaceAll('_', ' ') })}${more}`
}

/**
 * `identity.updateMemberRole` as words: "Update member role". For lines of operations that are no more: the log keeps them.
 * The noun is said where the verb does not say it.
 */
export function operationInWords(operation: string): string {
  const [noun = '', verb = ''] = operation.split('.')
  const words = verb
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  const text = noun === 'identity' || words.includes(' ') ? words : `${words} ${noun.replaceAll('_', ' ')}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
