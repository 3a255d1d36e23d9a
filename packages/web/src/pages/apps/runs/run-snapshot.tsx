import { Alert, Button, Group, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runSnapshotQuery, type AppRun } from '../../../api/app-runs.ts'
import type { AppSession } from '../../../api/app-sessions.ts'
import { newStore } from '../../../app-session/use-app-session.ts'
import { LinkTo } from '../../../components/link-to.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { paths } from '../../../shell/paths.ts'
import { AppContent } from '../app-content.tsx'
import classes from '../apps.module.css'

type Props = { projectUuid: string; run: AppRun }

/** What a run shows: the app as it was, with the rows and inputs of that run. Nothing is run again. */
export function RunSnapshot({ projectUuid, run }: Props) {
  const { t } = useTranslation()
  const snapshot = useQuery(runSnapshotQuery(run))
  const [tab, setTab] = useState<string | null>(null)
  // Its inputs are off: nothing is sent.
  const store = useMemo(() => (snapshot.data === undefined ? null : newStore(snapshot.data.session, () => undefined)), [snapshot.data])
  return (
    <QueryBoundary query={snapshot} failed={t('appRuns.snapshotFailed')} skeleton={<Skeleton height={320} />}>
      {({ app, session }) => (
        <>
          {isForOthers(session, app.cells) && (
            <Alert color="gray" variant="light" mb="sm" role="note">
              <Group justify="space-between" gap="xs">
                {t('appRuns.forOthers')}
                <Button size="xs" variant="default" component={LinkTo} href={paths.app(projectUuid, run.appUuid)}>
                  {t('appRuns.openOwn')}
                </Button>
              </Group>
            </Alert>
          )}
          <div className={classes['asItWas']}>
            <AppContent app={app} store={store} tab={tab} onTab={setTab} />
          </div>
        </>
      )}
    </QueryBoundary>
  )
}

/** Whether something that the app shows was computed for other eyes. */
const isForOthers = ({ outcomes }: AppSession, cells: readonly { id: string }[]): boolean => {
  const shown = new Set(cells.map(({ id }) => id))
  return outcomes.some(({ cellId, state, isWithheld }) => isWithheld === true && state === 'done' && shown.has(cellId))
}
