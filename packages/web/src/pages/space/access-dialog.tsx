import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accessPreviewQuery, updateSpace, type Space, type SpaceChange } from '../../api/spaces.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { AccessChanges } from './access-changes.tsx'

/** What is asked about the access of a space. */
export type AccessQuestion = 'private' | 'public' | 'own' | 'inherit'

const changeOf: Readonly<Record<AccessQuestion, SpaceChange>> = {
  private: { isPrivate: true },
  public: { isPrivate: false },
  own: { inheritsFromParent: false },
  inherit: { inheritsFromParent: true },
}

type Props = { projectUuid: string; space: Space; question: AccessQuestion; onChanged: () => Promise<void>; onClose: () => void }

/** Asks before a space is opened or closed, inherits access or has its own, and names who gains or loses access. */
export function AccessDialog({ projectUuid, space, question, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const change = changeOf[question]
  const preview = useQuery(accessPreviewQuery(space.uuid, change))
  const confirm = async (): Promise<void> => {
    await updateSpace(projectUuid, space.uuid, change)
    await onChanged()
    onClose()
  }
  return (
    <ConfirmDialog
      title={t(`space.ask.${question}.title`, { name: space.name })}
      text={t(`space.ask.${question}.text`)}
      confirm={t(`space.ask.${question}.confirm`)}
      failed={t('space.privacyFailed')}
      onConfirm={confirm}
      onClose={onClose}
      isWaiting={preview.isPending}
    >
      <AccessChanges preview={preview} />
    </ConfirmDialog>
  )
}
