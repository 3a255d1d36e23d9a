import { Button, Menu } from '@mantine/core'
import { IconCalendarSearch, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DateZoom } from '../../api/dashboards.ts'

const zooms: readonly (DateZoom | null)[] = [null, 'Day', 'Week', 'Month', 'Quarter', 'Year']

/** The grain of all dates on a dashboard, for whoever looks at it now. */
export function DateZoomMenu({ value, onChange }: { value: DateZoom | null; onChange: (zoom: DateZoom | null) => void }) {
  const { t } = useTranslation()
  const name = (zoom: DateZoom | null): string => t(`dashboard.zoom.${zoom ?? 'none'}`)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          ml="auto"
          variant={value === null ? 'default' : 'light'}
          leftSection={<IconCalendarSearch size={15} aria-hidden />}
          aria-label={`${t('dashboard.zoom.label')}: ${name(value)}`}
        >
          {value === null ? t('dashboard.zoom.label') : name(value)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {zooms.map((zoom) => (
          <Menu.Item key={zoom ?? ''} rightSection={zoom === value ? <IconCheck size={15} /> : undefined} onClick={() => onChange(zoom)}>
            {name(zoom)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
