import { nameOf } from '../../api/members.ts'
import { List, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteGroup, groupLossesQuery, groupsQuery, type GroupLoss, type MemberLoss, type UserGroup } from '../../api/groups.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
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
    toastDone(t('userGroups.deleted'))
    go(paths.groups())
    // Of what was known of the group nothing is asked for again.
    queryClient.removeQueries({ queryKey: ['groups', group.uuid] })
    await queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey })
  }
  const nobody = losses.data?.length === 0
  return (
    <ConfirmDialog
      title={t('userGroups.deleteTitle', { name: group.name })}
      text={t(nobody ? 'userGroups.deleteNobody' : 'userGroups.deleteText')}
      confirm={t('userGroups.delete')}
      failed={t('userGroups.deleteFailed')}
      onConfirm={confirm}
      onClose={onClose}
      isWaiting={losses.isPending}
    >
      {losses.isError && <ErrorPanel title={t('userGroups.lossesFailed')} error={losses.error} onRetry={() => void losses.refetch()} />}
      <Stack gap="sm">
        {losses.data?.slice(0, most).map((member) => (
          <Losses key={member.userUuid} member={member} />
        ))}
        {(losses.data?.length ?? 0) > most && <Text size="sm">{t('userGroups.more', { count: (losses.data?.length ?? 0) - most })}</Text>}
      </Stack>
    </ConfirmDialog>
  )
}

function Losses({ member }: { member: MemberLoss }) {
  return (
    <div>
      <Text size="sm" fw={550}>
        {nameOf(member)}
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
  const none = t('access.none')
  const { name } = loss
  switch (loss.kind) {
    case 'project':
      return t('userGroups.lossProject', {
        name,
        before: t(`roles.${loss.before}`),
        after: loss.after === null ? none : t(`roles.${loss.after}`),
      })
    case 'space':
      return t('userGroups.lossSpace', { name, before: t(`space.roles.${loss.before}`), after: loss.after === null ? none : t(`space.roles.${loss.after}`) })
    case 'attribute':
      return t('userGroups.lossAttribute', {
        name,
        before: loss.before.join(', '),
        after: loss.after.length === 0 ? t('userGroups.noValue') : loss.after.join(', '),
      })
  }
}
