import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconSettings, IconUser, IconUserCircle } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signOut, userQuery } from '../api/session.ts'
import { LinkTo } from '../components/link-to.tsx'
import { toastFailed } from '../components/toast.ts'
import { paths } from './paths.ts'
import classes from './shell.module.css'
import { openShortcutsHelp } from './shortcuts-help.tsx'

/** Me: profile, theme, shortcuts, sign out. */
export function AccountMenu({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation()
  const user = useQuery(userQuery).data
  const queryClient = useQueryClient()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const name = user === undefined ? '' : `${user.firstName} ${user.lastName}`.trim() || (user.email ?? '')

  const leave = async (): Promise<void> => {
    try {
      await signOut()
      queryClient.clear()
      // A full load: nothing of the former person stays in memory.
      window.location.assign(paths.login())
    } catch (error) {
      toastFailed(t('shell.signOutFailed'), error)
    }
  }

  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <button type="button" className={classes['item']} {...(narrow ? { 'aria-label': t('shell.account', { name }) } : {})}>
          <IconUserCircle size={20} stroke={1.7} aria-hidden />
          {!narrow && name}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user?.email ?? name}</Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} />} component={LinkTo} href={paths.profile()}>
          {t('shell.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconSettings size={16} />} component={LinkTo} href={paths.organizationSettings()}>
          {t('shell.organizationSettings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openShortcutsHelp}>
          {t('shell.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        <SegmentedControl
          fullWidth
          size="xs"
          mx={6}
          mb={6}
          aria-label={t('shell.theme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
          data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
        />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
