import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import access from './access.json' with { type: 'json' }
import accounts from './accounts.json' with { type: 'json' }
import catalog from './catalog.json' with { type: 'json' }
import content from './content.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import findings from './findings.json' with { type: 'json' }
import models from './models.json' with { type: 'json' }
import operations from './operations.json' with { type: 'json' }
import people from './people.json' with { type: 'json' }
import programs from './programs.json' with { type: 'json' }
import secondFactor from './second-factor.json' with { type: 'json' }
import promotion from './promotion.json' with { type: 'json' }
import security from './security.json' with { type: 'json' }
import together from './together.json' with { type: 'json' }
import signIn from './sign-in.json' with { type: 'json' }
import sql from './sql.json' with { type: 'json' }

/** Texts by page; English is complete and is what any other language falls back to. */
const i18next = createInstance()
await i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {
    en: {
      translation: {
        ...en,
        ...catalog,
        ...content,
        ...people,
        ...access,
        ...models,
        ...security,
        ...accounts,
        ...signIn,
        ...programs,
        ...secondFactor,
        ...promotion,
        ...operations,
        ...sql,
        ...findings,
        ...together,
      },
    },
  },
  interpolation: { escapeValue: false },
  returnNull: false,
})

export { i18next }
