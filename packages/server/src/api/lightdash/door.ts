import { doorShape } from '../door-shape.ts'
import type { House } from '../house.ts'
import type { Door } from '../open-doors.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { chartResultRoutes } from './routes/chart-results.ts'
import { chartRoutes } from './routes/charts.ts'
import { compilationRoutes } from './routes/compilation.ts'
import { csvRoutes } from './routes/csv.ts'
import { commentRoutes } from './routes/comments.ts'
import { contentRoutes } from './routes/content.ts'
import { dashboardRoutes } from './routes/dashboards.ts'
import { exploreRoutes } from './routes/explores.ts'
import { githubRoutes } from './routes/github.ts'
import { googleRoutes } from './routes/google.ts'
import { groupRoutes } from './routes/groups.ts'
import { projectAccessRoutes } from './routes/project-access.ts'
import { pinRoutes } from './routes/pins.ts'
import { oidcRoutes } from './routes/oidc.ts'
import { organizationAccessRoutes } from './routes/organization-access.ts'
import { organizationRoutes } from './routes/organization.ts'
import { ownAccountRoutes } from './routes/own-account.ts'
import { projectContentRoutes } from './routes/project-content.ts'
import { projectRoutes } from './routes/projects.ts'
import { promotionRoutes } from './routes/promotion.ts'
import { queryRoutes } from './routes/queries.ts'
import { registrationRoutes } from './routes/registration.ts'
import { searchRoutes } from './routes/search.ts'
import { sessionRoutes } from './routes/session.ts'
import { slackRoutes } from './routes/slack.ts'
import { shareRoutes } from './routes/share.ts'
import { spaceRoutes } from './routes/spaces.ts'
import { sqlChartRoutes } from './routes/sql-charts.ts'
import { sqlRunnerRoutes } from './routes/sql-runner.ts'
import { secretConnectionRoutes } from './routes/secret-connections.ts'
import { startedQueryRoutes } from './routes/started-queries.ts'
import { tagRoutes } from './routes/tags.ts'
import { userAttributeRoutes } from './routes/user-attributes.ts'
import { userCredentialsRoutes } from './routes/user-credentials.ts'
import { validationRoutes } from './routes/validation.ts'
import { userRoutes } from './routes/user.ts'
import { virtualViewRoutes } from './routes/virtual-views.ts'

/** The Lightdash wire format: `{status, results}`, session cookie or `ApiKey`. */
export const lightdashDoor = (house: House): Door => ({
  routes: [
    ...sessionRoutes,
    ...oidcRoutes,
    ...registrationRoutes,
    ...userRoutes,
    ...ownAccountRoutes,
    ...userCredentialsRoutes,
    ...organizationRoutes,
    ...groupRoutes,
    ...userAttributeRoutes,
    ...organizationAccessRoutes,
    ...projectRoutes,
    ...projectAccessRoutes,
    ...exploreRoutes,
    ...queryRoutes,
    ...startedQueryRoutes,
    ...sqlRunnerRoutes,
    ...sqlChartRoutes,
    ...virtualViewRoutes,
    ...csvRoutes,
    ...chartRoutes,
    ...chartResultRoutes,
    ...dashboardRoutes,
    ...spaceRoutes,
    ...pinRoutes,
    ...contentRoutes,
    ...compilationRoutes,
    ...validationRoutes,
    ...secretConnectionRoutes,
    ...projectContentRoutes,
    ...catalogRoutes,
    ...tagRoutes,
    ...searchRoutes,
    ...promotionRoutes,
    ...shareRoutes,
    ...commentRoutes,
    ...githubRoutes,
    ...googleRoutes,
    ...slackRoutes,
  ],
  shape: doorShape(house),
})
