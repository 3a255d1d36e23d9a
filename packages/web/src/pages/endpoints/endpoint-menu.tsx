import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconFileCode, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteEndpoint, endpointsQuery, mayWithEndpoint, type Endpoint } from '../../api/endpoints.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { toastDone } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { CodeDialog } from '../../content-files/code-dialog.tsx'
import { paths } from '../../shell/paths.ts'
import { useEndpointChange } from './use-endpoint-change.ts'

/** An endpoint as code, switching it on and off, and deleting it. */
export function EndpointMenu({ projectUuid, endpoint }: { projectUuid: string; endpoint: Endpoint }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const { busy, change } = useEndpointChange(projectUuid, endpoint.name)
  const [isDeleting, setIsDeleting] = useState(false)
  const [isCode, setIsCode] = useState(false)
  const mayChange = mayWithEndpoint(endpoint, 'endpoint.update')
  const mayDelete = mayWithEndpoint(endpoint, 'endpoint.delete')
  const remove = async (): Promise<void> => {
    await deleteEndpoint(projectUuid, endpoint.name)
    toastDone(t('trash.moved', { name: endpoint.name }))
    go(paths.endpoints(projectUuid))
    // The list only: of the endpoint itself there is nothing to ask any more.
    await queryClient.invalidateQueries({ ...endpointsQuery(projectUuid), exact: true })
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('endpoints.more')} loading={busy}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileCode size={15} />} onClick={() => setIsCode(true)}>
            {t('contentFiles.menu')}
          </Menu.Item>
          {mayChange && (
            <Menu.Item
              leftSection={endpoint.isActive ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
              onClick={() => void change({ isActive: !endpoint.isActive })}
            >
              {t(endpoint.isActive ? 'endpoints.switchOff' : 'endpoints.switchOn')}
            </Menu.Item>
          )}
          {mayDelete && (
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setIsDeleting(true)}>
              {t('endpoints.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isCode && (
        <CodeDialog
          projectUuid={projectUuid}
          kind="endpoint"
          slug={endpoint.name}
          name={endpoint.name}
          mayChange={mayChange}
          onClose={() => setIsCode(false)}
        />
      )}
      {isDeleting && (
        <ConfirmDialog
          title={t('endpoints.deleteTitle', { name: endpoint.name })}
          text={t('endpoints.deleteText')}
          confirm={t('endpoints.delete')}
          failed={t('endpoints.deleteFailed')}
          onConfirm={remove}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </>
  )
}
