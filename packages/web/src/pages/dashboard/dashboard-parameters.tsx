import type { DashboardTile } from '@atrium/documents'
import type { ParameterValue, ParameterValues } from '@atrium/semantic'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dashboardParametersQuery } from '../../api/dashboards.ts'
import { choicesOf } from '../../dashboard/chosen-parameters.ts'
import { ParameterField } from '../explore/parameters/parameter-field.tsx'
import classes from './dashboard.module.css'

type Props = {
  projectUuid: string
  tiles: readonly DashboardTile[]
  saved: ParameterValues
  /** What counts more than what is saved; while editing, what will be saved. */
  own: ParameterValues
  onChange: (name: string, values: ParameterValue[]) => void
  /** Back to what is saved; absent while editing. */
  onReset?: () => void
  /** Makes what is shown now the saved state; absent for those who may not. */
  onSaveDefault?: (() => void) | undefined
}

/** What the charts of all tabs let people choose; not there when they let them choose nothing. */
export function DashboardParameters({ projectUuid, tiles, saved, own, onChange, onReset, onSaveDefault }: Props) {
  const { t } = useTranslation()
  const { data: needed = [] } = useQuery(dashboardParametersQuery(chartsOf(tiles)))
  if (needed.length === 0) return null
  const differing = new Set(needed.flatMap(({ name, values }) => (values === null ? [name] : [])))
  const isChanged = Object.keys(own).length > 0
  return (
    <div className={classes['parameters']} role="group" aria-label={t('parameters.title')}>
      {choicesOf(needed, saved, own).map((choice) => (
        <ParameterField
          key={choice.name}
          projectUuid={projectUuid}
          choice={choice}
          missing={differing.has(choice.name) ? t('parameters.differs') : undefined}
          onChange={(values) => onChange(choice.name, values)}
        />
      ))}
      {isChanged && onReset !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={onReset}>
          {t('parameters.resetAll')}
        </Button>
      )}
      {isChanged && onSaveDefault !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={onSaveDefault}>
          {t('dashboard.filters.saveDefault')}
        </Button>
      )}
    </div>
  )
}

const chartsOf = (tiles: readonly DashboardTile[]): string[] =>
  [
    ...new Set(tiles.flatMap((tile) => (tile.type === 'saved_chart' && tile.properties.savedChartUuid !== null ? [tile.properties.savedChartUuid] : []))),
  ].toSorted()
