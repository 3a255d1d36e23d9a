import { readOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../../projects/project-target.ts'
import { findDownload, type Download } from '../download-store.ts'
import { resultsType } from './sql-run.ts'

/** The file with the rows of somebody's SQL, for those in the project who were given its unguessable id. */
export const openSqlResults = readOperation<ProjectCtx, { projectId: string; secret: string }, ProjectTarget, Download>({
  name: 'sql_runner.results',
  action: 'csv.export',
  target: projectTarget,
  async run(ctx, { secret }, { project }) {
    const download = await findDownload(ctx.db, project.id, secret, new Date(ctx.clock.now()))
    if (download?.contentType === resultsType) return download
    throw new AppError('not_found', 'These results do not exist, have expired, or made room for newer ones of the same person. Run the SQL again.', {
      reason: 'results_missing',
    })
  },
})
