import { Button, Popover, Select, Text } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { projectQuery } from '../../api/projects.ts'
import { useExplore } from './explore-context.ts'

const zones = Intl.supportedValuesOf('timeZone')

/** The zone in which days begin; the project's unless another is chosen. */
export function TimezoneChip() {
  const { t } = useTranslation()
  const { projectUuid, state, edit } = useExplore()
  const [open, setOpen] = useState(false)
  const project = useQuery(projectQuery(projectUuid)).data
  const own = state.metricQuery.timezone
  const zone = own ?? project?.schedulerTimezone ?? 'UTC'
  return (
    <Popover opened={open} onChange={setOpen} trapFocus width={260} position="bottom" withinPortal>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconWorld size={15} aria-hidden />}
          onClick={() => setOpen(!open)}
          aria-label={t('explore.timezone', { zone })}
          visibleFrom="xs"
        >
          {zone}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Select
          size="xs"
          label={t('explore.timezoneLabel')}
          searchable
          clearable={own !== undefined}
          limit={60}
          data={zones.includes('UTC') ? zones : ['UTC', ...zones]}
          value={zone}
          onChange={(value) => {
            edit({ type: 'set-timezone', timezone: value })
            setOpen(false)
          }}
          comboboxProps={{ withinPortal: false }}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {t('explore.timezoneHint')}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}
