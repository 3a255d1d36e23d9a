import { ActionIcon, Button, Group, Menu, Stack } from '@mantine/core'
import {
  IconChartBar,
  IconDots,
  IconFolder,
  IconFolderPlus,
  IconFolderSymlink,
  IconLayoutDashboard,
  IconLock,
  IconLockOpen,
  IconNotebook,
  IconPencil,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { appsQuery } from '../../api/apps.ts'
import { spaceQuery, updateSpace, type Space } from '../../api/spaces.ts'
import { ImpactNote } from '../../components/content-care/impact-note.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { NameDialog } from '../../components/name-dialog.tsx'
import { NewSpaceDialog } from '../../components/new-space-dialog.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { Page } from '../../components/page.tsx'
import { PinItem } from '../../components/pin-item.tsx'
import { StarButton } from '../../components/star-button.tsx'
import { useMay } from '../../components/use-may.ts'
import { useGo } from '../../components/use-go.ts'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useToastTrashed } from '../../components/use-trash.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { AsOfMenu } from '../../time-travel/as-of-menu.tsx'
import { PastList } from '../../time-travel/past-list.tsx'
import { useAsOf } from '../../time-travel/use-as-of.ts'
import { notebookHref } from '../notebooks/notebook-href.ts'
import { changedAt } from '../notebooks/wanted-notebooks.ts'
import { AccessDialog } from './access-dialog.tsx'
import { DeleteSpaceDialog } from './delete-space-dialog.tsx'
import { inheritedText } from './inherited-text.ts'
import { MoveDialog } from './move-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'
import { SpaceItems } from './space-items.tsx'

/** A space with what is in it. `?asOf=` lists what was in it at that moment. */
export function SpacePage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const spaceUuid = useRouteParam('space')
  const space = useQuery(spaceQuery(projectUuid, spaceUuid))
  const above = space.data?.breadcrumbs.slice(0, -1) ?? []
  const all = { label: t('spaces.title'), href: paths.spaces(projectUuid) }
  const title = space.data?.name ?? t('space.title')
  useCrumbs([all, ...above.map(({ uuid, name }) => ({ label: name, href: paths.space(projectUuid, uuid) })), { label: title }])
  return (
    <PageBoundary query={space} title={title} failed={t('space.failed')} back={all}>
      {(found) => <SpaceContent projectUuid={projectUuid} space={found} />}
    </PageBoundary>
  )
}

type Dialog = 'share' | 'privacy' | 'rename' | 'move' | 'new' | 'delete' | null

