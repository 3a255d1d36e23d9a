import { z } from 'zod'

/** In whose words and numbers something is told, BCP 47. */
export const locale = z.string().max(35).refine(isLocale, 'No language is named like this. Name one as in en, de or pt-BR.')

function isLocale(text: string): boolean {
  try {
    return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) && Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
