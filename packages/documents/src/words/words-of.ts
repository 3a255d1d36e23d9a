import type { ChartWords } from './chart-words.ts'
import { english } from './english.ts'
import { german } from './german.ts'

/** The words of a language, given by the locale of whoever reads (BCP 47); English where there are none. */
export const wordsOf = (locale = 'en'): ChartWords => (locale.startsWith('de') ? german : english)
