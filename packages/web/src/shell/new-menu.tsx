import { Button, Menu } from '@mantine/core'
import { IconChartBar, IconLayoutDashboard, IconNotebook, IconPackageImport, IconPlus, IconTerminal2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../components/link-to.tsx'
import { useMay } from '../components/use-may.ts'
import { paths } from './paths.ts'

/** What the person can begin: a chart, a dashboard, a notebook, a query. Not there for who may none of it. */
export function NewMenu({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const mayMake = useMay(projectUuid, 'explore.run')
  const mayQuery = useMay(projectUuid, 'sql_runner.run')
  const mayImport = useMay(projectUuid, 'data.upload')
  if (!mayMake && !mayQuery && !mayImport) return null
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button size="compact-md" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('shell.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayMake && (
          <>
            <Menu.Item leftSection={<IconChartBar size={16} />} component={LinkTo} href={paths.explores(projectUuid)}>
              {t('shell.newChart')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLayoutDashboard size={16} />} component={LinkTo} href={`${paths.dashboards(projectUuid)}?new=1`}>
              {t('shell.newDashboard')}
            </Menu.Item>
            <Menu.Item leftSection={<IconNotebook size={16} />} component={LinkTo} href={`${paths.notebooks(projectUuid)}?new=1`}>
              {t('notebooks.one')}
            </Menu.Item>
          </>
        )}
        {mayQuery && (
          <Menu.Item leftSection={<IconTerminal2 size={16} />} component={LinkTo} href={paths.sql(projectUuid)}>
            {t('shell.newQuery')}
          </Menu.Item>
        )}
        {mayImport && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconPackageImport size={16} />} component={LinkTo} href={paths.contentImport(projectUuid)}>
              {t('contentImport.menu')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
