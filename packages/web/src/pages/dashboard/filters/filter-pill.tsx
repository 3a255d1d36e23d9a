import { Button, CloseButton, Group, Popover, Stack, Text } from '@mantine/core'
import type { DashboardFilterRule } from '@atrium/documents'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isActive } from '../../../dashboard/effective-filters.ts'
import { clearedRule, ruleName } from '../../../dashboard/rule-name.ts'
import { filterSentence } from '../../../explore/filter-wording.ts'
import classes from '../dashboard.module.css'
import { useDashboard } from '../dashboard-context.ts'
import { RuleEditor } from './rule-editor.tsx'

type Props = {
  rule: DashboardFilterRule
  isOverridden: boolean
  onChange: (rule: DashboardFilterRule) => void
  /** Back to the saved value; for a filter of the viewer's own: away with it. */
  onReset: () => void
}

/** A filter in the bar: reads as a sentence, a click changes it, ✕ clears it. */
export function FilterPill({ rule, isOverridden, onChange, onReset }: Props) {
  const { t } = useTranslation()
  const { items } = useDashboard()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(rule)
  const name = ruleName(rule, items)
  const active = isActive(rule, items)
  const text = active
    ? withName(filterSentence(rule, items, t), rule, name, items)
    : `${name}: ${rule.required === true ? t('dashboard.filters.required') : t('dashboard.filters.any')}`
  const toggle = (wanted: boolean): void => {
    if (wanted) setDraft(rule)
    setOpen(wanted)
  }
  return (
    <Popover opened={open} onChange={toggle} width={320} shadow="md" trapFocus withArrow position="bottom-start">
      <Group gap={0} wrap="nowrap">
        <Popover.Target>
          <Button
            size="compact-sm"
            variant={active ? 'light' : 'default'}
            className={classes['pill'] ?? ''}
            data-overridden={isOverridden || undefined}
            onClick={() => toggle(!open)}
            maw={{ base: 300, sm: 460 }}
            {...(isOverridden ? { leftSection: <span className={classes['dot']} role="img" aria-label={t('dashboard.filters.changed')} /> } : {})}
            {...(rule.required === true && !active ? { color: 'red' } : {})}
          >
            {text}
          </Button>
        </Popover.Target>
        {active && <CloseButton size={24} aria-label={t('dashboard.filters.clear', { name })} onClick={() => onChange(clearedRule(rule))} />}
      </Group>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onChange(draft)
            setOpen(false)
          }}
        >
          <Stack gap="sm">
            <Text size="sm" fw={600}>
              {name}
            </Text>
            <RuleEditor rule={draft} name={name} onChange={setDraft} />
            <Group justify="space-between" gap="xs">
              {isOverridden ? (
                <Button
                  size="xs"
                  variant="subtle"
                  onClick={() => {
                    onReset()
                    setOpen(false)
                  }}
                >
                  {t('dashboard.filters.reset')}
                </Button>
              ) : (
                <span />
              )}
              <Button size="xs" type="submit">
                {t('dashboard.filters.apply')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The sentence with the filter's own name in place of its field's. */
function withName(sentence: string, rule: DashboardFilterRule, name: string, items: Parameters<typeof ruleName>[1]): string {
  const { label: _, ...unnamed } = rule
  const field = ruleName(unnamed, items)
  return sentence.startsWith(field) ? name + sentence.slice(field.length) : sentence
}
