import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshContentLists } from '../../api/content-lists.ts'
import { createDashboard } from '../../api/dashboards.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'
import { SpaceSelect, useSpaceChoice } from '../../space/space-select.tsx'

/** Names a new dashboard and opens it for editing. */
export function NewDashboardDialog({ projectUuid, onClose }: { projectUuid: string; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const space = useSpaceChoice(projectUuid)
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
          ...(space.value === undefined ? {} : { spaceUuid: space.value }),
        })
        queryClient.setQueryData(['dashboard', made.uuid], made)
        void refreshContentLists(queryClient, projectUuid)
        go(paths.dashboardEdit(projectUuid, made.uuid), { replace: true })
      }}
    >
      {space.spaces.length > 1 && <SpaceSelect choice={space} />}
    </NameDialog>
  )
}
