import type { TFunction } from 'i18next'
import type { UndoneRename } from '../../../api/validation.ts'

/** That a rename was taken back, with what was left out because it is gone. */
export function undoneText(t: TFunction, { discarded, deleted }: UndoneRename): string {
  const gone = [
    ...(discarded.length === 0 ? [] : [t('renameContent.discarded', { count: discarded.length, names: discarded.join(', ') })]),
    ...(deleted === 0 ? [] : [t('renameContent.deleted', { count: deleted })]),
  ]
  return [t('renameContent.undone'), ...gone].join('. ')
}
