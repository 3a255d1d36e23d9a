import { Popover, Stack, Text, Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../components/number-field.tsx'
import { useExplore } from './explore-context.ts'

/** Row limit: a chip that opens a field. */
export function LimitField() {
  const { t } = useTranslation()
  const { state, edit, maxRows } = useExplore()
  const [open, setOpen] = useState(false)
  const { limit } = state.metricQuery
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom" withinPortal>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!open)}>
          {t('explore.limit', { count: limit })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <NumberField
            showLabel
            label={t('explore.limitLabel')}
            value={limit}
            min={1}
            max={maxRows}
            allowDecimal={false}
            onCommit={(value) => {
              if (value !== '') edit({ type: 'set-limit', limit: Math.max(1, Math.min(maxRows, Math.round(value))) })
              setOpen(false)
            }}
          />
          <Text size="xs" c="dimmed">
            {t('explore.limitMost', { count: maxRows })}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
