import { perform, type Ctx } from '../access/operation.ts'
import { removeEndedEmbedLinks } from '../domain/apps/embedding/remove-ended-links.ts'
import { discardOldMail } from '../channels/mail/discard-old-mail.ts'
import { removeEndedShareLinks } from '../domain/content/share-links.ts'
import { removeOldViews } from '../domain/content/recent-views.ts'
import { emptyTrash } from '../domain/content/trash.ts'
import { tidyResults } from '../domain/apps/execution/tidy-results.ts'
import { removeOldUploads } from '../domain/uploads/remove-old-uploads.ts'
import type { Uploads } from '../domain/uploads/uploads-ctx.ts'
import { removeOrphanedExports } from '../domain/explore/remove-orphaned-exports.ts'
import { removeOldEndpointRuns } from '../domain/endpoints/remove-old-runs.ts'
import { removeTableFiles, removeUnusedTables } from '../domain/endpoints/materialization/remove-unused.ts'
import type { KeptTables } from '../warehouses/kept-tables.ts'
import { removeClones } from '../domain/integrations/repository/remove-clones.ts'
import type { GitPlaces } from '../domain/integrations/repository/repository-ctx.ts'
import type { ProjectFolders } from '../domain/projects/new-model-folder.ts'
import { deleteEndedPreviews } from '../domain/projects/end-of-preview.ts'
import type { ProjectCtx } from '../domain/projects/project-target.ts'
import { removeModelFolders } from '../domain/projects/remove-model-folders.ts'
import { removeOldAppRuns } from '../domain/apps/runs/remove-old-app-runs.ts'
import { removeOldSessions } from '../domain/apps/sessions/remove-old-sessions.ts'
import type { CronEntry } from '../jobs/cron-store.ts'
import type { Worker } from '../jobs/run.ts'
import type { Queries } from '../query/query-service.ts'
import type { Results } from '../results/results.ts'
import type { Warehouses } from '../warehouses/warehouse.ts'
import { removeOldRuns } from '../jobs/remove-old-runs.ts'

/** When the house is tidied: every night. */
export const housekeepingEntry: CronEntry = { name: 'housekeeping', kind: 'housekeeping', cron: '17 3 * * *', timezone: 'UTC', payload: {} }

type HouseCtx = Ctx &
  ProjectCtx & {
    queries: Queries
    warehouses: Warehouses
    exportFolder: string
    uploads: Uploads
    keptTables: KeptTables
    results: Results
    projectFolders: ProjectFolders
    git: GitPlaces
  }

/** Clears what is kept for a time only: the trash, runs that ended long ago, those of apps too, sessions of notebooks that are over, what killed exports left, uploads that came to nothing, mail that was never sent, models and clones of deleted projects, calls of endpoints and their unused tables, results of cells, days of views, short links, addresses of embedded apps and previews that have ended. */
export const housekeepingWorker = (house: Omit<HouseCtx, 'actor' | 'requestId' | 'signal'>): Worker => ({
  kind: 'housekeeping',
  async work({ run, signal }) {
    const ctx: HouseCtx = { ...house, signal, requestId: run.id, actor: { kind: 'system', name: 'housekeeping', organizationId: null } }
    const trash = await perform(emptyTrash, ctx, {})
    const runs = await perform(removeOldRuns, ctx, {})
    const appRuns = await perform(removeOldAppRuns, ctx, {})
    const appSessions = await perform(removeOldSessions, ctx, {})
    const exports = await perform(removeOrphanedExports, ctx, {})
    const uploads = await perform(removeOldUploads, ctx, {})
    const mail = await perform(discardOldMail, ctx, {})
    const previews = await perform(deleteEndedPreviews, ctx, {})
    const models = await perform(removeModelFolders, ctx, {})
    const clones = await perform(removeClones, ctx, {})
    const endpointRuns = await perform(removeOldEndpointRuns, ctx, {})
    const tables = await perform(removeUnusedTables, ctx, {})
    await perform(removeTableFiles, ctx, {})
    const results = await perform(tidyResults, ctx, {})
    const links = await perform(removeEndedShareLinks, ctx, {})
    const embedLinks = await perform(removeEndedEmbedLinks, ctx, {})
    const views = await perform(removeOldViews, ctx, {})
    return {
      trash: trash.removed,
      runs: runs.removed,
      appRuns: appRuns.removed,
      exports: exports.removed,
      uploads: uploads.removed,
      mail: mail.removed,
      previews: previews.removed,
      models: models.removed,
      clones: clones.removed,
      endpointRuns: endpointRuns.removed,
      tables: tables.removed,
      appSessions: appSessions.removed,
      results: results.removed,
      links: links.removed,
      embedLinks: embedLinks.removed,
      views: views.removed,
    }
  },
})
