import { useSyncExternalStore } from 'react'
import type { Sentences } from '@atrium/documents'
import { i18next } from './i18n.ts'

/** The languages of the pages, in the order they are offered. English comes with the pages; the others are loaded when chosen. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
/** What a person chose; `auto` follows the browser. */
export type LanguageChoice = Language | 'auto'

/** Each language as those who speak it call it. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }

const locales: Record<Language, string> = { en: 'en-US', de: 'de-DE' }

/** The locale whose numbers and dates go with a language (BCP 47). */
export const localeOf = (language: Language): string => locales[language]

/** The language for a choice: the first of the browser's that the pages have, English when they have none of them. */
export function languageFor(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'auto') return choice
  for (const tag of preferred) {
    const known = languages.find((language) => language === tag.toLowerCase().split('-')[0])
    if (known !== undefined) return known
  }
  return 'en'
}

/** What `value` of the browser's store chooses; `auto` for what is no language of the pages. */
export const readChoice = (value: string | null): LanguageChoice => languages.find((language) => language === value) ?? 'auto'

/** Beside the theme, which Mantine keeps there: a choice of this browser, known before anybody signs in. */
const storageKey = 'atrium-language'

type Shown = { choice: LanguageChoice; language: Language; locale: string }
let shown: Shown = { choice: 'auto', language: 'en', locale: localeOf('en') }
const listeners = new Set<() => void>()

/** What was chosen, the language that is shown by it, and the locale of its numbers and dates. */
export const useLanguage = (): Shown =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )

/** Shows the pages in another language, without a reload, and keeps the choice for this browser. Rejects when its texts cannot be loaded. */
export async function chooseLanguage(choice: LanguageChoice): Promise<void> {
  await show(choice, () => {
    if (choice === 'auto') window.localStorage.removeItem(storageKey)
    else window.localStorage.setItem(storageKey, choice)
  })
}

/** Shows what was chosen before. To be awaited before the first rendering, so that no other language flashes up. */
export async function startLanguage(): Promise<void> {
  try {
    await show(readChoice(window.localStorage.getItem(storageKey)))
  } catch {
    // Pages in English are better than none, without the texts as without a store; what was chosen is kept for the next start.
    document.documentElement.lang = i18next.language
  }
}

/** The last one wins, however long the texts of those before it take. */
let wanted: LanguageChoice = 'auto'

/** `keep` is called when the texts are there and before they are seen: whoever sees them and leaves at once finds them again. */
async function show(choice: LanguageChoice, keep?: () => void): Promise<void> {
  wanted = choice
  const language = languageFor(choice, window.navigator.languages)
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { texts, refusals } = await loadTexts(language)
    i18next.addResourceBundle(language, 'translation', texts)
    i18next.addResourceBundle(language, 'refusals', refusals)
  }
  if (wanted !== choice) return
  keep?.()
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  shown = { choice, language, locale: localeOf(language) }
  for (const listener of listeners) listener()
}

/** What the server says no with, by reason, see `messageOf`. */
export type Refusals = Readonly<Record<string, Sentences>>

async function loadTexts(language: Language): Promise<{ texts: object; refusals: Refusals }> {
  switch (language) {
    case 'en':
      return { texts: {}, refusals: {} }
    case 'de': {
      const [{ german }, { refusals }] = await Promise.all([import('./de/german.ts'), import('./de/refusals.ts')])
      return { texts: german, refusals }
    }
  }
}
