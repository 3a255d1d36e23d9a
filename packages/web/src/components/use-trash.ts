import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../api/content-lists.ts'
import { restoreFromTrash } from '../api/trash.ts'
import { toastUndo } from './toast-undo.ts'
import { toastDone } from './toast.ts'

type Thing = { uuid: string; name: string }

/** Brings a thing of a project back from its trash, says so, and has every list show it again; throws when it cannot. */
export function useRestore(projectUuid: string): (thing: Thing) => Promise<void> {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  return async ({ uuid, name }) => {
    await restoreFromTrash(uuid)
    toastDone(t('trash.restored', { name }))
    await refreshContentLists(queryClient, projectUuid)
  }
}

/** Says that a thing of a project is in its trash now, and offers to bring it back from there. For whatever deletes one. */
export function useToastTrashed(projectUuid: string): (thing: Thing) => void {
  const { t } = useTranslation()
  const restore = useRestore(projectUuid)
  return (thing) =>
    toastUndo({
      message: t('trash.moved', { name: thing.name }),
      failed: t('trash.restoreFailed', { name: thing.name }),
      onUndo: () => restore(thing),
    })
}
