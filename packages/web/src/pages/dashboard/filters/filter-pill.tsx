import { Button, CloseButton, Group, Stack, Text } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../../dashboard/effective-filters.ts'
import { clearedRule, ruleName, ruleSentence } from '../../../dashboard/rule-name.ts'
import classes from '../dashboard.module.css'
import { useDashboard } from '../dashboard-context.ts'
import { FilterForm } from './filter-form.tsx'
import { FilterPopover } from './filter-popover.tsx'

type Props = {
  rule: DashboardFilterRule
  isEditing: boolean
  isOverridden: boolean
  onChange: (rule: DashboardFilterRule) => void
  /** Back to the saved value; absent when there is none. */
  onReset?: (() => void) | undefined
  /** Away with the filter; absent for one that only editors may take away. */
  onRemove?: (() => void) | undefined
}

/** A filter in the bar: reads as a sentence, a click changes it, ✕ clears it. */
export function FilterPill({ rule, isEditing, isOverridden, onChange, onReset, onRemove }: Props) {
  const { t } = useTranslation()
  const { items } = useDashboard()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(rule)
  const name = ruleName(rule, items)
  const active = isActive(rule, items)
  const text = active ? ruleSentence(rule, items, t) : `${name}: ${rule.required === true ? t('dashboard.filters.required') : t('dashboard.filters.any')}`
  const toggle = (wanted: boolean): void => {
    if (wanted) setDraft(rule)
    setOpen(wanted)
  }
  const closeAfter = (act: () => void) => (): void => {
    setOpen(false)
    act()
  }
  return (
    <Group gap={0} wrap="nowrap">
      <FilterPopover
        opened={open}
        onChange={toggle}
        onSubmit={closeAfter(() => onChange(draft))}
        target={
          <Button
            size="compact-sm"
            variant={active ? 'light' : 'default'}
            className={classes['pill'] ?? ''}
            data-overridden={isOverridden || undefined}
            onClick={() => toggle(!open)}
            maw={{ base: 'calc(100vw - 72px)', sm: 460 }}
            {...(isOverridden ? { leftSection: <span className={classes['dot']} role="img" aria-label={t('dashboard.filters.changed')} /> } : {})}
            {...(rule.required === true && !active ? { color: 'red' } : {})}
          >
            <span className="ellipsis">{text}</span>
          </Button>
        }
      >
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <FilterForm rule={draft} isEditing={isEditing} onChange={setDraft} />
          <Group gap="xs">
            {onRemove !== undefined && (
              <Button size="xs" variant="subtle" color="red" onClick={closeAfter(onRemove)}>
                {t('dashboard.filters.remove')}
              </Button>
            )}
            {isOverridden && onReset !== undefined && (
              <Button size="xs" variant="subtle" onClick={closeAfter(onReset)}>
                {t('dashboard.filters.reset')}
              </Button>
            )}
            <Button size="xs" type="submit" ml="auto">
              {t('dashboard.filters.apply')}
            </Button>
          </Group>
        </Stack>
      </FilterPopover>
      {active && <CloseButton size={24} aria-label={t('dashboard.filters.clear', { name })} onClick={() => onChange(clearedRule(rule))} />}
    </Group>
  )
}
