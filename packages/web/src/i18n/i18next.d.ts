import type access from './access.json'
import type accounts from './accounts.json'
import type catalog from './catalog.json'
import type content from './content.json'
import type en from './en.json'
import type findings from './findings.json'
import type models from './models.json'
import type operations from './operations.json'
import type people from './people.json'
import type programs from './programs.json'
import type secondFactor from './second-factor.json'
import type promotion from './promotion.json'
import type security from './security.json'
import type together from './together.json'
import type signIn from './sign-in.json'
import type sql from './sql.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof en &
        typeof catalog &
        typeof content &
        typeof people &
        typeof access &
        typeof models &
        typeof security &
        typeof accounts &
        typeof signIn &
        typeof programs &
        typeof secondFactor &
        typeof promotion &
        typeof operations &
        typeof sql &
        typeof findings &
        typeof together
    }
  }
}
