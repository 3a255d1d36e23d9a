import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './english.ts'

const i18next = createInstance()
await i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: english } },
  interpolation: { escapeValue: false },
  returnNull: false,
})

export { i18next }
