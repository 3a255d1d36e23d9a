import { ActionIcon, Button, Group, Menu, Text, Title, Tooltip } from '@mantine/core'
import {
  IconCalendarClock,
  IconDots,
  IconFrame,
  IconMaximize,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconPrinter,
  IconRefresh,
  IconRestore,
  IconShare2,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useContext, useMemo, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputValues } from '../../api/app-sessions.ts'
import { appViewsQuery, type AppView } from '../../api/app-views.ts'
import type { PublishedApp } from '../../api/apps.ts'
import { HeldInputs } from '../../app-session/held-inputs.ts'
import type { SessionStore } from '../../app-session/session-store.ts'
import { useDataAsOf } from '../../app-session/use-data-as-of.ts'
import { useSessionPart } from '../../app-session/use-app-session.ts'
import { CommentsButton } from '../../comments/comments-button.tsx'
import { Ago } from '../../components/ago.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PinItem } from '../../components/pin-item.tsx'
import { writeShortcut } from '../../components/shortcut.ts'
import { StarButton } from '../../components/star-button.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { paths } from '../../shell/paths.ts'
import { haveValues, inputsOfApp, lastingValues, savedValues, type WantedValues } from './app-inputs.ts'
import { EmbedDialog } from './embed/embed-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { TakeAlongItems } from './take-along-items.tsx'
import { ViewsMenu } from './views-menu.tsx'
import classes from './apps.module.css'

const noInputs: InputValues = {}
const nothing: ReadonlySet<string> = new Set()

type Props = {
  projectUuid: string
  published: PublishedApp
  /** Null: not open yet. */
  store: SessionStore | null
  /** The saved view that the address names. */
  viewUuid: string | null
  onView: (viewUuid: string | null) => void
  /** What is shown in full screen. */
  frame: RefObject<HTMLElement | null>
}

