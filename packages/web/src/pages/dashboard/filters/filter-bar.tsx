import { Button, useMatches } from '@mantine/core'
import type { DashboardFilters } from '@atrium/documents'
import { IconFilter } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { allRules, isActive, missingFilters, withRule } from '../../../dashboard/effective-filters.ts'
import { overriddenIds } from '../../../dashboard/filter-overrides.ts'
import { ruleSentence } from '../../../dashboard/rule-name.ts'
import { useStuckBar } from '../../../components/use-stuck-bar.ts'
import classes from '../dashboard.module.css'
import { useDashboard } from '../dashboard-context.ts'
import { PhoneSheet } from '../phone-sheet.tsx'
import { AddFilter } from './add-filter.tsx'
import { FilterPill } from './filter-pill.tsx'

type Props = {
  saved: DashboardFilters
  onChange: (filters: DashboardFilters) => void
  /** Back to the saved filters and away with what was clicked; given when something was. */
  onReset?: (() => void) | undefined
  /** Filters are changed for everybody, with the dashboard. */
  isEditing?: boolean
  /** Makes what is shown now the saved state; absent for those who may not. */
  onSaveDefault?: (() => void) | undefined
  /** What else belongs into the bar. */
  children?: ReactNode
}

const shown = 6

/** The filters of a dashboard as pills; what a viewer changes is marked and can be reset. On a phone they are in a sheet. */
export function FilterBar({ saved, onChange, onReset, isEditing = false, onSaveDefault, children }: Props) {
  const { t } = useTranslation()
  const { filters, items } = useDashboard()
  const isPhone = useMatches({ base: true, sm: false })
  const [all, setAll] = useState(false)
  const bar = useStuckBar('--atrium-page-bar')
  const rules = allRules(filters)
  const overridden = overriddenIds(saved, filters)
  const before = new Map(allRules(saved).map((rule) => [rule.id, rule]))
  const missing = new Set(missingFilters(filters, items).flatMap((group) => group.map(({ id }) => id)))
  const isChanged = overridden.size > 0 || rules.length < before.size
  const visible = all || isPhone ? rules : rules.slice(0, shown)
  const pills = (
    <>
      {visible.map((rule) => (
        <FilterPill
          key={rule.id}
          rule={rule}
          isOverridden={overridden.has(rule.id)}
          isMissing={missing.has(rule.id)}
          onChange={(next) => onChange(withRule(filters, rule.id, next))}
          isEditing={isEditing}
          onReset={before.has(rule.id) ? () => onChange(withRule(filters, rule.id, before.get(rule.id) ?? null)) : undefined}
          onRemove={isEditing || !before.has(rule.id) ? () => onChange(withRule(filters, rule.id, null)) : undefined}
        />
      ))}
      {!isPhone && rules.length > shown && (
        <Button size="compact-sm" variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('dashboard.filters.less') : t('dashboard.filters.more', { count: rules.length - shown })}
        </Button>
      )}
      <AddFilter isEditing={isEditing} onAdd={(rule) => onChange(withRule(filters, rule.id, rule))} />
      {(isChanged || onReset !== undefined) && (
        <Button size="compact-sm" variant="subtle" onClick={onReset ?? (() => onChange(saved))}>
          {t('dashboard.filters.resetAll')}
        </Button>
      )}
      {isChanged && onSaveDefault !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={onSaveDefault}>
          {t('dashboard.filters.saveDefault')}
        </Button>
      )}
    </>
  )
  const printed = rules.filter((rule) => isActive(rule, items)).map((rule) => ruleSentence(rule, items, t))
  return (
    <div ref={bar} className={`${classes['bar'] ?? ''} stuck-bar`}>
      {printed.length > 0 && <p className={classes['printed']}>{printed.join(' · ')}</p>}
      {isPhone ? (
        <PhoneSheet
          title={t('dashboard.filters.title')}
          button={t('dashboard.filters.count', { count: rules.length })}
          icon={<IconFilter size={15} aria-hidden />}
        >
          {pills}
        </PhoneSheet>
      ) : (
        <div className={classes['pills']} role="group" aria-label={t('dashboard.filters.title')}>
          {pills}
        </div>
      )}
      {children}
    </div>
  )
}
