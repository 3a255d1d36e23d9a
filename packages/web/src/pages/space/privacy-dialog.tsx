import { nameOf } from '../../api/members.ts'
import { List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { privacyPreviewQuery, updateSpace, type AccessChange, type Space } from '../../api/spaces.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'

type Props = { projectUuid: string; space: Space; onChanged: () => Promise<void>; onClose: () => void }

/** People that are named of one kind; the rest are counted. */
const most = 10

/** Asks before a space is made private or public, and names who gains or loses access. */
export function PrivacyDialog({ projectUuid, space, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const isPrivate = !space.isPrivate
  const preview = useQuery(privacyPreviewQuery(space.uuid, isPrivate))
  const changes = preview.data ?? []
  const confirm = async (): Promise<void> => {
    await updateSpace(projectUuid, space.uuid, { isPrivate })
    await onChanged()
    onClose()
  }
  return (
    <ConfirmDialog
      title={t(isPrivate ? 'space.makePrivateTitle' : 'space.makePublicTitle', { name: space.name })}
      text={t(isPrivate ? 'space.privateText' : 'space.publicText')}
      confirm={t(isPrivate ? 'space.makePrivate' : 'space.makePublic')}
      failed={t('space.privacyFailed')}
      onConfirm={confirm}
      onClose={onClose}
      isWaiting={preview.isPending}
    >
      {preview.isError && <ErrorPanel title={t('space.previewFailed')} error={preview.error} onRetry={() => void preview.refetch()} />}
      <Stack gap="xs" mb="md">
        {preview.data?.length === 0 && <Text size="sm">{t('space.nobodyChanges')}</Text>}
        <Changes title={t('space.loses')} changes={changes.filter(({ after }) => after === null)} />
        <Changes title={t('space.gains')} changes={changes.filter(({ before }) => before === null)} />
        <Changes title={t('space.changes')} changes={changes.filter(({ before, after }) => before !== null && after !== null)} />
      </Stack>
    </ConfirmDialog>
  )
}

function Changes({ title, changes }: { title: string; changes: readonly AccessChange[] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  const roleText = (role: AccessChange['before']): string => (role === null ? t('access.none') : t(`space.roles.${role}`))
  return (
    <div>
      <Text size="sm" fw={550}>
        {title}
      </Text>
      <List size="sm">
        {changes.slice(0, most).map((person) => (
          <List.Item key={person.userUuid}>
            {t('space.change_roles', { name: nameOf(person), before: roleText(person.before), after: roleText(person.after) })}
          </List.Item>
        ))}
        {changes.length > most && <List.Item>{t('space.andMore', { count: changes.length - most })}</List.Item>}
      </List>
    </div>
  )
}