/** Name of an app, how old its data is, how far it has computed, and what one can do with it. */
export function AppHeader({ projectUuid, published, store, viewUuid, onView, frame }: Props) {
  const { t } = useTranslation()
  const [isSharing, setIsSharing] = useState(false)
  const [isEmbedding, setIsEmbedding] = useState(false)
  const { app, cells, settings } = published
  const running = useSessionPart(store, (state) => state.running.size, 0)
  const due = useSessionPart(store, ({ stale }) => cells.some(({ id }) => stale.has(id)), false)
  const isOutdated = useSessionPart(store, ({ stale, outcomes }) => cells.some(({ id }) => stale.has(id) && outcomes.get(id)?.state === 'done'), false)
  const isRepublished = useSessionPart(store, ({ republished }) => cells.some(({ id }) => republished.has(id)), false)
  const asOf = useDataAsOf(store, cells)
  const fields = useMemo(() => inputsOfApp(cells), [cells])
  const inputs = useSessionPart(store, (state) => state.inputs, noInputs)
  const following = useSessionPart(store, (state) => state.following, nothing)
  const counting = { inputs, following }
  const own = ({ values, reset }: WantedValues): WantedValues => ({ values, reset: store?.hasOwnDefaults === true ? reset : [] })
  const isHeld = useContext(HeldInputs)
  const isChanged = !isHeld && !haveValues(counting, own(savedValues(fields)))
  const attempt = (action: Promise<void> | undefined): void => void action?.catch((error: unknown) => toastFailed(t('apps.runFailed'), error))
  const run = (): void => attempt(store?.run({ how: 'stale' }))
  const runAll = (): void => attempt(store?.run({ how: 'all' }, { usesCachedSql: false }))
  const give = ({ values, reset }: WantedValues): void => store?.setInputs(values, { run: settings.rerunsOnInput, reset })
  const view = useQuery(appViewsQuery(app.uuid)).data?.find(({ uuid }) => uuid === viewUuid)
  const showView = (chosen: AppView | null): void => {
    onView(chosen?.uuid ?? null)
    if (chosen !== null && !isHeld) give(savedValues(fields, chosen.inputs))
  }
  const reset = (): void => {
    onView(null)
    give(savedValues(fields))
  }
  useShortcut('mod+Enter', () => (due ? run() : runAll()), store !== null && running === 0)
  const present = (): void => void frame.current?.requestFullscreen().catch((error: unknown) => toastFailed(t('apps.presentFailed'), error))
  return (
    <Group justify="space-between" align="flex-start" px={{ base: 10, sm: 16 }} pt="md" pb="xs" gap="sm">
      <div style={{ flex: '1 1 220px', minWidth: 0 }}>
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          {published.title}
        </Title>
        {app.description !== null && app.description !== '' && (
          <Text size="sm" c="dimmed">
            {app.description}
          </Text>
        )}
        <Group gap={6} mih={22} role="status">
          {asOf !== null && (
            <Text size="xs" c="dimmed">
              {t('dashboard.asOf')} <Ago at={asOf} />
            </Text>
          )}
          {running > 0 && (
            <>
              <Text size="xs" c="dimmed" className="numbers">
                {t('apps.computing', { count: running })}
              </Text>
              <Button size="compact-xs" variant="subtle" leftSection={<IconPlayerStop size={12} />} onClick={() => attempt(store?.interrupt())}>
                {t('apps.stop')}
              </Button>
            </>
          )}
          {running === 0 && isOutdated && (
            <Text size="xs" c="dimmed">
              {t(isRepublished ? 'appSession.republished' : 'apps.due')}
            </Text>
          )}
        </Group>
      </div>
      <Group gap="xs" className={classes['actions'] ?? ''}>
        <Tooltip label={`${t(due ? 'apps.run' : 'apps.runAll')} ${writeShortcut('mod+Enter')}`}>
          <Button
            size="xs"
            variant={due ? 'filled' : 'default'}
            leftSection={due ? <IconPlayerPlay size={14} /> : <IconRefresh size={14} />}
            disabled={store === null || running > 0}
            onClick={due ? run : runAll}
          >
            {t('apps.run')}
          </Button>
        </Tooltip>
        {isChanged && (
          <Button size="xs" variant="default" leftSection={<IconRestore size={14} />} onClick={reset}>
            {t('apps.reset')}
          </Button>
        )}
        {fields.length > 0 && (
          <ViewsMenu
            app={app}
            inputs={lastingValues(counting)}
            shown={viewUuid}
            isChanged={view !== undefined && !haveValues(counting, own(savedValues(fields, view.inputs)))}
            onShow={showView}
          />
        )}
        <CommentsButton />
        <StarButton projectUuid={projectUuid} uuid={app.uuid} name={app.name} />
        <Button size="xs" variant="default" leftSection={<IconShare2 size={14} />} onClick={() => setIsSharing(true)}>
          {t('apps.share')}
        </Button>
        {app.abilities.includes('app.update') && (
          <Button size="xs" variant="default" leftSection={<IconPencil size={14} />} component={LinkTo} href={paths.notebook(projectUuid, app.uuid)}>
            {t('apps.edit')}
          </Button>
        )}
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={t('apps.more')}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconRefresh size={15} />} disabled={store === null || running > 0} onClick={runAll}>
              {t('apps.runAll')}
            </Menu.Item>
            {document.fullscreenEnabled && (
              <Menu.Item leftSection={<IconMaximize size={15} />} onClick={present}>
                {t('apps.present')}
              </Menu.Item>
            )}
            {app.abilities.includes('app.run') && (
              <Menu.Item component={LinkTo} href={paths.appRuns(projectUuid, app.uuid)} leftSection={<IconCalendarClock size={15} />}>
                {t('appRuns.title')}
              </Menu.Item>
            )}
            {app.abilities.includes('app.embed') && (
              <Menu.Item leftSection={<IconFrame size={15} />} onClick={() => setIsEmbedding(true)}>
                {t('embed.menu')}
              </Menu.Item>
            )}
            {store !== null && <TakeAlongItems sessionUuid={store.state().uuid} title={published.title} />}
            <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
              {t('apps.print')}
            </Menu.Item>
            <PinItem projectUuid={projectUuid} kind="notebook" uuid={app.uuid} isPinned={app.isPinned} />
          </Menu.Dropdown>
        </Menu>
      </Group>
      {isEmbedding && <EmbedDialog app={app} onClose={() => setIsEmbedding(false)} />}
      {isSharing && <ShareDialog projectUuid={projectUuid} published={published} counting={counting} view={view ?? null} onClose={() => setIsSharing(false)} />}
    </Group>
  )
}
