import 'dayjs/locale/de'
import access from './access.json' with { type: 'json' }
import apps from './apps.json' with { type: 'json' }
import embedAndLive from './embed-and-live.json' with { type: 'json' }
import appRuns from './app-runs.json' with { type: 'json' }
import apiDocs from './api-docs.json' with { type: 'json' }
import appSession from './app-session.json' with { type: 'json' }
import accounts from './accounts.json' with { type: 'json' }
import catalog from './catalog.json' with { type: 'json' }
import content from './content.json' with { type: 'json' }
import valueDiff from './value-diff.json' with { type: 'json' }
import contentFiles from './content-files.json' with { type: 'json' }
import drafts from './drafts.json' with { type: 'json' }
import contentImport from './content-import.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import endpointLife from './endpoint-life.json' with { type: 'json' }
import endpointTests from './endpoint-tests.json' with { type: 'json' }
import endpoints from './endpoints.json' with { type: 'json' }
import findings from './findings.json' with { type: 'json' }
import graphql from './graphql.json' with { type: 'json' }
import insightForm from './insight-form.json' with { type: 'json' }
import integrations from './integrations.json' with { type: 'json' }
import models from './models.json' with { type: 'json' }
import notebookEditor from './notebook-editor.json' with { type: 'json' }
import notebooks from './notebooks.json' with { type: 'json' }
import operations from './operations.json' with { type: 'json' }
import people from './people.json' with { type: 'json' }
import programs from './programs.json' with { type: 'json' }
import runTokens from './run-tokens.json' with { type: 'json' }
import secondFactor from './second-factor.json' with { type: 'json' }
import promotion from './promotion.json' with { type: 'json' }
import security from './security.json' with { type: 'json' }
import timeTravel from './time-travel.json' with { type: 'json' }
import together from './together.json' with { type: 'json' }
import signIn from './sign-in.json' with { type: 'json' }
import sql from './sql.json' with { type: 'json' }
import writeback from './writeback.json' with { type: 'json' }

/** All texts in German, and the names of months and days for calendars. A chunk of its own: loaded only when German is shown. */
export const german = {
  ...en,
  ...apps,
  ...embedAndLive,
  ...appRuns,
  ...catalog,
  ...content,
  ...contentFiles,
  ...contentImport,
  ...endpoints,
  ...endpointLife,
  ...endpointTests,
  ...insightForm,
  ...graphql,
  ...apiDocs,
  ...runTokens,
  ...people,
  ...access,
  ...models,
  ...integrations,
  ...security,
  ...accounts,
  ...signIn,
  ...programs,
  ...secondFactor,
  ...promotion,
  ...valueDiff,
  ...timeTravel,
  ...operations,
  ...sql,
  ...findings,
  ...together,
  ...drafts,
  ...notebooks,
  ...notebookEditor,
  ...appSession,
  ...writeback,
}
