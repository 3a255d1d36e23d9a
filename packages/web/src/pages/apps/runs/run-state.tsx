import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppRun } from '../../../api/app-runs.ts'

const colors: Readonly<Record<AppRun['state'], string>> = {
  pending: 'gray',
  running: 'blue',
  completed: 'green',
  errored: 'red',
  killed: 'gray',
  unable_to_allocate_kernel: 'orange',
}

/** Where a run stands. */
export function RunState({ state }: { state: AppRun['state'] }) {
  const { t } = useTranslation()
  return (
    <Badge variant="light" tt="none" color={colors[state]}>
      {t(`appRuns.state.${state}`)}
    </Badge>
  )
}
