import { ActionIcon, Box, Group, Kbd, UnstyledButton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../components/link-to.tsx'
import { writeShortcut } from '../components/shortcut.ts'
import { AccountMenu } from './account-menu.tsx'
import { useCurrentCrumbs, type Crumb } from './crumbs.ts'
import { NewMenu } from './new-menu.tsx'
import { NotificationsBell } from './notifications-bell.tsx'
import { openPalette } from './palette-store.ts'
import { ProjectSwitcher } from './project-switcher.tsx'
import classes from './shell.module.css'

/** Project ▸ where one is, search, New. */
export function TopBar({ projectUuid }: { projectUuid: string | null }) {
  const { t } = useTranslation()
  const crumbs = useCurrentCrumbs()
  // A phone has no room for all of them: it has the way up.
  const up = crumbs.findLast(isLink)
  return (
    <Group h="100%" px="sm" gap="xs" wrap="nowrap" justify="space-between">
      <Group gap={2} wrap="nowrap" style={{ minWidth: 0, flex: 1 }}>
        {up !== undefined && (
          <ActionIcon component={LinkTo} href={up.href} size="lg" hiddenFrom="xs" aria-label={t('shell.up', { name: up.label })}>
            <IconChevronLeft size={22} />
          </ActionIcon>
        )}
        <Box {...(up === undefined ? {} : { visibleFrom: 'xs' as const })}>
          <LinkTo href="/" aria-label={t('shell.start')} style={{ display: 'flex', padding: 4 }}>
            <img src="/favicon.svg" alt="" width={24} height={24} />
          </LinkTo>
        </Box>
        {projectUuid !== null && <ProjectSwitcher projectUuid={projectUuid} />}
        <Box component="nav" aria-label={t('shell.breadcrumb')} visibleFrom="xs" style={{ minWidth: 0 }}>
          <ol className={classes['crumbs']}>
            {crumbs.map(({ label, href }) => (
              <li key={`${href ?? ''} ${label}`}>
                <IconChevronRight size={14} aria-hidden style={{ flex: 'none' }} />
                {href === undefined ? (
                  <span className={classes['here']} aria-current="page">
                    {label}
                  </span>
                ) : (
                  <LinkTo href={href}>{label}</LinkTo>
                )}
              </li>
            ))}
          </ol>
        </Box>
      </Group>
      {projectUuid !== null && <SearchButton />}
      {projectUuid !== null && <NewMenu projectUuid={projectUuid} />}
      <NotificationsBell />
      <Box hiddenFrom="sm">
        <AccountMenu narrow />
      </Box>
    </Group>
  )
}

const isLink = (crumb: Crumb): crumb is Required<Crumb> => crumb.href !== undefined

/** Opens the palette, which knows what is in a project. */
function SearchButton() {
  const { t } = useTranslation()
  return (
    <>
      <UnstyledButton
        visibleFrom="md"
        onClick={openPalette}
        style={{ display: 'flex', alignItems: 'center', gap: 8, border: '1px solid var(--atrium-line)', borderRadius: 6, padding: '4px 10px', minWidth: 220 }}
        c="dimmed"
        fz="sm"
      >
        <IconSearch size={15} aria-hidden />
        <span style={{ flex: 1 }}>{t('shell.search')}</span>
        <Kbd size="xs">{writeShortcut('mod+k')}</Kbd>
      </UnstyledButton>
      <ActionIcon hiddenFrom="md" size="lg" onClick={openPalette} aria-label={t('shell.search')}>
        <IconSearch size={18} />
      </ActionIcon>
    </>
  )
}
