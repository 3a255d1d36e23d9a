import type { NotebookWords } from './notebook-words.ts'
import { english } from './english.ts'
import { german } from './german.ts'

/** The words of a language, given by the locale of whoever reads (BCP 47); English where there are none. */
export const wordsOf = (locale: string): NotebookWords => (locale.startsWith('de') ? german : english)
