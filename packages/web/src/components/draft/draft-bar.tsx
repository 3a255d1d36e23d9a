import { ActionIcon, Button, Group, Text, Tooltip, useMatches } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftState } from '../../draft/draft-store.ts'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { Ago } from '../ago.tsx'
import { LinkTo } from '../link-to.tsx'
import { writeShortcut } from '../shortcut.ts'
import { useStuckBar } from '../use-stuck-bar.ts'
import classes from './draft.module.css'

type Props<D> = {
  draft: OpenDraft<D>
  /** What the bar is called for those who do not see its colour. */
  label: string
  viewHref: string
  actions: ReactNode
  /** In place of what publishes a draft while there is none. */
  publishNewest?: ReactNode
  onDiscard: () => void
  onPublish: () => void
}

/** The coloured bar over an editor, which stays there: nobody else sees this yet, how far it is saved, and what can be done with it. */
export function DraftBar<D>({ draft, label, viewHref, actions, publishNewest, onDiscard, onPublish }: Props<D>) {
  const { t } = useTranslation()
  const { state, store } = draft
  const isBegun = state.version !== null || state.save.is !== 'saved'
  const isHeld = state.save.is === 'conflict'
  const isPhone = useMatches({ base: true, sm: false })
  const bar = useStuckBar('--atrium-draft-bar')
  const rest = (
    <>
      {!isHeld && actions}
      <Button size="xs" variant="default" disabled={!isBegun || isHeld} onClick={onDiscard}>
        {t('draft.discard')}
      </Button>
      <Tooltip label={t('draft.closeHint')}>
        <Button size="xs" variant="default" component={LinkTo} href={viewHref}>
          {t('draft.close')}
        </Button>
      </Tooltip>
    </>
  )
  return (
    <>
      <div ref={bar} className={`${classes['bar'] ?? ''} stuck-bar`} role="region" aria-label={label}>
        <Group gap={6} wrap="nowrap" miw={0} style={{ flex: isPhone ? 1 : '1 1 180px' }}>
          <IconPencil size={16} aria-hidden style={{ flex: 'none' }} />
          <Text {...(isPhone ? { size: 'xs', lineClamp: 2 } : { size: 'sm', truncate: true })} role="status">
            <Status state={state} isBegun={isBegun} />
          </Text>
        </Group>
        <Group gap={isPhone ? 6 : 'xs'} wrap={isPhone ? 'nowrap' : 'wrap'}>
          <Tooltip label={`${t('draft.undo')} ${writeShortcut('mod+z')}`}>
            <ActionIcon variant="default" size={30} aria-label={t('draft.undo')} disabled={isHeld || state.undo.length === 0} onClick={store.undo}>
              <IconArrowBackUp size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`${t('draft.redo')} ${writeShortcut('mod+shift+z')}`}>
            <ActionIcon variant="default" size={30} aria-label={t('draft.redo')} disabled={isHeld || state.redo.length === 0} onClick={store.redo}>
              <IconArrowForwardUp size={17} />
            </ActionIcon>
          </Tooltip>
          {!isPhone && rest}
          {isBegun || publishNewest === undefined ? (
            <Button size="xs" disabled={!isBegun || isHeld} onClick={onPublish}>
              {t('publish.open')}
            </Button>
          ) : (
            publishNewest
          )}
        </Group>
      </div>
      {isPhone && <div className={classes['rest']}>{rest}</div>}
    </>
  )
}

function Status<D>({ state: { save, savedAt }, isBegun }: { state: DraftState<D>; isBegun: boolean }) {
  const { t } = useTranslation()
  switch (save.is) {
    case 'saved':
      if (!isBegun || savedAt === null) return t('draft.notBegun')
      return (
        <>
          {t('draft.saved')} <Ago at={savedAt} />
        </>
      )
    case 'waiting':
    case 'saving':
    case 'away':
      return t(`draft.${save.is}`)
    case 'refused':
    case 'gone':
    case 'conflict':
      return t('draft.notSaved')
  }
}
