import { Stack } from '@mantine/core'
import { useState, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { useGo } from '../use-go.ts'
import { useShortcut } from '../use-shortcut.ts'
import type { DifferenceOf } from './difference-of.ts'
import { DiscardDialog } from './discard-dialog.tsx'
import { DraftBar } from './draft-bar.tsx'
import { DraftConflict, type ConflictOf } from './draft-conflict.tsx'
import { DraftNotes } from './draft-notes.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { PublishForm, type PublishFormProps } from './publish-form.tsx'

type Props<D> = {
  draft: OpenDraft<D>
  projectUuid: string
  name: string
  /** Where the thing is looked at as it is published. */
  viewHref: string
  /** Where it is looked at once it is published, where that is elsewhere. */
  publishedHref?: string
  difference: DifferenceOf<D>
  /** The state as it is published, where that is not quite the one that is edited. */
  finished?: D
  /** How it is published, where more is to be done for that. */
  publishForm?: ComponentType<PublishFormProps<D>>
  /** How a conflict is decided; absent: for one side or the other. */
  conflict?: ConflictOf<D>
  /** Buttons of the editor, in the bar. */
  actions?: ReactNode
  /** In place of what publishes a draft while there is none. */
  publishNewest?: ReactNode
  children: ReactNode
}

/** An editor of a draft: how far it is saved, what can be done with it, and both sides when somebody else was faster. */
export function DraftFrame<D extends object>({
  draft,
  projectUuid,
  name,
  viewHref,
  publishedHref = viewHref,
  difference,
  finished,
  publishForm = PublishForm,
  conflict: Conflict = DraftConflict,
  actions,
  publishNewest,
  children,
}: Props<D>) {
  const { t } = useTranslation()
  const go = useGo()
  const { state, store } = draft
  const [dialog, setDialog] = useState<'publish' | 'discard' | null>(null)
  const close = (): void => setDialog(null)
  const isFree = dialog === null && state.save.is !== 'conflict'
  useShortcut('mod+z', store.undo, isFree && state.undo.length > 0)
  useShortcut('mod+shift+z', store.redo, isFree && state.redo.length > 0)
  useShortcut('mod+s', () => void store.flush(), isFree)
  useShortcut('e', () => go(viewHref), isFree)
  const publish = (): void => setDialog('publish')
  return (
    <>
      <DraftBar
        draft={draft}
        viewHref={viewHref}
        label={t('draft.bar')}
        actions={actions}
        publishNewest={publishNewest}
        onDiscard={() => setDialog('discard')}
        onPublish={publish}
      />
      {state.save.is === 'conflict' && state.theirs !== null ? (
        <Conflict projectUuid={projectUuid} theirs={state.theirs} ours={state.document} base={state.base} difference={difference} onDecide={store.decide} />
      ) : (
        <>
          <Stack gap={0}>
            <DraftNotes draft={draft} projectUuid={projectUuid} onCompare={publish} />
          </Stack>
          {children}
        </>
      )}
      {dialog === 'publish' && (
        <PublishDialog
          draft={draft}
          projectUuid={projectUuid}
          name={name}
          publishedHref={publishedHref}
          difference={difference}
          finished={finished ?? state.document}
          form={publishForm}
          onClose={close}
        />
      )}
      {dialog === 'discard' && <DiscardDialog draft={draft} projectUuid={projectUuid} name={name} viewHref={viewHref} onClose={close} />}
    </>
  )
}
