import { Anchor, NativeSelect, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  credentialsKey,
  credentialsQuery,
  preferCredentials,
  preferNoCredentials,
  preferredCredentialsQuery,
  type CredentialType,
  type WarehouseCredentials,
} from '../../api/warehouse-credentials.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string; /** What the project's connection signs in to. */ type: CredentialType }

/** Which of the reader's own credentials this project uses for them; nobody else's are touched. */
export function OwnCredentialsCard({ projectUuid, type }: Props) {
  const { t } = useTranslation()
  const credentials = useQuery(credentialsQuery)
  const warehouse = t(`warehouseCredentials.types.${type}`)
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('ownCredentials.title')}>
      <Title order={2} size="h5" mb="xs">
        {t('ownCredentials.title')}
      </Title>
      <Stack gap="sm">
        <Text size="sm">{t('ownCredentials.text', { warehouse })}</Text>
        <QueryBoundary query={credentials} failed={t('warehouseCredentials.failed')} skeleton={<Skeleton height={60} />}>
          {(all) => {
            const fitting = all.filter((each) => each.credentials.type === type)
            if (fitting.length > 0) return <Choice projectUuid={projectUuid} options={fitting.map(toOption)} />
            return <Text size="sm">{t('ownCredentials.none', { warehouse })}</Text>
          }}
        </QueryBoundary>
        <Anchor component={LinkTo} href={paths.profile()} size="sm">
          {t('ownCredentials.manage')}
        </Anchor>
      </Stack>
    </Paper>
  )
}

/** Value of the choice to leave it to the project. */
const none = 'none'

/** Names need not differ: the user tells more. */
const toOption = ({ uuid, name, credentials: { user } }: WarehouseCredentials): { value: string; label: string } => ({
  value: uuid,
  label: user === undefined ? name : `${name} · ${user}`,
})

function Choice({ projectUuid, options }: { projectUuid: string; options: readonly { value: string; label: string }[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const preferred = useQuery(preferredCredentialsQuery(projectUuid))
  const choose = async (uuid: string): Promise<void> => {
    try {
      await (uuid === none ? preferNoCredentials(projectUuid) : preferCredentials(projectUuid, uuid))
      toastDone(t('ownCredentials.saved'))
    } catch (error) {
      toastFailed(t('ownCredentials.saveFailed'), error)
    }
    await queryClient.invalidateQueries({ queryKey: credentialsKey })
  }
  return (
    <QueryBoundary query={preferred} failed={t('ownCredentials.failed')} skeleton={<Skeleton height={60} />}>
      {(used) => {
        const first = t('ownCredentials.first')
        // Chosen from outside, of another kind of warehouse, they are not on the list.
        const chosen = used?.isChosen === true ? used.uuid : none
        const isListed = chosen === none || options.some(({ value }) => value === chosen)
        return (
          <NativeSelect
            label={t('ownCredentials.use')}
            value={isListed ? chosen : ''}
            data={[...(isListed ? [] : [{ value: '', label: t('ownCredentials.choose'), disabled: true }]), { value: none, label: first }, ...options]}
            onChange={(event) => void choose(event.currentTarget.value)}
          />
        )
      }}
    </QueryBoundary>
  )
}
