import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { discardDraft, refreshAround, saveDraft } from '../../api/drafts.ts'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { toastUndo } from '../toast-undo.ts'
import { useGo } from '../use-go.ts'

type Props<D> = { draft: OpenDraft<D>; projectUuid: string; name: string; viewHref: string; onClose: () => void }

/** Asks before a draft is thrown away; it can be brought back as long as the toast is there. */
export function DiscardDialog<D>({ draft: { kind, uuid, store }, projectUuid, name, viewHref, onClose }: Props<D>) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const discard = async (): Promise<void> => {
    await store.flush()
    const { version, document, undo, redo, baseVersion } = store.state()
    if (version !== null) await discardDraft(kind, uuid, version)
    store.forget()
    const refresh = (): Promise<void> => refreshContentLists(queryClient, projectUuid)
    toastUndo({
      message: t('draft.discarded', { name }),
      failed: t('draft.bringBackFailed'),
      onUndo: async () => {
        await saveDraft(kind, uuid, { document, undo, redo, baseVersion, version: null })
        await refreshAround(queryClient, kind)
        await refresh()
      },
    })
    await refreshAround(queryClient, kind)
    go(viewHref)
    await refresh()
  }
  return (
    <ConfirmDialog
      title={t('draft.discardTitle')}
      text={t('draft.discardText', { name })}
      confirm={t('draft.discard')}
      failed={t('draft.discardFailed')}
      onConfirm={discard}
      onClose={onClose}
    />
  )
}
