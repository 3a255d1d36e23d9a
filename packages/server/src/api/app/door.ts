import { doorShape } from '../door-shape.ts'
import type { House } from '../house.ts'
import type { Door } from '../open-doors.ts'
import { accessRoutes } from './routes/access.ts'
import { asOfRoutes } from './routes/as-of.ts'
import { appEmbedRoutes } from './routes/app-embeds.ts'
import { appFileRoutes } from './routes/app-files.ts'
import { appLiveRoutes } from './routes/app-live.ts'
import { appRoutes } from './routes/apps.ts'
import { appRunRoutes } from './routes/app-runs.ts'
import { appScheduleRoutes } from './routes/app-schedules.ts'
import { appPictureRoutes } from './routes/app-pictures.ts'
import { appSessionRoutes } from './routes/app-sessions.ts'
import { auditRoutes } from './routes/audit.ts'
import { accountRoutes } from './routes/accounts.ts'
import { compareModelRoutes } from './routes/compare-models.ts'
import { contentImportRoutes } from './routes/content-import.ts'
import { contentRoutes } from './routes/content.ts'
import { contentFileRoutes } from './routes/content-files.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { chartRoutes } from './routes/charts.ts'
import { commentRoutes } from './routes/comments.ts'
import { connectionRoutes } from './routes/connections.ts'
import { dashboardRoutes } from './routes/dashboards.ts'
import { draftRoutes } from './routes/drafts.ts'
import { endpointDraftRoutes } from './routes/endpoint-drafts.ts'
import { endpointTableRoutes } from './routes/endpoint-tables.ts'
import { endpointTestRoutes } from './routes/endpoint-tests.ts'
import { endpointRoutes } from './routes/endpoints.ts'
import { eventModelRoutes } from './routes/event-models.ts'
import { runTokenRoutes } from './routes/run-tokens.ts'
import { developRoutes } from './routes/develop.ts'
import { pinRoutes } from './routes/pins.ts'
import { favouriteRoutes } from './routes/favourites.ts'
import { identityProviderRoutes } from './routes/identity-providers.ts'
import { impersonationRoutes } from './routes/impersonation.ts'
import { integrationRoutes } from './routes/integrations.ts'
import { modelFileRoutes } from './routes/model-files.ts'
import { modelSyncRoutes } from './routes/model-syncs.ts'
import { projectRoutes } from './routes/projects.ts'
import { queryRoutes } from './routes/queries.ts'
import { repositoryRoutes } from './routes/repositories.ts'
import { scimRoutes } from './routes/scim.ts'
import { serviceAccountRoutes } from './routes/service-accounts.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { securityRoutes } from './routes/security.ts'
import { sqlChartRoutes } from './routes/sql-charts.ts'
import { shareLinkRoutes } from './routes/share-links.ts'
import { trashRoutes } from './routes/trash.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { validationRoutes } from './routes/validation.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { writebackRoutes } from './routes/writeback.ts'

/** What our own pages need and the Lightdash format has nothing for, in the same envelope, under `/api/v1/app`. */
export const appDoor = (house: House): Door => ({
  routes: [
    ...signInRoutes,
    ...secondFactorRoutes,
    ...accountRoutes,
    ...impersonationRoutes,
    ...securityRoutes,
    ...projectRoutes,
    ...developRoutes,
    ...modelFileRoutes,
    ...modelSyncRoutes,
    ...compareModelRoutes,
    ...uploadRoutes,
    ...validationRoutes,
    ...contentRoutes,
    ...contentFileRoutes,
    ...contentImportRoutes,
    ...queryRoutes,
    ...chartRoutes,
    ...dashboardRoutes,
    ...draftRoutes,
    ...commentRoutes,
    ...favouriteRoutes,
    ...pinRoutes,
    ...shareLinkRoutes,
    ...trashRoutes,
    ...asOfRoutes,
    ...sqlChartRoutes,
    ...appRoutes,
    ...appFileRoutes,
    ...appEmbedRoutes,
    ...writebackRoutes,
    ...appLiveRoutes,
    ...appRunRoutes,
    ...appScheduleRoutes,
    ...appSessionRoutes,
    ...appPictureRoutes,
    ...endpointRoutes,
    ...endpointDraftRoutes,
    ...endpointTableRoutes,
    ...endpointTestRoutes,
    ...eventModelRoutes,
    ...runTokenRoutes,
    ...catalogRoutes,
    ...accessRoutes,
    ...auditRoutes,
    ...serviceAccountRoutes,
    ...tokenRoutes,
    ...scimRoutes,
    ...connectionRoutes,
    ...identityProviderRoutes,
    ...integrationRoutes,
    ...repositoryRoutes,
  ],
  shape: doorShape(house),
})
