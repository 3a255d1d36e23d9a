import { useTranslation } from 'react-i18next'

/** The locale that a language's readers have numbers in; none for English, whose numbers answers bring along. */
export const numberLocale = (language: string): string | undefined => (language.startsWith('en') ? undefined : language)

/** That of the page. */
export const useNumberLocale = (): string | undefined => numberLocale(useTranslation().i18n.language)
