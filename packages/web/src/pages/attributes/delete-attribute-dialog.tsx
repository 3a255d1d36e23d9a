import { Anchor, List, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attributeUsesQuery, deleteAttribute, type AttributeUses, type UserAttribute } from '../../api/attributes.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { toastDone } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'

/** Explores that are listed by name; the rest are counted. */
const most = 8

/** Asks before an attribute is deleted, and says which explores stop answering. */
export function DeleteAttributeDialog({ attribute, onClose }: { attribute: UserAttribute; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const uses = useQuery({ ...attributeUsesQuery, staleTime: 0 })
  const own = (uses.data ?? []).filter((use) => use.attribute === attribute.name)
  const confirm = async (): Promise<void> => {
    await deleteAttribute(attribute.uuid)
    await queryClient.invalidateQueries()
    toastDone(t('attributes.deleted'))
    onClose()
  }
  return (
    <ConfirmDialog
      title={t('attributes.deleteTitle', { name: attribute.name })}
      text={t(own.length === 0 ? 'attributes.deleteUnused' : 'attributes.deleteText')}
      confirm={t('attributes.delete')}
      failed={t('attributes.deleteFailed')}
      onConfirm={confirm}
      onClose={onClose}
      isWaiting={uses.isPending}
    >
      {uses.isError && <ErrorPanel title={t('attributes.usesFailed')} error={uses.error} onRetry={() => void uses.refetch()} />}
      {own.length > 0 && (
        <List size="sm">
          {own.slice(0, most).map((use) => (
            <List.Item key={`${use.projectUuid} ${use.exploreName}`}>
              <Use use={use} />
            </List.Item>
          ))}
          {own.length > most && <List.Item>{t('attributes.more', { count: own.length - most })}</List.Item>}
        </List>
      )}
    </ConfirmDialog>
  )
}

function Use({ use: { projectUuid, projectName, exploreName, exploreLabel, places } }: { use: AttributeUses }) {
  const { t } = useTranslation()
  const kinds = [...new Set(places.map(({ kind }) => kind))].map((kind) => t(`attributes.kinds.${kind}`))
  return (
    <Text size="sm" component="span">
      <Anchor component={LinkTo} href={paths.explore(projectUuid, exploreName)} target="_blank" size="sm">
        {exploreLabel}
      </Anchor>{' '}
      · {projectName}: {kinds.join(', ')}
    </Text>
  )
}