function SpaceContent({ projectUuid, space }: { projectUuid: string; space: Space }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const toastTrashed = useToastTrashed(projectUuid)
  const [asOf, showAsOf] = useAsOf()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = (): void => setDialog(null)
  const refresh = async (): Promise<void> => {
    // Those in it and around it too: their access and their way may be others now.
    await queryClient.invalidateQueries({ queryKey: ['space', projectUuid] })
    await queryClient.invalidateQueries({ queryKey: ['spaces', projectUuid] })
  }
  const rename = async ({ name }: { name: string }): Promise<void> => {
    await updateSpace(projectUuid, space.uuid, { name })
    await refresh()
    close()
  }
  const onDeleted = async (): Promise<void> => {
    // All but what is about this one, which is still on the page and not there any more.
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => !queryKey.includes(space.uuid) })
    toastTrashed(space)
    go(space.parentSpaceUuid === null ? paths.spaces(projectUuid) : paths.space(projectUuid, space.parentSpaceUuid))
  }
  const notebooks = useQuery(appsQuery(projectUuid))
  const mayPin = useMay(projectUuid, 'pins.manage')
  const mayManage = space.abilities.includes('space.manage')
  const mayNest = space.abilities.includes('space.nest')
  const travel = <AsOfMenu asOf={asOf} onPick={showAsOf} size="xs" />
  if (asOf !== null) {
    return (
      <Page title={space.name} description={t('timeTravel.space')} actions={travel}>
        <PastList projectUuid={projectUuid} asOf={asOf} spaceUuid={space.uuid} onToday={() => showAsOf(null)} />
      </Page>
    )
  }
  const apps = notebooks.data?.flatMap((app) => (app.space.uuid === space.uuid ? [{ ...app, updatedAt: changedAt(app) }] : []))
  const isEmpty = apps?.length === 0 && space.queries.length + space.dashboards.length + space.childSpaces.length === 0
  return (
    <Page
      title={space.name}
      description={[t(space.isPrivate ? 'spaces.private' : 'spaces.public'), ...(space.inheritsFromParent ? [inheritedText(space, t)] : [])].join(' · ')}
      actions={
        <Group gap="xs">
          <StarButton projectUuid={projectUuid} uuid={space.uuid} name={space.name} />
          {travel}
          <Button size="xs" variant="default" leftSection={<IconUsers size={15} />} onClick={() => setDialog('share')}>
            {t('space.share')}
          </Button>
          {mayNest && (
            <Button size="xs" variant="default" leftSection={<IconFolderPlus size={15} />} onClick={() => setDialog('new')}>
              {t('spaces.new')}
            </Button>
          )}
          {(mayManage || mayPin) && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" size="md" aria-label={t('space.more')}>
                  <IconDots size={17} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <PinItem projectUuid={projectUuid} kind="space" uuid={space.uuid} isPinned={space.pinnedListUuid !== null} />
                {mayManage && (
                  <>
                    <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDialog('rename')}>
                      {t('space.rename')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconFolderSymlink size={15} />} onClick={() => setDialog('move')}>
                      {t('space.move')}
                    </Menu.Item>
                    {!space.inheritsFromParent && (
                      <Menu.Item leftSection={space.isPrivate ? <IconLockOpen size={15} /> : <IconLock size={15} />} onClick={() => setDialog('privacy')}>
                        {t(space.isPrivate ? 'space.makePublic' : 'space.makePrivate')}
                      </Menu.Item>
                    )}
                    <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDialog('delete')}>
                      {t('space.delete')}
                    </Menu.Item>
                  </>
                )}
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
      }
    >
      {isEmpty && <EmptyState icon={IconFolder} text={t('space.empty')} />}
      <Stack>
        <SpaceItems
          projectUuid={projectUuid}
          title={t('spaces.title')}
          sign={IconFolder}
          items={space.childSpaces}
          hrefOf={({ uuid }) => paths.space(projectUuid, uuid)}
        />
        <SpaceItems
          projectUuid={projectUuid}
          title={t('space.dashboards')}
          sign={IconLayoutDashboard}
          items={space.dashboards}
          hrefOf={({ uuid }) => paths.dashboard(projectUuid, uuid)}
        />
        <SpaceItems
          projectUuid={projectUuid}
          title={t('space.charts')}
          sign={IconChartBar}
          items={space.queries}
          hrefOf={({ uuid, source }) => (source === 'sql' ? paths.sqlChart(projectUuid, uuid) : paths.chart(projectUuid, uuid))}
        />
        {notebooks.isError && <ErrorPanel title={t('notebooks.failed')} error={notebooks.error} onRetry={() => void notebooks.refetch()} />}
        <SpaceItems
          projectUuid={projectUuid}
          title={t('space.notebooks')}
          sign={IconNotebook}
          items={apps ?? []}
          hrefOf={(app) => notebookHref(projectUuid, app)}
        />
      </Stack>
      {dialog === 'share' && <ShareDialog projectUuid={projectUuid} space={space} onChanged={refresh} onClose={close} />}
      {dialog === 'privacy' && (
        <AccessDialog projectUuid={projectUuid} space={space} question={space.isPrivate ? 'public' : 'private'} onChanged={refresh} onClose={close} />
      )}
      {dialog === 'move' && <MoveDialog projectUuid={projectUuid} space={space} onChanged={refresh} onClose={close} />}
      {dialog === 'new' && <NewSpaceDialog projectUuid={projectUuid} parent={space} onClose={close} />}
      {dialog === 'rename' && (
        <NameDialog title={t('space.rename')} submit={t('space.rename')} failed={t('space.renameFailed')} name={space.name} onSubmit={rename} onClose={close}>
          <ImpactNote projectUuid={projectUuid} kind="spaces" uuid={space.uuid} />
        </NameDialog>
      )}
      {dialog === 'delete' && <DeleteSpaceDialog projectUuid={projectUuid} space={space} onDeleted={onDeleted} onClose={close} />}
    </Page>
  )
}
