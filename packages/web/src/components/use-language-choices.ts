import { useTranslation } from 'react-i18next'
import { chooseLanguage, languageNames, languages, useLanguage, type LanguageChoice } from '../i18n/language.ts'
import { toastFailed } from './toast.ts'

type Choices = {
  chosen: LanguageChoice
  /** Each language in its own words, so that who reads no other finds it. */
  choices: { value: LanguageChoice; label: string; /** Of the label, for those who hear it. */ lang?: string }[]
  /** Shows it; says so when it cannot be loaded. */
  choose: (choice: LanguageChoice) => void
}

/** What the languages of the pages offer to choose from. */
export function useLanguageChoices(): Choices {
  const { t } = useTranslation()
  const { choice } = useLanguage()
  return {
    chosen: choice,
    choices: [{ value: 'auto', label: t('language.auto') }, ...languages.map((value) => ({ value, label: languageNames[value], lang: value }))],
    choose: (next) => {
      chooseLanguage(next).catch((error: unknown) => toastFailed(t('language.failed'), error))
    },
  }
}
