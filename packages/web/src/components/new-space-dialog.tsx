import { Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../api/content-lists.ts'
import { createSpace } from '../api/spaces.ts'
import { paths } from '../shell/paths.ts'
import { NameDialog } from './name-dialog.tsx'
import { useGo } from './use-go.ts'

type Props = { projectUuid: string; /** The space to put it into; absent: at the top. */ parent?: { uuid: string; name: string }; onClose: () => void }

/** Makes a space and opens it. In another space it has the access of that, unless it is to be private. */
export function NewSpaceDialog({ projectUuid, parent, onClose }: Props) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [isPrivate, setPrivate] = useState(parent === undefined)
  const create = async ({ name }: { name: string }): Promise<void> => {
    const place = parent === undefined ? { isPrivate } : { parentSpaceUuid: parent.uuid, ...(isPrivate ? { isPrivate } : {}) }
    const { uuid } = await createSpace(projectUuid, { name, ...place })
    await refreshContentLists(queryClient, projectUuid)
    onClose()
    go(paths.space(projectUuid, uuid))
  }
  return (
    <NameDialog
      title={parent === undefined ? t('spaces.new') : t('spaces.newIn', { name: parent.name })}
      submit={t('spaces.create')}
      failed={t('spaces.createFailed')}
      onSubmit={create}
      onClose={onClose}
    >
      <Checkbox
        label={t('spaces.privateLabel')}
        {...(parent === undefined ? {} : { description: t('spaces.inheritHint', { name: parent.name }) })}
        checked={isPrivate}
        onChange={(event) => setPrivate(event.currentTarget.checked)}
      />
    </NameDialog>
  )
}
