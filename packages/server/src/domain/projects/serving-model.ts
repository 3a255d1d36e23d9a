import type { AnyExplore } from '@atrium/semantic'
import type { Tx } from '../../platform/db/db.ts'
import { findProjectModel } from './project-store.ts'
import type { Project, ProjectModel } from './types.ts'
import { listVirtualViews, withVirtualViews } from './virtual-views/with-virtual-views.ts'

/** The model that serves as this transaction sees it, virtual views included: what is remembered may be older. */
export const servingModel = async (tx: Tx, project: Project): Promise<ProjectModel | null> =>
  withVirtualViews(await findProjectModel(tx, project.id), project, await listVirtualViews(tx, project.id))

/** True for an explore that is no part of the compiled model. */
export const isVirtual = (explore: AnyExplore): boolean => explore.type === 'virtual'
