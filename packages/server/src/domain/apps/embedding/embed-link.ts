import { AppError, type FieldProblem } from '../../../platform/errors.ts'

/** What somebody may take away from an app in a page of elsewhere. */
export const embedExports = ['csv', 'pdf'] as const
export type EmbedExport = (typeof embedExports)[number]

/** How a page of elsewhere wants an app to look. Options that are not known here pass, so that pages of ours can learn them. */
export type EmbedOptions = Readonly<Record<string, unknown>> & {
  theme?: 'light' | 'dark'
  noEmbedOutline?: boolean
  noEmbedFooter?: boolean
  noEmbedBasePadding?: boolean
  noEmbedHeaderPadding?: boolean
  showEmbeddedRunButton?: boolean
}

/** What an address that shows an app once holds. */
export type EmbedGrant = {
  /** Of whoever looks, as the page that shows the app knows them: row rules and cells read them. */
  attributes: Readonly<Record<string, string>>
  /** Values that inputs begin with, by name. What an input does not take is left out, as in addresses. */
  inputs: Readonly<Record<string, unknown>>
  options: EmbedOptions
  exports: readonly EmbedExport[]
}

/** Milliseconds until an address has to be opened. */
export const embedLinkLifetime = { usual: 15_000, most: 300_000 }

const most = { attributes: 100, nameLetters: 200, valueLetters: 4000, inputs: 200, jsonLetters: 50_000 }

/** Throws `invalid` with every field that is too much, or not what it has to be. */
export function requireEmbedGrant({ attributes, inputs, options }: EmbedGrant, lifetimeMs: number): void {
  const fields: FieldProblem[] = []
  const say = (path: string, message: string): void => void fields.push({ path, message })
  if (!(lifetimeMs >= 0 && lifetimeMs <= embedLinkLifetime.most)) say('expiresInMs', `is from 0 to ${embedLinkLifetime.most} milliseconds`)
  const named = Object.entries(attributes)
  if (named.length > most.attributes) say('attributes', `has at most ${most.attributes} names`)
  for (const [name, value] of named.slice(0, most.attributes)) {
    if (name.length === 0 || name.length > most.nameLetters) say('attributes', `has names of 1 to ${most.nameLetters} letters`)
    if (typeof value !== 'string') say(`attributes.${name.slice(0, most.nameLetters)}`, 'is a text')
    else if (value.length > most.valueLetters) say(`attributes.${name.slice(0, most.nameLetters)}`, `has at most ${most.valueLetters} letters`)
  }
  if (Object.keys(inputs).length > most.inputs) say('inputs', `has at most ${most.inputs} names`)
  for (const [path, value] of Object.entries({ inputs, options })) {
    if (JSON.stringify(value).length > most.jsonLetters) say(path, `has at most ${most.jsonLetters} letters as JSON`)
  }
  if (fields.length > 0) throw new AppError('invalid', `This link cannot be made: ${fields[0]?.path} ${fields[0]?.message}.`, { reason: 'validation', fields })
}

/** Whether a credential looks like that of a page that shows an app. */
export const isEmbedToken = (credential: string): boolean => credential.startsWith(embedTokenPrefix)
export const embedTokenPrefix = 'atr_emb_'
