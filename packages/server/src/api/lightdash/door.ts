import type { Door } from '../open-doors.ts'
import type { House } from '../house.ts'
import { doorShape } from '../door-shape.ts'
import { exploreRoutes } from './routes/explores.ts'
import { projectRoutes } from './routes/projects.ts'
import { queryRoutes } from './routes/queries.ts'
import { sqlRunnerRoutes } from './routes/sql-runner.ts'

/** The Lightdash wire format: `{status, results}`, session cookie or `ApiKey`. */
export const lightdashDoor = (house: House): Door => ({
  routes: [...projectRoutes, ...exploreRoutes, ...queryRoutes, ...sqlRunnerRoutes],
  shape: doorShape(house),
})
