import type { LookmlProject } from './lookml-project.ts'
import type { TypeOf } from './read-measures.ts'
import type { ViewReading } from './view-reading.ts'

/** What all explores of a project share. */
export type ExploreContext = { project: LookmlProject; views: ReadonlyMap<string, ViewReading>; typeOf: TypeOf }
