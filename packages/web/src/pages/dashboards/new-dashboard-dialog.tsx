import { NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { createDashboard } from '../../api/dashboards.ts'
import { spacesQuery } from '../../api/spaces.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { spaceTree } from '../../space/space-tree.ts'

/** Names a new dashboard and opens it for editing. */
export function NewDashboardDialog({ projectUuid, onClose }: { projectUuid: string; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const spaces = useQuery(spacesQuery(projectUuid)).data ?? []
  const [spaceUuid, setSpaceUuid] = useState('')
  return (
    <NameDialog
      title={t('dashboards.new')}
      submit={t('content.create')}
      failed={t('dashboards.createFailed')}
      description=""
      onClose={onClose}
      onSubmit={async ({ name, description }) => {
        const made = await createDashboard(projectUuid, {
          name,
          tiles: [],
          tabs: [],
          ...(description === '' ? {} : { description }),
          ...(spaceUuid === '' ? {} : { spaceUuid }),
        })
        queryClient.setQueryData(['dashboard', made.uuid], made)
        void refreshContentLists(queryClient, projectUuid)
        go(paths.dashboardEdit(projectUuid, made.uuid), { replace: true })
      }}
    >
      {spaces.length > 1 && (
        <NativeSelect
          label={t('content.space')}
          value={spaceUuid === '' ? (spaces[0]?.uuid ?? '') : spaceUuid}
          onChange={(event) => setSpaceUuid(event.currentTarget.value)}
          data={spaceTree(spaces).map(({ space: { uuid, isPrivate }, path }) => ({ value: uuid, label: isPrivate ? t('save.private', { name: path }) : path }))}
        />
      )}
    </NameDialog>
  )
}
