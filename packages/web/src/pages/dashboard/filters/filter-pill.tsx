import { Button, CloseButton, Group, Stack, Text, Tooltip } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import { IconLock } from '@tabler/icons-react'
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
  /** Tiles wait for its value, or for that of one like it. */
  isMissing: boolean
  onChange: (rule: DashboardFilterRule) => void
  /** Back to the saved value; absent when there is none. */
  onReset?: (() => void) | undefined
  /** Away with the filter; absent for one that only editors may take away. */
  onRemove?: (() => void) | undefined
}

/** A filter in the bar: reads as a sentence, a click changes it, ✕ clears it. */
export function FilterPill({ rule, isEditing, isOverridden, isMissing, onChange, onReset, onRemove }: Props) {
  const { t } = useTranslation()
  const { items } = useDashboard()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(rule)
  const name = ruleName(rule, items)
  const active = isActive(rule, items)
  const isClosed = rule.locked === true && !isEditing
  const empty = !isMissing ? 'any' : rule.required === true ? 'required' : 'oneRequired'
  const text = active ? ruleSentence(rule, items, t) : `${name}: ${t(`dashboard.filters.${empty}`)}`
  const toggle = (wanted: boolean): void => {
    if (wanted) setDraft(rule)
    setOpen(wanted)
  }
  const closeAfter = (act: () => void) => (): void => {
    setOpen(false)
    act()
  }
  if (isClosed)
    return (
      <Tooltip label={t('dashboard.filters.lockedFor')}>
        <Group gap={4} wrap="nowrap" className={classes['locked'] ?? ''} role="note" aria-label={`${text} · ${t('dashboard.filters.lockedFor')}`}>
          <IconLock size={14} aria-hidden style={{ flex: 'none' }} />
          <span className="ellipsis">{text}</span>
        </Group>
      </Tooltip>
    )
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
            {...(isMissing ? { color: 'red' } : {})}
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
