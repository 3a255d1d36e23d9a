import { describe, expect, it } from 'vitest'
import { german } from './de/german.ts'
import { i18next } from './i18n.ts'
import { languageFor, languages, localeOf, readChoice, type Language } from './language.ts'

type Texts = Record<string, string>

/** Texts by their dotted key. */
function flat(texts: object, path = ''): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value]] : Object.entries(flat(value as object, `${path}${key}.`)),
    ),
  )
}

const english = flat(i18next.getResourceBundle('en', 'translation') as object)
const translated: Record<Exclude<Language, 'en'>, Texts> = { de: flat(german) }

/** `{{count, number}}` and its like, in the order of the alphabet. */
const placeholders = (text: string): string[] => (text.match(/\{\{.*?\}\}/g) ?? []).toSorted()

describe.each(Object.entries(translated))('the texts in %s', (language, texts) => {
  it('are those of English: none is missing, none is left over', () => {
    expect({ missing: Object.keys(english).filter((key) => !(key in texts)), leftOver: Object.keys(texts).filter((key) => !(key in english)) }).toEqual({
      missing: [],
      leftOver: [],
    })
  })

  it('have the placeholders of English', () => {
    const wrong = Object.entries(texts).filter(([key, text]) => placeholders(text).join() !== placeholders(english[key] ?? '').join())
    expect(wrong).toEqual([])
  })

  it('say something', () => {
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('have each form of the plural that the language tells apart', () => {
    const forms = new Intl.PluralRules(localeOf(language as Language)).resolvedOptions().pluralCategories
    const counted = new Set(Object.keys(texts).flatMap((key) => (/_(?:one|other)$/.test(key) ? [key.replace(/_(?:one|other)$/, '')] : [])))
    expect([...counted].flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => !(key in texts))).toEqual([])
  })

  it('quote as the language does, not with the marks of English', () => {
    expect(Object.entries(texts).filter(([, text]) => /“[^”]*”|"/.test(text))).toEqual([])
  })
})

describe('the language', () => {
  it.each<[string, readonly string[], Language]>([
    ['the first of the browser’s', ['de-AT', 'en'], 'de'],
    ['the first of them that the pages have', ['fr-FR', 'de', 'en'], 'de'],
    ['English where they have none', ['fr-FR', 'ja'], 'en'],
    ['English where the browser has none', [], 'en'],
  ])('is by itself %s', (_, preferred, language) => {
    expect(languageFor('auto', preferred)).toBe(language)
  })

  it('is the chosen one, whatever the browser prefers', () => {
    expect(languageFor('en', ['de'])).toBe('en')
  })

  it('that is no longer known is as none chosen', () => {
    expect(['de', 'tlh', '', null].map(readChoice)).toEqual(['de', 'auto', 'auto', 'auto'])
  })

  it('has a locale for numbers and dates', () => {
    expect(languages.map((language) => new Intl.NumberFormat(localeOf(language)).format(1234.5))).toEqual(['1,234.5', '1.234,5'])
  })
})
