import { perform } from '../access/operation.ts'
import { appNoticeKind } from '../domain/apps/runs/end-app-run.ts'
import { tellOfAppRun, type TellCtx } from '../domain/integrations/app-notices/tell-of-app-run.ts'
import type { Worker } from '../jobs/run.ts'

/** Tells people of runs of apps that ended. */
export const appNoticesWorker = (house: () => Omit<TellCtx, 'actor' | 'requestId' | 'signal'>): Worker => ({
  kind: appNoticeKind,
  work: ({ run, signal }) =>
    perform(
      tellOfAppRun,
      { ...house(), signal, requestId: run.id, actor: { kind: 'system', name: 'app_notices', organizationId: null } },
      run.payload as { appRunId: string; notice: number },
    ),
})
