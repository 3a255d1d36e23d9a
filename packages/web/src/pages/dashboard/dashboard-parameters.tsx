import type { DashboardTile } from '@atrium/documents'
import type { ParameterValue, ParameterValues } from '@atrium/semantic'
import { Button, useMatches } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dashboardParametersQuery } from '../../api/dashboards.ts'
import { choicesOf } from '../../dashboard/chosen-parameters.ts'
import { ParameterField } from '../explore/parameters/parameter-field.tsx'
import classes from './dashboard.module.css'
import { PhoneSheet } from './phone-sheet.tsx'

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

/**
 * What the charts of all tabs let people choose, in the bar of the dashboard, on a phone in a sheet; not there when they
 * let them choose nothing.
 */
export function DashboardParameters({ projectUuid, tiles, saved, own, onChange, onReset, onSaveDefault }: Props) {
  const { t } = useTranslation()
  const isPhone = useMatches({ base: true, sm: false })
  const { data: needed = [] } = useQuery(dashboardParametersQuery(chartsOf(tiles)))
  if (needed.length === 0) return null
  const differing = new Set(needed.flatMap(({ name, values }) => (values === null ? [name] : [])))
  const missingOf = (name: string): string | undefined => (differing.has(name) ? t('parameters.differs') : undefined)
  const isChanged = Object.keys(own).length > 0
  const choices = choicesOf(needed, saved, own)
  const fields = choices.map((choice) => (
    <ParameterField
      key={choice.name}
      projectUuid={projectUuid}
      choice={choice}
      inline={!isPhone}
      missing={missingOf(choice.name)}
      onChange={(values) => onChange(choice.name, values)}
    />
  ))
  const buttons = (
    <>
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
    </>
  )
  const printed = choices.map(({ name, parameter, values }) =>
    t('parameters.printed', { name: parameter.label, values: values.length === 0 ? (missingOf(name) ?? t('parameters.missing')) : values.join(', ') }),
  )
  return (
    <>
      <p className={classes['printed']}>{printed.join(' · ')}</p>
      {isPhone ? (
        <PhoneSheet
          title={t('parameters.title')}
          button={t('parameters.count', { count: choices.length })}
          icon={<IconAdjustmentsHorizontal size={15} aria-hidden />}
        >
          {fields}
          {buttons}
        </PhoneSheet>
      ) : (
        <div className={classes['parameters']} role="group" aria-label={t('parameters.title')}>
          <IconAdjustmentsHorizontal size={15} aria-hidden />
          {fields}
          {buttons}
        </div>
      )}
    </>
  )
}

const chartsOf = (tiles: readonly DashboardTile[]): string[] =>
  [
    ...new Set(tiles.flatMap((tile) => (tile.type === 'saved_chart' && tile.properties.savedChartUuid !== null ? [tile.properties.savedChartUuid] : []))),
  ].toSorted()
