import { Button, Menu } from '@mantine/core'
import { IconCalendarSearch, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DateZoom } from '../../api/dashboards.ts'
import type { ZoomChoice } from './use-dashboard-url.ts'

const zooms: readonly (ZoomChoice | null)[] = [null, 'Auto', 'Day', 'Week', 'Month', 'Quarter', 'Year']

type Props = { value: ZoomChoice | null; /** The grain that this comes to. */ zoom: DateZoom | null; onChange: (choice: ZoomChoice | null) => void }

/** The grain of all dates on a dashboard, for whoever looks at it now. */
export function DateZoomMenu({ value, zoom: effective, onChange }: Props) {
  const { t } = useTranslation()
  const name = (zoom: ZoomChoice | null): string => t(`dashboard.zoom.${zoom ?? 'none'}`)
  const shown = value === 'Auto' && effective !== null ? t('dashboard.zoom.AutoAs', { zoom: name(effective) }) : name(value)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          ml="auto"
          variant={value === null ? 'default' : 'light'}
          leftSection={<IconCalendarSearch size={15} aria-hidden />}
          aria-label={`${t('dashboard.zoom.label')}: ${shown}`}
        >
          {value === null ? t('dashboard.zoom.label') : shown}
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
