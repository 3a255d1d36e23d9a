import { ActionIcon, Badge, Button, Checkbox, Group, NumberInput, Popover, Select, Stack, Text } from '@mantine/core'
import type { CalendarUnit, Comparison } from '@atrium/semantic'
import { IconArrowsDiff, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeBase } from '../../explore/comparisons.ts'
import { useCompare } from './use-compare.ts'

const units = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly CalendarUnit[]

/** Puts an earlier time beside every metric: the period before, the year before, or any stretch back. */
export function CompareButton() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { bases, comparisons } = useCompare()
  return (
    <Popover opened={open} onChange={setOpen} trapFocus width={330} position="bottom" withinPortal>
      <Popover.Target>
        <Button
          size="xs"
          variant={comparisons.length > 0 ? 'light' : 'default'}
          leftSection={<IconArrowsDiff size={15} aria-hidden />}
          rightSection={
            comparisons.length === 0 ? undefined : (
              <Badge size="sm" circle>
                {comparisons.length}
              </Badge>
            )
          }
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t('compare.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {bases.length === 0 ? (
          <Text size="sm">{t('compare.needsDate')}</Text>
        ) : (
          <Stack gap="md">
            {bases.map((base) => (
              <BaseComparisons key={base.fieldId} base={base} />
            ))}
            <Text size="xs" c="dimmed">
              {t('compare.hint')}
            </Text>
          </Stack>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function BaseComparisons({ base }: { base: TimeBase }) {
  const { t } = useTranslation()
  const { comparisons, isOn, toggle } = useCompare()
  const [count, setCount] = useState<number | string>(28)
  const [unit, setUnit] = useState<CalendarUnit>('day')
  const { fieldId, label, grain } = base
  const own = comparisons.flatMap((comparison) => {
    const { to } = comparison
    if (comparison.fieldId !== fieldId || typeof to === 'string') return []
    return [{ comparison, what: t('compare.earlier', { count: to.count, unit: t(`filters.unit.${to.unit}s`, { count: to.count }) }) }]
  })
  const stretch: Comparison | null = typeof count === 'number' && count >= 1 ? { fieldId, to: { count, unit } } : null
  return (
    <Stack gap={8} role="group" aria-label={t('compare.over', { label })}>
      <Text size="xs" fw={600}>
        {t('compare.over', { label })}
      </Text>
      <Checkbox
        size="xs"
        label={grain === null ? t('compare.previousPeriod') : t('compare.previousGrain', { grain: t(`filters.unit.${grain}s`, { count: 1 }) })}
        checked={isOn({ fieldId, to: 'previous_period' })}
        onChange={() => toggle({ fieldId, to: 'previous_period' })}
      />
      <Checkbox
        size="xs"
        label={t(grain === 'week' ? 'compare.weeks52' : 'compare.previousYear')}
        checked={isOn({ fieldId, to: 'previous_year' })}
        onChange={() => toggle({ fieldId, to: 'previous_year' })}
      />
      {own.map(({ what, comparison }) => (
        <Group key={what} gap={4} justify="space-between">
          <Text size="xs">{what}</Text>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('compare.remove', { what })} onClick={() => toggle(comparison)}>
            <IconX size={13} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={6} wrap="nowrap" align="end">
        <NumberInput size="xs" label={t('compare.back')} w={80} miw={80} min={1} max={10_000} allowDecimal={false} value={count} onChange={setCount} />
        <Select
          size="xs"
          aria-label={t('compare.unit')}
          data={units.map((value) => ({ value, label: t(`filters.unit.${value}s`, { count: 2 }) }))}
          value={unit}
          allowDeselect={false}
          onChange={(value) => setUnit(value as CalendarUnit)}
          comboboxProps={{ withinPortal: false }}
        />
        <Button
          size="xs"
          variant="default"
          style={{ flex: 'none' }}
          disabled={stretch === null || isOn(stretch)}
          onClick={() => stretch !== null && toggle(stretch)}
        >
          {t('compare.add')}
        </Button>
      </Group>
    </Stack>
  )
}
