import type { Actor } from '../access/actor.ts'
import { perform } from '../access/operation.ts'
import type { CsvFileCtx } from '../domain/explore/csv-file.ts'
import { sqlRunKind, type SqlRun } from '../domain/explore/sql-runner/sql-run.ts'
import { writeSqlResults } from '../domain/explore/sql-runner/write-sql-results.ts'
import type { Worker } from '../jobs/run.ts'
import { AppError } from '../platform/errors.ts'

type House = Omit<CsvFileCtx, 'actor' | 'requestId' | 'signal'> & {
  /** The person as they are now: rights are those of the moment the work is done. */
  actorOfUser(userId: string): Promise<Actor>
}

/** A person's SQL, asked as that person. */
export const sqlQueryWorker = (house: House): Worker => ({
  kind: sqlRunKind,
  async work({ run, signal }) {
    if (run.createdBy === null) throw new AppError('forbidden', 'SQL needs a person who asks it')
    const actor = await house.actorOfUser(run.createdBy)
    const payload = run.payload as SqlRun
    const outcome = await perform(writeSqlResults, { ...house, actor, signal, requestId: run.id }, { ...payload, runId: run.id })
    return { ...outcome, projectId: payload.projectId }
  },
})
