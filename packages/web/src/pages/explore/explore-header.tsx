import { ActionIcon, Badge, Button, Group, Menu, Text, Title, Tooltip } from '@mantine/core'
import {
  IconAdjustmentsHorizontal,
  IconApi,
  IconDeviceFloppy,
  IconDots,
  IconDownload,
  IconEraser,
  IconLayoutSidebar,
  IconLink,
  IconLinkPlus,
  IconNotebook,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { createShareLink } from '../../api/share-links.ts'
import { copyText } from '../../components/copy-text.ts'
import { writeShortcut } from '../../components/shortcut.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'
import { hasFields } from '../../explore/explore-state.ts'
import { SheetItem } from '../../sheets/sheet-item.tsx'
import { useWriteBack, WriteBackItem } from '../../write-back/write-back-item.tsx'
import { CompareButton } from './compare-button.tsx'
import { useExplore } from './explore-context.ts'
import { LimitField } from './limit-field.tsx'
import { TimezoneChip } from './timezone-chip.tsx'
import { useElapsedSeconds } from './use-elapsed-seconds.ts'

type Props = {
  title: string
  hasChanges: boolean
  autoRun: boolean
  onAutoRun: (on: boolean) => void
  onFields: () => void
  onConfigure: () => void
  onSave: () => void
}

/** What is explored, and the buttons that act on the whole of it. */
export function ExploreHeader({ title, hasChanges, autoRun, onAutoRun, onFields, onConfigure, onSave }: Props) {
  const { t } = useTranslation()
  const { projectUuid, query, state, edit, results, openDialog, chart } = useExplore()
  const way = useWriteBack(projectUuid, (query.additionalMetrics ?? []).length > 0)
  const mayMakeEndpoints = useMay(projectUuid, 'sql_runner.run')
  const elapsed = useElapsedSeconds(results.startedAt)
  const canRun = hasFields(state)
  const copyLink = async (): Promise<void> => {
    if (await copyText(window.location.href)) toastDone(t('explore.linkCopied'))
  }
  const copyShortLink = async (): Promise<void> => {
    const { pathname, search, origin } = window.location
    try {
      const { nanoid } = await createShareLink(pathname, search)
      if (await copyText(`${origin}${pathname}?s=${nanoid}`)) toastDone(t('share.copied'))
    } catch (error) {
      toastFailed(t('share.makeFailed'), error)
    }
  }
  return (
    <Group
      px="sm"
      py={6}
      gap="xs"
      justify="space-between"
      style={{ borderBlockEnd: '1px solid var(--atrium-line)', background: 'var(--atrium-surface)', flex: 'none' }}
    >
      <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
        <Tooltip label={`${t('explore.fields')} · [`}>
          <ActionIcon onClick={onFields} aria-label={t('explore.fields')}>
            <IconLayoutSidebar size={18} />
          </ActionIcon>
        </Tooltip>
        <Title order={1} size="h4" style={{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {title}
        </Title>
        {hasChanges && (
          <Badge size="sm" variant="default" tt="none">
            {t('explore.unsaved')}
          </Badge>
        )}
      </Group>
      <Group gap="xs">
        <CompareButton />
        <TimezoneChip />
        <LimitField />
        {results.isRunning ? (
          <Button size="xs" color="red" variant="light" leftSection={<IconPlayerStop size={15} />} onClick={results.cancel}>
            {t('explore.cancel')}
            {elapsed >= 3 && (
              <Text span size="xs" ms={6} className="numbers">
                {t('explore.elapsed', { seconds: elapsed })}
              </Text>
            )}
          </Button>
        ) : (
          <Tooltip label={writeShortcut('mod+Enter')}>
            <Button
              size="xs"
              leftSection={<IconPlayerPlay size={15} />}
              disabled={!canRun}
              variant={results.isOutdated || !canRun ? 'filled' : 'light'}
              onClick={() => results.run()}
            >
              {t('explore.run')}
            </Button>
          </Tooltip>
        )}
        {chart === null && (
          <Tooltip label={writeShortcut('mod+s')}>
            <Button size="xs" variant="default" leftSection={<IconDeviceFloppy size={15} />} disabled={!canRun} onClick={onSave}>
              {t('explore.save')}
            </Button>
          </Tooltip>
        )}
        <Tooltip label={`${t('explore.configure')} · ]`}>
          <ActionIcon size="md" variant="default" onClick={onConfigure} aria-label={t('explore.configure')}>
            <IconAdjustmentsHorizontal size={17} />
          </ActionIcon>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="md" variant="default" aria-label={t('explore.more')}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconRefresh size={15} />}
              disabled={!canRun}
              onClick={() => results.run({ refresh: true })}
              rightSection={<Text size="xs">{writeShortcut('mod+shift+Enter')}</Text>}
            >
              {t('explore.refresh')}
            </Menu.Item>
            <Menu.Item leftSection={<IconDownload size={15} />} disabled={!canRun} onClick={() => openDialog({ dialog: 'csv' })}>
              {t('explore.download')}
            </Menu.Item>
            <SheetItem disabled={!canRun} onOpen={() => openDialog({ dialog: 'sheet' })} />
            {way !== null && <WriteBackItem way={way} onOpen={() => openDialog({ dialog: 'write-back', way })} />}
            <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copyLink()}>
              {t('explore.copyLink')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLinkPlus size={15} />} onClick={() => void copyShortLink()}>
              {t('share.copyShort')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLinkPlus size={15} />} onClick={() => openDialog({ dialog: 'short-link' })}>
              {t('share.copyEnding')}
            </Menu.Item>
            {mayMakeEndpoints && (
              <Menu.Item leftSection={<IconApi size={15} />} disabled={!canRun} onClick={() => openDialog({ dialog: 'endpoint' })}>
                {t('endpoints.saveAs')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconNotebook size={15} />} disabled={!canRun} onClick={() => openDialog({ dialog: 'notebook' })}>
              {t('toNotebook.menu')}
            </Menu.Item>
            {chart !== null && (
              <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => openDialog({ dialog: 'save' })}>
                {t('explore.saveAs')}
              </Menu.Item>
            )}
            <Menu.Item
              closeMenuOnClick={false}
              role="menuitemcheckbox"
              aria-checked={autoRun}
              leftSection={<IconPlayerPlay size={15} />}
              onClick={() => onAutoRun(!autoRun)}
            >
              {t(autoRun ? 'explore.autoRunOff' : 'explore.autoRunOn')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconEraser size={15} />} onClick={() => edit({ type: 'clear' })}>
              {t('explore.clear')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  )
}
