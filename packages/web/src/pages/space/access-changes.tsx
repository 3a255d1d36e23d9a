import { List, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../api/members.ts'
import type { AccessChange } from '../../api/spaces.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'

/** People that are named of one kind; the rest are counted. */
const most = 10

/** Who gains and who loses access by a change that is about to be made. */
export function AccessChanges({ preview }: { preview: UseQueryResult<AccessChange[]> }) {
  const { t } = useTranslation()
  const changes = preview.data ?? []
  return (
    <>
      {preview.isError && <ErrorPanel title={t('space.previewFailed')} error={preview.error} onRetry={() => void preview.refetch()} />}
      <Stack gap="xs" role="status">
        {preview.data?.length === 0 && <Text size="sm">{t('space.nobodyChanges')}</Text>}
        <Changes title={t('space.loses')} changes={changes.filter(({ after }) => after === null)} />
        <Changes title={t('space.gains')} changes={changes.filter(({ before }) => before === null)} />
        <Changes title={t('space.changes')} changes={changes.filter(({ before, after }) => before !== null && after !== null)} />
      </Stack>
    </>
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
