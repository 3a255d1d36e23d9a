import { List, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteGroup, groupLossesQuery, groupsQuery, type GroupLoss, type MemberLoss, type UserGroup } from '../../api/groups.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { personName } from '../../components/person-name.ts'
import { toastDone } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { paths } from '../../shell/paths.ts'

/** People that are listed by name; the rest are counted. */
const most = 8

/** Asks before a group is deleted, and says who loses what. */
export function DeleteGroupDialog({ group, onClose }: { group: UserGroup; onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const losses = useQuery(groupLossesQuery(group.uuid))
  const confirm = async (): Promise<void> => {
    await deleteGroup(group.uuid)
    toastDone(t('groups.deleted'))
    go(paths.groups())
    // Of what was known of the group nothing is asked for again.
    queryClient.removeQueries({ queryKey: ['groups', group.uuid] })
    await queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey })
  }
  const nobody = losses.data?.length === 0
  return (
    <ConfirmDialog
      title={t('groups.deleteTitle', { name: group.name })}
      text={t(nobody ? 'groups.deleteNobody' : 'groups.deleteText')}
      confirm={t('groups.delete')}
      failed={t('groups.deleteFailed')}
      onConfirm={confirm}
      onClose={onClose}
      isWaiting={losses.isPending}
    >
      {losses.isError && <ErrorPanel title={t('groups.lossesFailed')} error={losses.error} onRetry={() => void losses.refetch()} />}
      <Stack gap="sm" mb="md">
        {losses.data?.slice(0, most).map((member) => (
          <Losses key={member.userUuid} member={member} />
        ))}
        {(losses.data?.length ?? 0) > most && <Text size="sm">{t('groups.more', { count: (losses.data?.length ?? 0) - most })}</Text>}
      </Stack>
    </ConfirmDialog>
  )
}

function Losses({ member }: { member: MemberLoss }) {
  return (
    <div>
      <Text size="sm" fw={550}>
        {personName(member)}
      </Text>
      <List size="sm">
        {member.losses.map((loss) => (
          <List.Item key={`${loss.kind} ${loss.name}`}>
            <LossText loss={loss} />
          </List.Item>
        ))}
      </List>
    </div>
  )
}

function LossText({ loss }: { loss: GroupLoss }) {
  const { t } = useTranslation()
  const none = t('roles.none')
  const { name } = loss
  switch (loss.kind) {
    case 'project':
      return t('groups.lossProject', {
        name,
        before: t(`roles.organization.${loss.before}`),
        after: loss.after === null ? none : t(`roles.organization.${loss.after}`),
      })
    case 'space':
      return t('groups.lossSpace', { name, before: t(`space.roles.${loss.before}`), after: loss.after === null ? none : t(`space.roles.${loss.after}`) })
    case 'attribute':
      return t('groups.lossAttribute', { name, before: loss.before.join(', '), after: loss.after.length === 0 ? t('groups.noValue') : loss.after.join(', ') })
  }
}
